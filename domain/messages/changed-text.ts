/**
 * What the SMS about a change says of what has changed: the day, the way, the sums. The e-mail and the page behind the
 * link say all, so an SMS may leave out what matters less and would make it longer.
 */
import type { Order } from '../order/order';
import { sayText } from './catalogue';
import type { Locale } from './catalogue';
import { CHANGED_WORDS } from './words/changed-texts';
import { moneyText } from './letter';
import type { ChangeNews } from './message';
import { windowText } from './window-text';

/** What may be left out, what matters most first. */
export const SAYABLE = ['when', 'way', 'door', 'back', 'place', 'total'] as const;

export type Sayable = (typeof SAYABLE)[number];

/** What of it there is to say. */
export function sayableOf({
  parts,
  window,
  day,
  way,
  place,
  door,
  back,
}: ChangeNews): readonly Sayable[] {
  const isThere: Readonly<Record<Sayable, boolean>> = {
    when: (window ?? day) !== undefined,
    way: way !== undefined,
    door: door !== undefined,
    back: back !== undefined,
    place: place !== undefined,
    total: parts.includes('sums'),
  };
  return SAYABLE.filter((one) => isThere[one]);
}

/** The sentences of an SMS; the total stands in the template. */
export function changedText(order: Order, changed: ChangeNews, said: readonly Sayable[]): string {
  const { currency, contact } = order.wish;
  const { locale } = contact;
  const how = howText(changed, said, contact);
  const sum = (minor: number) => ({ sum: moneyText(minor, currency, locale) });
  const { door, by, back } = changed;
  const isSaid = (one: Sayable): boolean => said.includes(one);
  return [
    how === '' ? '' : sayText(CHANGED_WORDS.now, locale, { how }),
    door !== undefined && isSaid('door') ? sayText(CHANGED_WORDS.door, locale, sum(door)) : '',
    by !== undefined && isSaid('door') ? CHANGED_WORDS[by][locale] : '',
    back !== undefined && isSaid('back') ? sayText(CHANGED_WORDS.back, locale, sum(back)) : '',
  ].join('');
}

function howText(
  { way, place, window, day }: ChangeNews,
  said: readonly Sayable[],
  { locale, zone }: { readonly locale: Locale; readonly zone: string },
): string {
  // A dash of its own alphabet would make an English SMS one of the long kind.
  const hours = windowText(window ?? null, zone)?.replace('–', '-');
  const when = day === undefined ? hours : dayText(CHANGED_WORDS.expected, day, locale);
  const isSaid = (one: Sayable): boolean => said.includes(one);
  return [
    way !== undefined && isSaid('way') ? CHANGED_WORDS[way][locale] : '',
    place !== undefined && isSaid('place') ? CHANGED_WORDS[place][locale] : '',
    isSaid('when') ? (when ?? '') : '',
  ]
    .filter((one) => one !== '')
    .join(', ');
}

/** What the e-mail says that does not stand in the order as it is. */
export function changedByEmail({ wish }: Order, { day }: ChangeNews): string {
  return day === undefined ? '' : dayText(CHANGED_WORDS.expectedByEmail, day, wish.contact.locale);
}

/** "28.11" of `2026-11-28`. */
function dayText(words: Parameters<typeof sayText>[0], day: string, locale: Locale): string {
  const [, month = '', date = ''] = day.split('-');
  return sayText(words, locale, { day: `${date}.${month}` });
}
