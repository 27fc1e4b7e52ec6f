/**
 * The day of one courier: what is on it, and whether one visit more fits. Pure; that two dispatchers do not both
 * take the last place is the database's business.
 */
import type { LocalDate, Zone } from '../calendar/local-time';
import { epoch } from '../calendar/instant';
import type { Courier, CourierWindow } from './courier';
import type { Visit } from './visit';
import { isOnDay, overlapMinutes } from './visit-days';
import type { DayAt } from './visit-days';

/** A visit with the courier's hours it was put into, named by when they begin. */
export interface PlacedVisit {
  readonly visit: Visit;
  readonly slot: string;
}

export interface DayRoute {
  readonly courier: Courier;
  readonly date: LocalDate;
  /** What is to be made on it, and what was made. */
  readonly stops: readonly PlacedVisit[];
  /** Not to be made on it any more: their parcels, or money taken for some of them, may be with the courier. */
  readonly off: readonly PlacedVisit[];
}

/** Minor units of cash that these visits bring. */
export function cashOf(stops: readonly PlacedVisit[]): number {
  return stops.reduce((sum, { visit }) => sum + visit.cash, 0);
}

/** Why a visit is on nobody's route, or cannot be put on this one. */
export type NoFit =
  'no_zone' | 'other_window' | 'no_capacity' | 'cash_limit' | 'not_active' | 'after_cut_off';

/** The courier's hours of a day that meet the customer's window, the longest meeting first. */
function meetingWindows(
  courier: Courier,
  visit: Pick<Visit, 'window' | 'days'>,
  day: DayAt,
): readonly CourierWindow[] {
  if (!isOnDay(visit, day.date)) return [];
  const minutes = (hours: CourierWindow): number => overlapMinutes(visit, hours, day);
  return courier.windows
    .filter((hours) => minutes(hours) > 0)
    .sort((one, other) => minutes(other) - minutes(one) || one.from.localeCompare(other.from));
}

/** Whether the courier on whose route it stands has the parcels of a visit that is still to be made. */
export function isWithCourier({ state }: Pick<Visit, 'state'>): boolean {
  return state === 'on_the_way' || state === 'failed';
}

/**
 * Whether a visit still belongs where it was put: its days or window may have been changed since, or its courier and
 * his hours. What he has in his hands stays his.
 */
export function isStillThere(route: DayRoute, { visit, slot }: PlacedVisit, zone: Zone): boolean {
  if (visit.state === 'done') return true;
  if (visit.state === 'called_off' || !isOnDay(visit, route.date)) return false;
  if (isWithCourier(visit)) return true;
  if (!route.courier.active) return false;
  const day = { date: route.date, zone };
  return meetingWindows(route.courier, visit, day).some((hours) => hours.from === slot);
}

/** Whether it is still to be made where it stands: a visit its courier did not come to waits for another day. */
export function isToBeMadeThere(
  route: DayRoute,
  placed: PlacedVisit,
  { today, zone }: { readonly today: LocalDate; readonly zone: Zone },
): boolean {
  return route.date >= today && isStillThere(route, placed, zone);
}

/** The courier's hours into which one visit more fits, or why none. */
export function placeOn(
  { courier, date, stops, off }: DayRoute,
  visit: Visit,
  zone: Zone,
): { readonly slot: string } | { readonly why: NoFit } {
  if (!courier.active) return { why: 'not_active' };
  const cash = cashOf([...stops, ...off]) + visit.cash;
  if (courier.cashLimit !== null && visit.cash > 0 && cash > courier.cashLimit) {
    return { why: 'cash_limit' };
  }
  const windows = meetingWindows(courier, visit, { date, zone });
  if (windows.length === 0) return { why: 'other_window' };
  const free = windows.find(({ from, capacity }) => {
    return stops.filter((stop) => stop.slot === from).length < capacity;
  });
  return free ? { slot: free.from } : { why: 'no_capacity' };
}

/** Stops in the order in which they are driven: by hours, then by the customer's window, place and number. */
export function inOrder<Stop extends PlacedVisit & { readonly postalCode: string | null }>(
  stops: readonly Stop[],
): readonly Stop[] {
  const from = ({ visit }: Stop): number => (visit.window ? epoch(visit.window.from) : 0);
  return [...stops].sort(
    (one, other) =>
      one.slot.localeCompare(other.slot) ||
      from(one) - from(other) ||
      (one.postalCode ?? '').localeCompare(other.postalCode ?? '') ||
      one.visit.order.number.localeCompare(other.visit.order.number),
  );
}
