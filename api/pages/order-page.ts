/**
 * The page of an order for people of the shop, in development: where it stands, what everybody was told and
 * said, what happened, and buttons that move its clock. Pure: it is given everything and makes HTML.
 */
import type { FoundMessage } from '../../database/orders/notifications';
import type { TimelineRow } from '../../database/orders/timeline';
import type { Instant } from '../../domain/calendar/instant';
import { momentText } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';
import { eventText, speakerText, wordIn } from '../../domain/messages/event-in-words';
import { moneyText } from '../../domain/messages/letter';
import {
  CHANNEL_WORDS,
  CLOSING_WORDS,
  INSTRUCTION_WORDS,
  LINE_WORDS,
  MESSAGE_WORDS,
  PARCEL_WORDS,
  PURPOSE_WORDS,
  REASON_WORDS,
  ROLE_WORDS,
  STAGE_WORDS,
  TASK_WORDS,
} from '../../domain/messages/words/state-words';
import { orderTotals } from '../../domain/order/money/totals';
import type { Shown } from '../views/order-view';
import { customerOf } from '../views/order-view';
import { lineView } from '../views/line-view';
import { journalReader } from '../views/timeline-view';
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
  const closed = order.closed
    ? html` · ${words.closed}: ${CLOSING_WORDS[order.closed.reason][locale]}`
    : NOTHING;
  const waiting = waitingOf(view);
  const body = html`<h1>${title}</h1>
    <p>${words.stage}: <strong>${STAGE_WORDS[stage][locale]}</strong>${closed}</p>
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
    LINE_WORDS[lineView(order, line).state][locale],
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

function partiesTable({ found, terms, locale }: OrderPageView, words: OrderWords): Html {
  const rows = found.order.instructions.map((one) => [
    terms.parties.find(({ id }) => id === one.party)?.title ?? one.party,
    one.wishVersion,
    [
      INSTRUCTION_WORDS[one.state][locale],
      ...(one.reason === null ? [] : [wordIn(REASON_WORDS, one.reason, locale)]),
      ...(one.pending ? [`${INSTRUCTION_WORDS[one.pending.kind][locale]}: ${words.awaited}`] : []),
      ...(one.overdue ? [words.overdue] : []),
    ].join(', '),
  ]);
  const heads = [words.party, words.wish, words.state];
  return table(words.parties, { heads, rows, nothing: words.nothing });
}

function parcelsTable({ found, terms, locale }: OrderPageView, words: OrderWords): Html {
  const { titles } = journalReader(found.order, terms);
  const rows = found.order.parcels.map(({ carrier, state }) => [
    titles[carrier] ?? carrier,
    PARCEL_WORDS[state][locale],
  ]);
  return table(words.parcels, { heads: [words.party, words.state], rows, nothing: words.nothing });
}

function messagesTable({ messages, terms, locale }: OrderPageView, words: OrderWords): Html {
  const { zone } = terms.policy.calendar;
  const rows = messages.map(({ purpose, channel, state, notedAt, sentAt }) => [
    momentText(sentAt ?? notedAt, zone),
    wordIn(PURPOSE_WORDS, purpose, locale),
    CHANNEL_WORDS[channel][locale],
    wordIn(MESSAGE_WORDS, state, locale),
  ]);
  const heads = [words.when, words.what, words.how, words.state];
  return table(words.messages, { heads, rows, nothing: words.nothing });
}

function tasksTable({ found, terms, locale }: OrderPageView, words: OrderWords): Html {
  const { zone } = terms.policy.calendar;
  const rows = found.order.tasks.map(({ kind, role, dueBy, remindedAt }) => [
    TASK_WORDS[kind][locale],
    ROLE_WORDS[role][locale],
    dueBy === null ? '–' : momentText(dueBy, zone),
    remindedAt === undefined ? '' : words.overdue,
  ]);
  const heads = [words.what, words.role, words.due, words.state];
  return table(words.tasks, { heads, rows, nothing: words.nothing });
}

function timelineTable(view: OrderPageView, words: OrderWords): Html {
  const { found, timeline, terms, locale } = view;
  const { zone } = terms.policy.calendar;
  const reader = { ...journalReader(found.order, terms), locale };
  const rows = timeline.map(({ at, event }) => [
    momentText(at, zone),
    eventText(event, reader),
    speakerText(event.by, reader),
  ]);
  const heads = [words.when, words.what, words.who];
  return table(words.timeline, { heads, rows, nothing: words.nothing });
}
