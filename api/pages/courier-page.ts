/**
 * A courier's pages for a phone: the route of the day, and one visit with what may be reported of it. Pure: they
 * are given everything and make HTML. They show what the door needs, and no decision but the dispatcher's.
 */
import type { CourierDay, Stop } from '../../database/couriers/day';
import { moneyText } from '../../domain/messages/letter';
import { hoursText } from '../../domain/messages/window-text';
import { lineTitle } from '../../domain/papers/line-title';
import type { Taken } from '../../domain/couriers/if-taken';
import { toBringBack } from '../../domain/couriers/brought-back';
import type { Visit } from '../../domain/couriers/visit';
import { hasLeft, isSettledParcel } from '../../domain/parties/parcel';
import type { Parcel } from '../../domain/parties/parcel';
import { courierGoods } from './courier-goods';
import { COURIER_WORDS } from './courier-words';
import type { CourierWords } from './courier-words';
import { html, Html } from './html';

/** What the door needs of a visit beside the order itself. */
export interface Door {
  readonly stop: Stop;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string;
  readonly notes: readonly string[];
}

export interface PageParts {
  readonly locale: string;
  readonly title: string;
  readonly body: Html;
}

const NOTHING = new Html('');
const CHECKED = new Html('checked');

/** "23.11" of a date. */
function dayText(date: string): string {
  return `${date.slice(8)}.${date.slice(5, 7)}`;
}

function whenText({ window }: Visit, zone: string, words: CourierWords): string {
  return window ? hoursText(window, zone) : words.anyTime;
}

/** A sum and how it is paid. */
function sumText(sum: number, { order }: Visit, locale: 'ru' | 'en'): string {
  const { payment, currency } = order.wish;
  const words = COURIER_WORDS[locale];
  const how = payment === 'card_on_delivery' ? words.byCard : words.inCash;
  return `${moneyText(sum, currency, locale)} ${how}`;
}

/** What is still to be taken, and what was to be taken for what is brought; nothing of what is not to be made. */
function moneyOf(visit: Visit, locale: 'ru' | 'en'): Html {
  const words = COURIER_WORDS[locale];
  const { state, collect, taken } = visit;
  const isOpen = state !== 'done' && state !== 'called_off';
  const sum = collect === 0 ? words.nothingToCollect : sumText(collect, visit, locale);
  const rest = html`${words.collect}: <strong>${sum}</strong><br />`;
  const had = html`${words.money}: <strong>${sumText(taken, visit, locale)}</strong><br />`;
  return html`${isOpen ? rest : NOTHING}${taken > 0 ? had : NOTHING}`;
}

/** The whole route, each visit with a link to its own page. */
export function courierPage(
  day: CourierDay,
  doors: readonly Door[],
  { base }: { readonly base: string },
): PageParts {
  const { courier, date, stops, terms } = day;
  const { locale } = courier;
  const words = COURIER_WORDS[locale];
  const cash = stops.reduce((sum, { visit }) => sum + visit.cash, 0);
  const items = doors.map((door) => stopItem(day, door, base));
  const title = `${words.route} ${dayText(date)}`;
  const body = html`<h1>${title}</h1>
    <p>${courier.name}</p>
    ${
      items.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ol>
            ${items}
          </ol>`
    }
    <p>${words.cashOfDay}: <strong>${moneyText(cash, terms.policy.currency, locale)}</strong></p>`;
  return { locale, title, body };
}

/** How a visit stands; what is not to be made on this route any more is a warning. */
function standing(
  { stops }: CourierDay,
  stop: Stop,
  words: CourierWords,
): { readonly isOff: boolean; readonly text: string } {
  const { state } = stop.visit;
  const isOff = !stops.includes(stop);
  const isPutOff = isOff && state !== 'called_off';
  return { isOff, text: isPutOff ? words.putOff : words.states[state] };
}

function stopItem(day: CourierDay, door: Door, base: string): Html {
  const { courier, terms } = day;
  const { locale } = courier;
  const words = COURIER_WORDS[locale];
  const { visit } = door.stop;
  const { zone } = terms.policy.calendar;
  const { isOff, text } = standing(day, door.stop, words);
  return html`<li>
    <p class="${isOff ? 'note warn' : 'stop'}">
      <strong>${whenText(visit, zone, words)}</strong> · ${text}<br />
      ${door.address}<br />
      ${phoneOf(door)} ${moneyOf(visit, locale)}
      <a href="${base}/${visit.instruction.id}"
        >${words.open}: ${words.stop} ${visit.order.number}</a
      >
    </p>
  </li>`;
}

function phoneOf({ phone }: Door): Html {
  return phone === null ? NOTHING : html`<a href="tel:${phone}">${phone}</a><br />`;
}

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
  const { zone } = day.terms.policy.calendar;
  const { isOff, text } = standing(day, door.stop, words);
  const isBad = said === 'notCounted' || said === 'notNow' || said === 'notYours';
  const title = `${words.stop} ${visit.order.number}`;
  const body = html`<p><a href="${base}">${words.back}</a></p>
    <h1>${title}</h1>
    ${said === null ? NOTHING : html`<p class="${isBad ? 'note warn' : 'note'}" role="status">${words.said[said]}</p>`}
    <p class="${isOff ? 'note warn' : 'stop'}"><strong>${text}</strong></p>
    <p>${words.window}: ${whenText(visit, zone, words)}</p>
    <p>${words.address}: ${door.address}</p>
    <p>${door.name ?? ''} ${phoneOf(door)}</p>
    <p>${moneyOf(visit, locale)}</p>
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
  return openOf(visit).flatMap((parcel) =>
    parcel.lines.map(({ lineId, quantity }) => {
      const said = counted?.taken.find(({ parcelId }) => parcelId === parcel.id);
      const value = said?.lines.find((one) => one.lineId === lineId)?.accepted ?? quantity;
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
    }),
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
  const took = { did: 'took', button: words.took, fields: parcels };
  const all = { did: 'delivered', button: words.delivered, isMain: !isOff, fields: parcels };
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
    ...(!isOff && open.some((parcel) => !hasLeft(parcel)) ? [formOf(view, took)] : []),
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
