/**
 * The page of an order for people of the shop, in development: where it stands, what everybody was told and
 * said, what happened, and buttons that move its clock. Pure: it is given everything and makes HTML.
 */
import type { FoundMessage } from '../../database/orders/notifications';
import type { TimelineRow } from '../../database/orders/timeline';
import type { Instant } from '../../domain/calendar/instant';
import { eventText, momentText, say } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';
import { moneyText } from '../../domain/messages/letter';
import { orderTotals } from '../../domain/order/money/totals';
import { phrase } from '../../domain/order/waiting';
import type { Shown } from '../views/order-view';
import { customerOf } from '../views/order-view';
import { lineView } from '../views/line-view';
import { waitingView } from '../views/waiting-view';
import { html, Html } from './html';
import { ORDER_WORDS } from './order-words';
import type { OrderWords } from './order-words';

export interface OrderPageView extends Shown {
  readonly locale: Locale;
  readonly now: Instant;
  readonly timeline: readonly TimelineRow[];
  readonly messages: readonly FoundMessage[];
  /** The clock could not be moved, because something was under way. */
  readonly isBusy: boolean;
}

const NOTHING = new Html('');

/** The whole page. */
export function orderPage(view: OrderPageView): {
  readonly locale: string;
  readonly title: string;
  readonly body: Html;
} {
  const { found, locale, isBusy } = view;
  const words = ORDER_WORDS[locale];
  const { order, stage } = found;
  const title = `${words.order} ${order.number}`;
  const closed = order.closed ? html` · ${words.closed}: ${code(order.closed.reason)}` : NOTHING;
  const waiting = waitingOf(view);
  const body = html`<h1>${title}</h1>
    <p>${words.stage}: <strong>${code(stage)}</strong>${closed}</p>
    ${waiting === null ? NOTHING : html`<p class="note">${waiting}</p>`}
    ${isBusy ? html`<p class="note warn" role="status">${words.notQuiet}</p>` : NOTHING}
    ${clockForms(view, words)} ${goodsTable(view, words)} ${moneyTable(view, words)}
    ${partiesTable(view, words)} ${parcelsTable(view, words)} ${messagesTable(view, words)}
    ${tasksTable(view, words)} ${timelineTable(view, words)}`;
  return { locale, title, body };
}

/** The waiting sentence in the language of the page, whatever the shop's is. */
function waitingOf({ found, terms, personal, locale }: OrderPageView): string | null {
  const { name } = customerOf(found.order, personal);
  const policy = { ...terms.policy, locale };
  return waitingView({ found, terms: { ...terms, policy }, customerName: name })?.sentence ?? null;
}

function clockForms({ found, now, terms }: OrderPageView, words: OrderWords): Html {
  const { deadline, over } = found;
  const button = (move: string, text: string, kind: string): Html =>
    html`<button type="submit" name="move" value="${move}" class="${kind}">${text}</button>`;
  const time = html`<p>${words.clock}: ${momentText(now, terms.policy.calendar.zone)}</p>`;
  if (over) return time;
  return html`<form method="post">
    ${time} ${button('day', words.nextDay, 'main')}
    ${deadline ? button('deadline', words.nextDeadline, 'other') : NOTHING}
  </form>`;
}

type Cell = string | number | Html;

/** A word of the API, the same in every language. */
const code = (word: string): Html => html`<code lang="en">${word}</code>`;

const listed = (parts: readonly Html[]): Html => new Html(parts.map(({ text }) => text).join(', '));

/** A table with a heading; a word where there is nothing in it. */
function table(
  caption: string,
  { heads, rows, nothing }: { heads: readonly string[]; rows: readonly Cell[][]; nothing: string },
): Html {
  if (rows.length === 0)
    return html`<h2>${caption}</h2>
      <p>${nothing}</p>`;
  const head = heads.map((one) => html`<th scope="col">${one}</th>`);
  const lines = rows.map(
    (row) =>
      html`<tr>
        ${row.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<h2>${caption}</h2>
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>`;
}

function goodsTable({ found, locale }: OrderPageView, words: OrderWords): Html {
  const { order } = found;
  const { currency, lines } = order.wish;
  const rows = lines.map((line) => [
    line.title,
    line.sku,
    line.quantity,
    moneyText(line.price * line.quantity, currency, locale),
    code(lineView(order, line).state),
  ]);
  const heads = [words.what, words.sku, words.quantity, words.sum, words.state];
  return table(words.goods, { heads, rows, nothing: words.nothing });
}

function moneyTable({ found, locale }: OrderPageView, words: OrderWords): Html {
  const totals = orderTotals(found.order);
  const rows = (Object.keys(words.money) as (keyof OrderWords['money'])[]).map((name) => [
    words.money[name],
    moneyText(totals[name], found.order.wish.currency, locale),
  ]);
  return table(words.totals, { heads: [words.what, words.sum], rows, nothing: words.nothing });
}

function partiesTable({ found, terms }: OrderPageView, words: OrderWords): Html {
  const rows = found.order.instructions.map((one) => [
    terms.parties.find(({ id }) => id === one.party)?.title ?? one.party,
    one.wishVersion,
    listed([
      code(one.state),
      ...(one.reason === null ? [] : [code(one.reason)]),
      ...(one.pending ? [html`${code(one.pending.kind)}: ${words.awaited}`] : []),
      ...(one.overdue ? [html`${words.overdue}`] : []),
    ]),
  ]);
  const heads = [words.party, words.wish, words.state];
  return table(words.parties, { heads, rows, nothing: words.nothing });
}

function parcelsTable({ found }: OrderPageView, words: OrderWords): Html {
  const rows = found.order.parcels.map(({ carrier, state }) => [code(carrier), code(state)]);
  return table(words.parcels, { heads: [words.party, words.state], rows, nothing: words.nothing });
}

function messagesTable({ messages, terms }: OrderPageView, words: OrderWords): Html {
  const { zone } = terms.policy.calendar;
  const rows = messages.map(({ purpose, channel, state, notedAt, sentAt }) => [
    momentText(sentAt ?? notedAt, zone),
    code(purpose),
    code(channel),
    code(state),
  ]);
  const heads = [words.when, words.what, words.how, words.state];
  return table(words.messages, { heads, rows, nothing: words.nothing });
}

function tasksTable({ found, terms, locale }: OrderPageView, words: OrderWords): Html {
  const { zone } = terms.policy.calendar;
  const rows = found.order.tasks.map(({ kind, role, dueBy, remindedAt }) => [
    say(phrase(`wait.task.${kind}`), locale),
    code(role),
    dueBy === null ? '–' : momentText(dueBy, zone),
    remindedAt === undefined ? '' : words.overdue,
  ]);
  const heads = [words.what, words.role, words.due, words.state];
  return table(words.tasks, { heads, rows, nothing: words.nothing });
}

function timelineTable({ timeline, terms, locale }: OrderPageView, words: OrderWords): Html {
  const { zone } = terms.policy.calendar;
  const rows = timeline.map(({ at, event }) => [
    momentText(at, zone),
    eventText(event, locale),
    code(event.by),
  ]);
  const heads = [words.when, words.what, words.who];
  return table(words.timeline, { heads, rows, nothing: words.nothing });
}
