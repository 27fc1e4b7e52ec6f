/**
 * The page behind a party's link: what it is to do, as it stands now, and what it may answer. Pure; name, phone
 * and address of the customer are shown to who brings the order and to nobody else.
 */
import type { ListedInstruction } from '../../database/orders/parties/instructions';
import type { Locale } from '../../domain/messages/catalogue';
import { momentText } from '../../domain/messages/catalogue';
import { DESK_WORDS } from '../../domain/messages/words/desk-texts';
import { addressText } from '../../domain/messages/address-text';
import { moneyText } from '../../domain/messages/letter';
import { differenceText, toldFacts } from '../../domain/messages/told-text';
import { revisedIn } from '../../domain/parties/difference';
import { isCalledOff, toDo } from '../../domain/parties/instruction';
import type { Recipient } from '../../domain/parties/instruction-document';
import { html, Html, wayBackTo } from './html';
import { PARTY_WORDS } from './party-words';
import type { PartyWords } from './party-words';

export interface PartyView {
  readonly instruction: ListedInstruction;
  readonly locale: Locale;
  readonly zone: string;
  readonly shop: string;
  readonly orderNumber: string;
  readonly currency: string;
  /** Titles of parties by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  /** For who brings the order; null for everybody else. */
  readonly recipient: Recipient | null;
  /** What happened to the answer just given; null for a mere visit. */
  readonly said: 'thanks' | 'kept' | 'late' | 'newer' | null;
  /** The list from which the page was opened; null where it was opened otherwise. */
  readonly list: string | null;
}

const NOTHING = new Html('');

/** The whole page. */
export function partyPage(view: PartyView): {
  readonly locale: string;
  readonly title: string;
  readonly body: Html;
} {
  const { instruction, locale, shop, orderNumber } = view;
  const words = PARTY_WORDS[locale];
  const title = `${shop}: ${words.order} ${orderNumber}`;
  const heading = isCalledOff(instruction) ? words.callOff : words.tasks[instruction.kind];
  const revised =
    instruction.pending?.kind === 'revision'
      ? html`<p class="note warn">${words.revised}</p>
          ${differentText(view)}`
      : NOTHING;
  const body = html`<p>${title}</p>
    <h1>${heading}</h1>
    ${noteOf(view, words)} ${revised} ${linesTable(view, words)} ${whereText(view, words)}
    ${formsOf(view, words)} ${wayBackTo(view.list, DESK_WORDS.back[locale])}`;
  return { locale, title, body };
}

function differentText(view: PartyView): Html {
  const differences = revisedIn(view.instruction);
  if (differences.length === 0) return NOTHING;
  const items = differences.map((one) => html`<li>${differenceText(one, view)}</li>`);
  return html`<ul>
    ${items}
  </ul>`;
}

function noteOf({ instruction, said }: PartyView, words: PartyWords): Html {
  const { state, pending } = instruction;
  const standing = pending || state === 'sent' ? null : state;
  const which = said ?? standing;
  if (which === null) return NOTHING;
  const kind = which === 'newer' || which === 'late' ? 'note warn' : 'note';
  return html`<p class="${kind}" role="status">${words.said[which]}</p>`;
}

/** What is to be done now: the revision where one was written, else what was first asked. */
function contentOf({ instruction }: PartyView): ListedInstruction['content'] {
  return instruction.pending?.content ?? instruction.content;
}

function linesTable(view: PartyView, words: PartyWords): Html {
  const { currency, locale } = view;
  const lines = toDo(contentOf(view));
  const isPriced = lines.some((line) => line.price !== undefined);
  const isTermed = lines.some((line) => line.term !== undefined);
  const head = [
    words.lines,
    words.article,
    words.quantity,
    ...(isPriced ? [words.price] : []),
    ...(isTermed ? [words.term] : []),
  ].map((name) => html`<th scope="col">${name}</th>`);
  const rows = lines.map(({ title, sku, quantity, price, term }) => {
    const priced = price === undefined ? '' : moneyText(price, currency, locale);
    const cells = [
      title,
      sku,
      quantity,
      ...(isPriced ? [priced] : []),
      ...(isTermed ? [term ?? ''] : []),
    ];
    return html`<tr>
      ${cells.map((cell) => html`<td>${cell}</td>`)}
    </tr>`;
  });
  return html`<table>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function whereText(view: PartyView, words: PartyWords): readonly Html[] {
  const { zone, recipient, locale, instruction } = view;
  const content = contentOf(view);
  const { window, pickupPointId, takeBack = [] } = content;
  const back = takeBack.map(({ title, quantity }) => `${title} × ${String(quantity)}`).join(', ');
  const when = window
    ? `${momentText(window.from, zone)} – ${momentText(window.to, zone)} (${zone})`
    : null;
  const address = addressText(recipient?.address ?? null, locale);
  const said: readonly (readonly [string, string | null])[] = [
    [words.window, when],
    [words.to, recipient ? [recipient.customer.name, address].filter(Boolean).join(', ') : null],
    [words.phone, recipient?.customer.phone ?? null],
    [words.point, recipient ? pickupPointId : null],
    [words.takeBack, back],
    ...(recipient?.notes ?? []).map((note) => [words.notes, note] as const),
    ...(isCalledOff(instruction) ? [] : toldFacts(content, view)),
    [
      words.answerBy,
      instruction.dueBy === null ? null : `${momentText(instruction.dueBy, zone)} (${zone})`,
    ],
  ];
  return said.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [html`<p>${name}: ${value}</p>`],
  );
}

const REASONS = {
  instruction: ['out_of_stock', 'cannot_in_time', 'other'],
  revision: ['already_packed', 'already_handed_over', 'cannot_in_time', 'other'],
  call_off: ['already_packed', 'already_handed_over', 'other'],
} as const;

function formsOf(view: PartyView, words: PartyWords): readonly Html[] {
  const { state, pending } = view.instruction;
  const to = pending?.kind ?? 'instruction';
  if (!pending && (state === 'done' || state === 'refused' || state === 'called_off')) return [];
  const accept = formOf(view, {
    answer: 'accepted',
    to,
    button: to === 'call_off' ? words.acceptCallOff : words.accept,
    fields: NOTHING,
  });
  const options = REASONS[to].map(
    (code) => html`<option value="${code}">${words.reasons[code]}</option>`,
  );
  const refuse = formOf(view, {
    answer: 'refused',
    to,
    button: words.refuse,
    fields: html`<label
        >${words.why}<select name="reason">
          ${options}
        </select></label
      ><label>${words.note}<textarea name="note" rows="2" maxlength="2000"></textarea></label>`,
  });
  const done = formOf(view, { answer: 'done', to, button: words.done, fields: NOTHING });
  const isToDo = to !== 'call_off';
  if (!pending && state === 'accepted') return [done, refuse];
  return [accept, refuse, ...(isToDo ? [done] : [])];
}

function formOf(
  { instruction }: PartyView,
  form: {
    readonly answer: string;
    readonly to: string;
    readonly button: string;
    readonly fields: Html;
  },
): Html {
  const { telling, wishVersion, pending } = instruction;
  return html`<form method="post">
    <input type="hidden" name="answer" value="${form.answer}" />
    <input type="hidden" name="to" value="${form.to}" />
    <input type="hidden" name="number" value="${telling?.number ?? 0}" />
    <input type="hidden" name="version" value="${pending?.wishVersion ?? wishVersion}" />
    ${form.fields}
    <button type="submit" class="${form.answer === 'accepted' ? 'main' : 'other'}">
      ${form.button}
    </button>
  </form>`;
}
