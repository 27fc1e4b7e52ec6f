/**
 * A party's list of work: what it has to answer, what it has said yes to, what it is asked, each with a link to the
 * page on which it is answered. No script; nothing of the customer stands here. Pure.
 */
import type { OpenWork } from '../../database/orders/parties/open-work';
import type { KeptQuestion } from '../../database/questions/questions';
import type { Instant } from '../../domain/calendar/instant';
import { momentText, sayText } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';
import { DESK_WORDS } from '../../domain/messages/words/desk-texts';
import { differenceText, toldFacts } from '../../domain/messages/told-text';
import { revisedIn } from '../../domain/parties/difference';
import { lastTold, toDo } from '../../domain/parties/instruction';
import { html } from './html';
import type { Html } from './html';

export interface DeskView {
  readonly title: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly at: Instant;
  /** Titles of parties by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  readonly work: readonly (OpenWork & { readonly page: string })[];
  readonly questions: readonly (KeptQuestion & { readonly page: string })[];
  /** How many are shown where there are more; null where these are all. */
  readonly limit: number | null;
}

/** The whole page. */
export function deskPage(view: DeskView): {
  readonly locale: Locale;
  readonly title: string;
  readonly body: Html;
} {
  const { title, locale, zone, at, work, limit, questions } = view;
  const toAnswer = work.filter((one) => one.isAwaited);
  const toDo = work.filter((one) => !one.isAwaited);
  const more = limit === null ? '' : html`<p>${say(view, 'more', { limit: String(limit) })}</p>`;
  const body = html`<h1>${title}</h1>
    <p>${say(view, 'asOf', { at: momentText(at, zone) })}</p>
    ${questions.length === 0 ? '' : questionList(view)}
    <h2>${say(view, 'toAnswer')}</h2>
    ${table(view, toAnswer)}
    <h2>${say(view, 'toDo')}</h2>
    ${table(view, toDo)} ${more}`;
  return { locale, title, body };
}

function say(
  { locale }: DeskView,
  word: keyof typeof DESK_WORDS,
  values: Readonly<Record<string, string>> = {},
): string {
  return sayText(DESK_WORDS[word], locale, values);
}

function questionList(view: DeskView): Html {
  const rows = view.questions.map(
    ({ text, page, until }) =>
      html`<li><a href="${page}">${text}</a> (${momentText(until, view.zone)})</li>`,
  );
  return html`<h2>${say(view, 'questions')}</h2>
    <ul>
      ${rows}
    </ul>`;
}

function table(view: DeskView, work: DeskView['work']): Html {
  if (work.length === 0) return html`<p>${say(view, 'none')}</p>`;
  const head = (['order', 'what', 'until'] as const).map(
    (word) => html`<th scope="col">${say(view, word)}</th>`,
  );
  return html`<table>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${work.map((one) => row(view, one))}
    </tbody>
  </table>`;
}

function row(
  view: DeskView,
  { instruction, orderNumber, currency, page, isAwaited }: DeskView['work'][number],
): Html {
  const { dueBy, overdue, pending, content } = instruction;
  const told = lastTold(instruction);
  const around = { ...view, currency };
  const facts = told ? toldFacts(told, around).map(([name, value]) => `${name}: ${value}`) : [];
  const different = revisedIn(instruction).map((one) => differenceText(one, around));
  const goods = toDo(told ?? content)
    .map(({ title, quantity }) => `${title} × ${String(quantity)}`)
    .join(', ');
  const kind = isAwaited ? `${say(view, pending?.kind ?? 'instruction')}: ` : '';
  const due = dueBy === null ? '' : momentText(dueBy, view.zone);
  const late = overdue ? html` <strong>${say(view, 'overdue')}</strong>` : '';
  return html`<tr>
    <td><a href="${page}">${orderNumber}</a></td>
    <td>${kind}${goods}${[...facts, ...different].map((text) => html`<br />${text}`)}</td>
    <td>${due}${late}</td>
  </tr>`;
}
