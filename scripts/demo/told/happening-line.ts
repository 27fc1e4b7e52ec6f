// One line of what is printed while the day is played: when by the order's own clock, whose story, and what.
import { toLocal } from '../../../domain/calendar/local-time';
import { momentText } from '../../../domain/messages/catalogue';
import type { Locale } from '../../../domain/messages/catalogue';
import type { Happening } from '../scene/chronicle';
import { weekdayName } from './words';

/** The line for people; acts of the players are marked. */
export function happeningLine(
  happening: Happening,
  whose: { readonly name: string; readonly zone: string; readonly locale: Locale },
): string {
  const { name, zone, locale } = whose;
  const at = 'row' in happening ? happening.row.at : happening.at;
  const text = 'row' in happening ? `  ${happening.row.text}` : `» ${happening.act[locale]}`;
  const day = weekdayName(toLocal(at, zone).weekday, locale);
  return `${day} ${momentText(at, zone)}  ${name.padEnd(17)} ${text}`;
}
