/**
 * Which days routes are made for: from today to a year from now, by the shop's clock. Looking at a day is free.
 */
import { presentPolicy } from '../../../database/shops/policies';
import { addDays, localDate } from '../../../domain/calendar/local-time';
import type { LocalDate, Zone } from '../../../domain/calendar/local-time';
import type { Dependencies } from '../../dependencies';
import { invalid, problem } from '../../problems/problems';

/** No route is made longer before. */
const DAYS_AHEAD = 366;

/** Throws 422 for a day that lies further than a year ahead. */
export function mustBeNear(date: LocalDate, today: LocalDate): void {
  if (date > addDays(today, DAYS_AHEAD)) {
    throw invalid([{ pointer: '/date', detail: 'lies more than a year ahead' }]);
  }
}

/** Throws 422 for a day that is over or further than a year ahead. */
export function mustBeAhead(date: LocalDate, today: LocalDate): void {
  if (date < today) throw invalid([{ pointer: '/date', detail: 'is over' }]);
  mustBeNear(date, today);
}

/** The shop's day and zone now; 404 where there is no such shop any more. */
export async function todayOf(
  { database, now }: Dependencies,
  shop: string,
): Promise<{ readonly today: LocalDate; readonly zone: Zone }> {
  const present = await presentPolicy(database, shop);
  if (!present) throw problem('not-found');
  const { zone } = present.policy.calendar;
  return { today: localDate(now(), zone), zone };
}
