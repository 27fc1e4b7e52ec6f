/**
 * What both pages of a courier say of a visit: when, how it stands, what is to be taken, whom to call. Pure; no forms.
 */
import type { CourierDay, Stop } from '../../../database/couriers/day';
import type { Visit } from '../../../domain/couriers/visit';
import { hoursOnDay, isOnDay } from '../../../domain/couriers/visit-days';
import { moneyText } from '../../../domain/messages/letter';
import { windowText } from '../../../domain/messages/window-text';
import { html, Html } from '../html';
import { COURIER_WORDS } from './courier-words';
import type { CourierWords } from './courier-words';

/** What the door needs of a visit beside the order itself. */
export interface Door {
  readonly stop: Stop;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string;
  readonly notes: readonly string[];
}

const NOTHING = new Html('');

/** When the visit may be made on the day of the route; the days of its window where that is none of them. */
export function whenText(visit: Visit, { courier, date, terms }: CourierDay): string {
  const { zone } = terms.policy.calendar;
  const { window } = visit;
  const hours = isOnDay(visit, date)
    ? hoursOnDay(window, { date, zone })
    : windowText(window, zone);
  return hours ?? COURIER_WORDS[courier.locale].anyTime;
}

/** A sum and how it is paid. */
export function sumText(sum: number, { order }: Visit, locale: 'ru' | 'en'): string {
  const { payment, currency } = order.wish;
  const words = COURIER_WORDS[locale];
  const how = payment === 'card_on_delivery' ? words.byCard : words.inCash;
  return `${moneyText(sum, currency, locale)} ${how}`;
}

/** What is still to be taken, and what was to be taken for what is brought; nothing of what is not to be made. */
export function moneyOf(
  visit: Visit,
  { locale, isOff }: { readonly locale: 'ru' | 'en'; readonly isOff: boolean },
): Html {
  const words = COURIER_WORDS[locale];
  const { state, collect, taken } = visit;
  const isOpen = !isOff && state !== 'done';
  const sum = collect === 0 ? words.nothingToCollect : sumText(collect, visit, locale);
  const rest = html`${words.collect}: <strong>${sum}</strong><br />`;
  const had = html`${words.money}: <strong>${sumText(taken, visit, locale)}</strong><br />`;
  return html`${isOpen ? rest : NOTHING}${taken > 0 ? had : NOTHING}`;
}

/** How a visit stands; what is not to be made on this route any more is a warning. */
export function standing(
  { stops }: CourierDay,
  stop: Stop,
  words: CourierWords,
): { readonly isOff: boolean; readonly text: string } {
  const { state } = stop.visit;
  const isOff = !stops.includes(stop);
  const isPutOff = isOff && state !== 'called_off';
  return { isOff, text: isPutOff ? words.putOff : words.states[state] };
}

/** The number to call at the door, on a line of its own; nothing where there is none. */
export function phoneOf({ phone }: Door): Html {
  return phone === null ? NOTHING : html`<a href="tel:${phone}">${phone}</a><br />`;
}
