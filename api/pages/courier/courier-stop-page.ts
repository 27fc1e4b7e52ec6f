/**
 * A courier's page for a phone: one visit with what may be reported of it. Pure: it is given everything and makes
 * HTML. It shows what the door needs, and no decision but the dispatcher's.
 */
import type { CourierDay } from '../../../database/couriers/day';
import type { Taken } from '../../../domain/couriers/if-taken';
import { toBringBack } from '../../../domain/couriers/brought-back';
import { toGive } from '../../../domain/couriers/to-give';
import { toTake } from '../../../domain/couriers/to-take';
import type { Visit } from '../../../domain/couriers/visit';
import { moneyText } from '../../../domain/messages/letter';
import { lineTitle } from '../../../domain/papers/line-title';
import { isSettledParcel } from '../../../domain/parties/parcel';
import type { Parcel } from '../../../domain/parties/parcel';
import { html, Html } from '../html';
import type { PageParts } from './courier-page';
import { courierGoods } from './courier-goods';
import { COURIER_WORDS } from './courier-words';
import type { CourierWords } from './courier-words';
import { moneyOf, phoneOf, standing, sumText, whenText } from './visit-shown';
import type { Door } from './visit-shown';

const NOTHING = new Html('');
const CHECKED = new Html('checked');

export interface StopView {
  readonly day: CourierDay;
  readonly door: Door;
  readonly said: keyof CourierWords['said'] | null;
  /** What is to be taken if the customer takes just so much; null where nobody asked. */
  readonly counted: { readonly sum: number; readonly taken: readonly Taken[] } | null;
  /** Makes a form sent twice count once. */
  readonly once: string;
  readonly base: string;
}

/** One visit, with the forms that report it. */
export function courierStopPage(view: StopView): PageParts {
  const { day, door, said, base } = view;
  const { locale } = day.courier;
  const words = COURIER_WORDS[locale];
  const { visit } = door.stop;
  const { isOff, text } = standing(day, door.stop, words);
  const isBad = said === 'notCounted' || said === 'notNow' || said === 'notYours';
  const title = `${words.stop} ${visit.order.number}`;
  const body = html`<p><a href="${base}">${words.back}</a></p>
    <h1>${title}</h1>
    ${said === null ? NOTHING : html`<p class="${isBad ? 'note warn' : 'note'}" role="status">${words.said[said]}</p>`}
    <p class="${isOff ? 'note warn' : 'stop'}"><strong>${text}</strong></p>
    <p>${words.window}: ${whenText(visit, day)}</p>
    <p>${words.address}: ${door.address}</p>
    <p>${door.name ?? ''} ${phoneOf(door)}</p>
    <p>${moneyOf(visit, { locale, isOff })}</p>
    ${countedOf(view, words)}
    ${door.notes.map((note) => html`<p class="note">${words.notes}: ${note}</p>`)}
    ${courierGoods(visit, words)} ${visit.state === 'done' ? NOTHING : formsOf(view, words)}
    ${backForm(view, words)}`;
  return { locale, title, body };
}

function titleOf({ order }: Visit, lineId: string): string {
  return lineTitle(order, lineId) ?? lineId;
}

/** Parcels that may still be spoken of at this door. */
function openOf({ parcels }: Visit): readonly Parcel[] {
  return parcels.filter((parcel) => !isSettledParcel(parcel));
}

function countedOf({ counted, door, day }: StopView, words: CourierWords): Html {
  if (counted === null) return NOTHING;
  const sum = sumText(counted.sum, door.stop.visit, day.courier.locale);
  return html`<p class="note" role="status">${words.counted}: <strong>${sum}</strong></p>`;
}

const hidden = ({ id }: Parcel): Html => html`<input type="hidden" name="parcel" value="${id}" />`;
/** Always named, so that a form sent twice means the same; of several, packed ones are ticked. */
function parcelFields(view: StopView, words: CourierWords): Html {
  const { visit } = view.door.stop;
  const open = openOf(visit);
  if (open.length < 2) return html`${open.map(hidden)}`;
  const boxes = open.map((parcel) => {
    const number = visit.parcels.indexOf(parcel) + 1;
    const goods = parcel.lines.map(
      (one) => `${String(one.quantity)} × ${titleOf(visit, one.lineId)}`,
    );
    const isPacked = parcel.state !== 'announced';
    const sum = sumText(visit.shares.get(parcel.id) ?? 0, visit, view.day.courier.locale);
    const text = [...goods, sum, ...(isPacked ? [] : [words.notPacked])].join(', ');
    return html`<label
      ><input type="checkbox" name="parcel" value="${parcel.id}" ${isPacked ? CHECKED : NOTHING} />
      ${words.parcel} ${number}: ${text}</label
    >`;
  });
  return html`<p>${words.parcelsHelp}</p>
    ${boxes}`;
}

