/**
 * A courier's pages for a phone: the route of the day, and one visit with what may be reported of it. Pure: they
 * are given everything and make HTML. They show what the door needs, and no decision but the dispatcher's.
 */
import type { CourierDay, Stop } from '../../database/couriers/day';
import { moneyText } from '../../domain/messages/letter';
import { hoursText } from '../../domain/messages/window-text';
import { lineTitle } from '../../domain/papers/line-title';
import { toBringBack } from '../../domain/couriers/brought-back';
import type { Visit } from '../../domain/couriers/visit';
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

/** "23.11" of a date. */
function dayText(date: string): string {
  return `${date.slice(8)}.${date.slice(5, 7)}`;
}

function whenText({ window }: Visit, zone: string, words: CourierWords): string {
  return window ? hoursText(window, zone) : words.anyTime;
}

function collectText({ order, content }: Visit, locale: 'ru' | 'en', words: CourierWords): string {
  const { payment, currency } = order.wish;
  const sum = content.collect ?? 0;
  if (sum === 0) return words.nothingToCollect;
  const how = payment === 'card_on_delivery' ? words.byCard : words.inCash;
  return `${moneyText(sum, currency, locale)} ${how}`;
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
      ${phoneOf(door)} ${words.collect}: ${collectText(visit, locale, words)}<br />
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
  const isBad = said === 'notNow' || said === 'notYours';
  const title = `${words.stop} ${visit.order.number}`;
  const body = html`<p><a href="${base}">${words.back}</a></p>
    <h1>${title}</h1>
    ${said === null ? NOTHING : html`<p class="${isBad ? 'note warn' : 'note'}" role="status">${words.said[said]}</p>`}
    <p class="${isOff ? 'note warn' : 'stop'}"><strong>${text}</strong></p>
    <p>${words.window}: ${whenText(visit, zone, words)}</p>
    <p>${words.address}: ${door.address}</p>
    <p>${door.name ?? ''} ${phoneOf(door)}</p>
    <p>${words.collect}: <strong>${collectText(visit, locale, words)}</strong></p>
    ${door.notes.map((note) => html`<p class="note">${words.notes}: ${note}</p>`)}
    ${goodsOf(visit, words)} ${visit.state === 'done' ? NOTHING : formsOf(view, words)}
    ${backForm(view, words)}`;
  return { locale, title, body };
}

function titleOf({ order }: Visit, lineId: string): string {
  return lineTitle(order, lineId) ?? lineId;
}

interface Item {
  readonly name: string;
  readonly lineId: string;
  readonly quantity: number;
}

/** Pieces at this door, by parcel and line; what was settled before is no matter any more. */
function itemsOf({ parcels }: Visit): readonly Item[] {
  return parcels.flatMap(({ id, lines }) =>
    lines.map(({ lineId, quantity }) => ({ name: `${id}/${lineId}`, lineId, quantity })),
  );
}

function goodsOf(visit: Visit, words: CourierWords): Html {
  const rows = visit.content.lines.map(
    ({ lineId, quantity }) => html`<li>${quantity} × ${titleOf(visit, lineId)}</li>`,
  );
  return html`<h2>${words.goods}</h2>
    <ul>
      ${rows}
    </ul>`;
}

function options(all: Readonly<Record<string, string>>): readonly Html[] {
  return Object.entries(all).map(([code, text]) => html`<option value="${code}">${text}</option>`);
}

function formsOf(view: StopView, words: CourierWords): readonly Html[] {
  const { visit } = view.door.stop;
  const items = itemsOf(visit).map(
    ({ name, lineId, quantity }) =>
      html`<label
        >${titleOf(visit, lineId)} (${words.of} ${quantity})
        <input type="hidden" name="item" value="${name}" /><input
          type="number"
          name="accepted"
          min="0"
          max="${quantity}"
          value="${quantity}"
          inputmode="numeric"
          required
      /></label>`,
  );
  const note = html`<label
    >${words.note}<textarea name="note" rows="2" maxlength="2000"></textarea>
  </label>`;
  const took = { did: 'took', button: words.took, isMain: false, fields: NOTHING };
  const all = { did: 'delivered', button: words.delivered, isMain: true, fields: NOTHING };
  return [
    ...(visit.state === 'planned' ? [formOf(view, took)] : []),
    formOf(view, all),
    html`<h2>${words.partly}</h2>`,
    formOf(view, {
      did: 'partly',
      button: words.partlyButton,
      isMain: false,
      fields: html`<p>${words.partlyHelp}</p>
        ${items}`,
    }),
    html`<h2>${words.notDelivered}</h2>`,
    formOf(view, {
      did: 'not_delivered',
      button: words.notDeliveredButton,
      isMain: false,
      fields: html`<label
        >${words.reason}<select name="reason">
          ${options(words.reasons)}
        </select></label
      >`,
    }),
    html`<h2>${words.wish}</h2>`,
    formOf(view, {
      did: 'wish',
      button: words.wishButton,
      isMain: false,
      fields: html`<p>${words.wishHelp}</p>
        <label
          >${words.wish}<select name="wish">
            ${options(words.wishes)}
          </select></label
        >
        ${note}`,
    }),
  ];
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
    readonly isMain: boolean;
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
