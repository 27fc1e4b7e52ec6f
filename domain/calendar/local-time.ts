// The clock on the wall: instants to local dates and times of a zone, and back. Never reads the
// zone of the machine it runs on.
import { epoch, instantOf } from './instant';
import type { Instant } from './instant';

/** An IANA name, e.g. "Europe/Moscow". */
export type Zone = string;
/** A day of the calendar, e.g. "2026-11-23". */
export type LocalDate = string;
/** A time of day, e.g. "10:00" or "10:00:30"; "24:00" is the end of the day. */
export type LocalTime = string;
/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface LocalMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: Weekday;
}

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const TIME = /^(\d\d):([0-5]\d)(?::([0-5]\d))?$/;

/** What the clocks and calendars of a zone show at an instant; throws on an unknown zone. */
export function toLocal(instant: Instant, zone: Zone): LocalMoment {
  const wall = wallAt(instant, zone);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    weekday: weekdayOfWall(wall),
  };
}

/** The date in a zone at an instant. */
export function localDate(instant: Instant, zone: Zone): LocalDate {
  return dateText(wallAt(instant, zone));
}

/**
 * The instant at which a zone's clocks first show this date and time. A time that the clocks skip
 * gives the first instant after the gap; a time they show twice gives the first of the two.
 */
export function fromLocal(local: { date: LocalDate; time: LocalTime }, zone: Zone): Instant {
  return instantOf(epochOfLocal(local, zone));
}

/** The same in milliseconds since 1970, for those who compute many of them. */
export function epochOfLocal(local: { date: LocalDate; time: LocalTime }, zone: Zone): number {
  const wall = wallNumber(local.date, local.time);
  const before = offset(wall - DAY, zone);
  const after = offset(wall + DAY, zone);
  // The larger offset gives the earlier instant, which is the first of two.
  for (const candidate of [Math.max(before, after), Math.min(before, after)]) {
    if (offset(wall - candidate, zone) === candidate) return wall - candidate;
  }
  return firstWithOtherOffset(wall - after, wall - before, zone);
}

/** The date n days later, or earlier where n is negative; throws on a date that does not exist. */
export function addDays(date: LocalDate, n: number): LocalDate {
  return dateText(new Date(wallNumber(date, '00:00') + n * DAY));
}

/** The day of the week of a date. */
export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfWall(new Date(wallNumber(date, '00:00')));
}

/** Wall clock readings are counted as if they were UTC, so that they can be subtracted. */
function wallNumber(date: LocalDate, time: LocalTime): number {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  const [, hour, minute, second = 0] = TIME.exec(time)?.map(Number) ?? [];
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + (second || 0);
  // Date.parse takes the 30th of February for the 2nd of March.
  const isDate = new Date(midnight).getUTCDate() === Number(date.slice(8));
  if (!isDate || !(seconds * SECOND <= DAY)) throw new Error(`Not a local time: ${date} ${time}`);
  return midnight + seconds * SECOND;
}

function wallAt(instant: Instant, zone: Zone): Date {
  const at = epoch(instant);
  return new Date(at + offset(at, zone));
}

function dateText(wall: Date): LocalDate {
  return wall.toISOString().slice(0, 10);
}

function weekdayOfWall(wall: Date): Weekday {
  return (wall.getUTCDay() || 7) as Weekday;
}

/** In a gap the offset changes once between the two instants: halving finds the second at which. */
function firstWithOtherOffset(from: number, to: number, zone: Zone): number {
  const old = offset(from, zone);
  let [early, late] = [from, to];
  while (late - early > SECOND) {
    const middle = early + Math.floor((late - early) / 2 / SECOND) * SECOND;
    if (offset(middle, zone) === old) early = middle;
    else late = middle;
  }
  return late;
}

// Making a formatter costs a hundred times more than using it.
const formatters = new Map<Zone, Intl.DateTimeFormat>();

function formatterOf(zone: Zone): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offset(at: number, zone: Zone): number {
  const day = Math.floor(at / DAY);
  const morning = midnightOffset(day, zone);
  // No zone changes its clocks twice in one day of UTC.
  return morning === midnightOffset(day + 1, zone) ? morning : computedOffset(at, zone);
}

// Asking a formatter is slow, and the same few hundred days are asked about all the time.
const midnightOffsets = new Map<Zone, Map<number, number>>();
const DAYS_REMEMBERED = 4000;

/** The offset at the beginning of a day of UTC, counted from 1970. */
function midnightOffset(day: number, zone: Zone): number {
  let days = midnightOffsets.get(zone);
  if (days === undefined) midnightOffsets.set(zone, (days = new Map<number, number>()));
  let known = days.get(day);
  if (known === undefined) {
    known = computedOffset(day * DAY, zone);
    if (days.size >= DAYS_REMEMBERED) days.clear();
    days.set(day, known);
  }
  return known;
}

function computedOffset(at: number, zone: Zone): number {
  const digits = formatterOf(zone).format(at).match(/\d+/g)?.map(Number) ?? [];
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = digits;
  const wholeSeconds = Math.floor(at / SECOND) * SECOND;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSeconds;
}