function itemFields(view: StopView, words: CourierWords): readonly Html[] {
  const { door, day, counted } = view;
  const { visit } = door.stop;
  const { lines, currency } = visit.order.wish;
  return toGive(visit).map(({ parcel, lineId, quantity, give }) => {
    const said = counted?.taken.find(({ parcelId }) => parcelId === parcel.id);
    const value = said?.lines.find((one) => one.lineId === lineId)?.accepted ?? give;
    const price = lines.find(({ id }) => id === lineId)?.price ?? 0;
    const each = `${moneyText(price, currency, day.courier.locale)} ${words.apiece}`;
    return html`<label
      >${titleOf(visit, lineId)}, ${each} (${words.of} ${quantity})
      <input type="hidden" name="item" value="${parcel.id}/${lineId}" /><input
        type="number"
        name="accepted"
        min="0"
        max="${quantity}"
        value="${value}"
        inputmode="numeric"
        required
    /></label>`;
  });
}

/** "All of it" says piece by piece what the page showed, where something is not to be given away. */
function shownPieces({ door }: StopView): readonly Html[] {
  const all = toGive(door.stop.visit);
  if (all.every(({ quantity, give }) => give === quantity)) return [];
  return all.map(
    ({ parcel, lineId, give }) =>
      html`<input type="hidden" name="item" value="${parcel.id}/${lineId}" /><input
          type="hidden"
          name="accepted"
          value="${give}"
        />`,
  );
}

function options(all: Readonly<Record<string, string>>): readonly Html[] {
  return Object.entries(all).map(([code, text]) => html`<option value="${code}">${text}</option>`);
}

function formsOf(view: StopView, words: CourierWords): readonly Html[] {
  const { visit } = view.door.stop;
  const isOff = visit.state === 'called_off';
  const open = openOf(visit);
  const parcels = parcelFields(view, words);
  const takes = standing(view.day, view.door.stop, words).isOff ? [] : toTake(visit);
  const isAnew = takes.every(({ status }) => status === 'in_transit');
  const button = isAnew ? words.tookAgain : words.took;
  const fields = html`${parcels}${shownPieces(view)}`;
  const all = { did: 'delivered', button: words.delivered, isMain: !isOff, fields };
  const reasons = html`${parcels}<label
      >${words.reason}<select name="reason">
        ${options(words.reasons)}
      </select></label
    >`;
  const wish = html`<p>${words.wishHelp}</p>
    <label
      >${words.wish}<select name="wish">
        ${options(words.wishes)}
      </select></label
    ><label>${words.note}<textarea name="note" rows="2" maxlength="2000"></textarea></label>`;
  return [
    ...(takes.length > 0 ? [formOf(view, { did: 'took', button, fields: parcels })] : []),
    formOf(view, all),
    ...(open.length > 0 ? [html`<h2>${words.partly}</h2>`, partlyForm(view, parcels, words)] : []),
    html`<h2>${words.notDelivered}</h2>`,
    formOf(view, { did: 'not_delivered', button: words.notDeliveredButton, fields: reasons }),
    html`<h2>${words.wish}</h2>`,
    formOf(view, { did: 'wish', button: words.wishButton, fields: wish }),
  ];
}

/** What was taken, piece by piece; the sum may be asked for before it is reported. */
function partlyForm(view: StopView, parcels: Html, words: CourierWords): Html {
  return html`<form method="post">
    <input type="hidden" name="once" value="${view.once}" />
    <p>${words.partlyHelp}</p>
    ${parcels} ${itemFields(view, words)}
    <button type="submit" name="did" value="count" class="other">${words.count}</button>
    <button type="submit" name="did" value="partly" class="other">${words.partlyButton}</button>
  </form>`;
}

/** For what came back unwanted or called off; the warehouse inspects it. */
function backForm(view: StopView, words: CourierWords): Html {
  if (toBringBack(view.door.stop.visit).length === 0) return NOTHING;
  const form = { did: 'brought_back', button: words.broughtBack, isMain: false, fields: NOTHING };
  return html`<h2>${words.bringBack}</h2>
    ${formOf(view, form)}`;
}

function formOf(
  { once }: StopView,
  form: {
    readonly did: string;
    readonly button: string;
    readonly isMain?: boolean;
    readonly fields: Html;
  },
): Html {
  return html`<form method="post">
    <input type="hidden" name="did" value="${form.did}" />
    <input type="hidden" name="once" value="${once}" />
    ${form.fields}
    <button type="submit" class="${form.isMain ? 'main' : 'other'}">${form.button}</button>
  </form>`;
}
