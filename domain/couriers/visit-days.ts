/**
 * On which days a visit may be made and at which hours of each: a window may reach over several days, of which the
 * visit takes one. Pure; on whose route it stands is not known here.
 */
import type { Instant } from '../calendar/instant';
import { addDays, localDate, toLocal } from '../calendar/local-time';
import type { LocalDate, LocalTime, Zone } from '../calendar/local-time';
import type { Window } from '../order/wish';

/** The first day on which it may be made and the last one. */
export interface VisitDays {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** A day by the clock of a zone. */
export interface DayAt {
  readonly date: LocalDate;
  readonly zone: Zone;
}

const WHOLE_DAY = 24 * 60;

/** The days into which a window reaches; one that ends at midnight does not reach into the next. */
export function daysOf({ from, to }: Window, zone: Zone): VisitDays {
  const first = localDate(from, zone);
  const ends = localDate(to, zone);
  const last = minuteAt(to, zone) === 0 && ends > first ? addDays(ends, -1) : ends;
  return { first, last };
}

/** Whether it may be made on this day. */
export function isOnDay({ days }: { readonly days: VisitDays }, date: LocalDate): boolean {
  return days.first <= date && date <= days.last;
}

/**
 * The day on which a person puts a visit: the one named, else the one on which it stands, else the first that is
 * not over; null where that day is over.
 */
export function dayToPut(
  visit: { readonly days: VisitDays },
  on: {
    readonly today: LocalDate;
    readonly named: LocalDate | null;
    readonly stands: LocalDate | null;
  },
): LocalDate | null {
  const { today, named, stands } = on;
  const { first, last } = visit.days;
  const kept = stands !== null && stands >= today && isOnDay(visit, stands) ? stands : null;
  const next = first > today ? first : today;
  const day = named ?? kept ?? (last < today ? null : next);
  return day !== null && day >= today ? day : null;
}

/** Minutes of a day that the window leaves for the visit; all of it where the customer named none. */
function minutesOn(
  window: Window | null,
  { date, zone }: DayAt,
): { readonly from: number; readonly to: number } {
  const begins = window !== null && localDate(window.from, zone) === date;
  const ends = window !== null && localDate(window.to, zone) === date;
  return {
    from: begins ? minuteAt(window.from, zone) : 0,
    to: ends ? minuteAt(window.to, zone) : WHOLE_DAY,
  };
}

/** Minutes of that day by which the window and some hours overlap. */
export function overlapMinutes(
  { window }: { readonly window: Window | null },
  hours: { readonly from: LocalTime; readonly to: LocalTime },
  day: DayAt,
): number {
  const { from, to } = minutesOn(window, day);
  return Math.min(to, minuteOf(hours.to)) - Math.max(from, minuteOf(hours.from));
}

/** "10:00–14:00", as the visit may be made on that day; null where any time of it will do. */
export function hoursOnDay(window: Window | null, day: DayAt): string | null {
  const { from, to } = minutesOn(window, day);
  return from === 0 && to === WHOLE_DAY ? null : `${timeOf(from)}–${timeOf(to)}`;
}

/** The minute of the day that the clocks of a zone show. */
export function minuteAt(at: Instant, zone: Zone): number {
  const { hour, minute } = toLocal(at, zone);
  return hour * 60 + minute;
}

/** The minute of the day that a time names. */
export function minuteOf(time: LocalTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function timeOf(minute: number): LocalTime {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
