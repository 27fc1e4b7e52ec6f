/**
 * The sheet of a courier's day: where to go, what to collect, and where courier and cashier sign for the money. Pure.
 */
import { moneyText } from '../messages/letter';
import { PAPER_WORDS } from '../messages/words/paper-texts';
import type { PaperWords } from '../messages/words/paper-texts';
import type { Courier } from '../couriers/courier';
import type { Visit } from '../couriers/visit';
import { hoursOnDay, isOnDay } from '../couriers/visit-days';
import type { Paper } from './paper';

export interface SheetStop {
  readonly visit: Visit;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string;
  /** What the customer said of the order. */
  readonly notes: readonly string[];
}

/** The sheet in the courier's language; stops as they are given, in the order of driving. */
export function routeSheet(
  { courier, date }: { readonly courier: Courier; readonly date: string },
  stops: readonly SheetStop[],
  { zone, currency }: { readonly zone: string; readonly currency: string },
): Paper {
  const { locale } = courier;
  const words = PAPER_WORDS[locale];
  const money = (amount: number): string => moneyText(amount, currency, locale);
  const cash = stops.reduce((sum, { visit }) => sum + visit.cash, 0);
  const rows = stops.map(({ visit, name, phone, address, notes }, index) => [
    String(index + 1),
    whenText(visit, { date, zone }, words),
    visit.order.number,
    [address, name, phone, ...notes].filter((part) => part !== null && part !== '').join('\n'),
    collectText(visit, words, money),
  ]);
  return {
    locale,
    title: words.routeSheet,
    facts: [
      [words.courier, courier.name],
      [words.date, date.split('-').reverse().join('.')],
      [words.visits, String(stops.length)],
      [words.cash, money(cash)],
    ],
    barcode: null,
    tables: [
      {
        caption: null,
        columns: [
          { head: words.number, share: 0.07, isNumber: true },
          { head: words.window, share: 0.15 },
          { head: words.order, share: 0.18 },
          { head: words.address, share: 0.42 },
          { head: words.collect, share: 0.18, isNumber: true },
        ],
        rows,
      },
    ],
    signatures: [words.handedIn, words.received],
    page: words.page,
  };
}

/** The hours of the day; a stop that is on it only for what was taken there before is not made. */
function whenText(
  visit: Visit,
  day: { readonly date: string; readonly zone: string },
  words: PaperWords,
): string {
  const isMade = isOnDay(visit, day.date) && visit.state !== 'called_off';
  return isMade ? (hoursOnDay(visit.window, day) ?? words.anyTime) : words.notMade;
}

/** What of the money of the day belongs to one door; said apart where it is no cash. */
function collectText(
  { order, collect, taken }: Visit,
  words: PaperWords,
  money: (amount: number) => string,
): string {
  const sum = collect + taken;
  if (sum === 0) return words.paid;
  return order.wish.payment === 'card_on_delivery' ? `${money(sum)} ${words.byCard}` : money(sum);
}
