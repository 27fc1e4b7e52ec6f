// When a shop or a party works, and arithmetic in its working time. It knows nothing of customers,
// orders or what the time is wanted for.
import { epoch, instantOf } from './instant';
import type { Instant } from './instant';
import { addDays, epochOfLocal, localDate, weekdayOf } from './local-time';
import type { LocalDate, LocalTime, Weekday, Zone } from './local-time';

/** From the first minute that is open to the first that is closed, on one day; "24:00" may end it. */
export interface Hours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** Data only. A weekday left out is closed; an extra day wins over its weekday and over a holiday. */
export interface WorkingCalendar {
  readonly zone: Zone;
  readonly hours: Readonly<Partial<Record<Weekday, Hours>>>;
  readonly holidays: readonly LocalDate[];
  readonly extraDays?: Readonly<Record<LocalDate, Hours>>;
}

/** In milliseconds since 1970. */
interface OpenInterval {
  readonly opens: number;
  readonly closes: number;
}

/** A calendar closed for so many days in a row is one that never opens: nobody waits that long. */
const CLOSED_FOR_GOOD_DAYS = 400;
const MINUTE = 60_000;

/** Whether somebody is there: from the opening, and no longer at the closing sharp. */
export function isOpen(calendar: WorkingCalendar, instant: Instant): boolean {
  const today = openInterval(calendar, localDate(instant, calendar.zone));
  const at = epoch(instant);
  return today !== undefined && today.opens <= at && at < today.closes;
}

/** The instant itself where it is open, else the next opening; undefined where none comes in 400 days. */
export function nextOpen(calendar: WorkingCalendar, instant: Instant): Instant | undefined {
  const today = localDate(instant, calendar.zone);
  const open = nextInterval(calendar, today, epoch(instant));
  return open === undefined ? undefined : instantOf(open.opens);
}

/**
 * The instant by which so many working minutes have passed; it may be a closing time sharp, and no
 * minutes give the next open moment. Undefined for a calendar that does not open for 400 days;
 * throws on negative minutes.
 */
export function addWorkingTime(
  calendar: WorkingCalendar,
  instant: Instant,
  minutes: number,
): Instant | undefined {
  if (!(minutes >= 0)) throw new Error(`Working time runs forwards, not by ${minutes} minutes`);
  let left = minutes * MINUTE;
  let open = nextInterval(calendar, localDate(instant, calendar.zone), epoch(instant));
  while (open !== undefined) {
    const lasts = open.closes - open.opens;
    if (left <= lasts) return instantOf(open.opens + left);
    left -= lasts;
    open = nextInterval(calendar, addDays(open.date, 1), open.closes);
  }
  return undefined;
}

/** The first working day strictly after a date, or undefined where none comes in 400 days. */
export function nextWorkingDay(calendar: WorkingCalendar, date: LocalDate): LocalDate | undefined {
  for (let n = 1; n <= CLOSED_FOR_GOOD_DAYS; n++) {
    const day = addDays(date, n);
    if (openInterval(calendar, day) !== undefined) return day;
  }
  return undefined;
}

/** When a day's work begins, or undefined on a day without work. */
export function openingOf(calendar: WorkingCalendar, date: LocalDate): Instant | undefined {
  const open = openInterval(calendar, date);
  return open === undefined ? undefined : instantOf(open.opens);
}

/** When a day's work ends, or undefined on a day without work. */
export function closingOf(calendar: WorkingCalendar, date: LocalDate): Instant | undefined {
  const open = openInterval(calendar, date);
  return open === undefined ? undefined : instantOf(open.closes);
}

/** The opening of the first working day strictly after the local day of an instant. */
export function nextWorkingMorning(
  calendar: WorkingCalendar,
  instant: Instant,
): Instant | undefined {
  const day = nextWorkingDay(calendar, localDate(instant, calendar.zone));
  return day === undefined ? undefined : openingOf(calendar, day);
}

/**
 * A time of day on the first working day strictly after a date. A time outside that day's hours is
 * moved into them: to the opening where it is too early, to the last open minute where it is too late.
 */
export function atOnFirstWorkingDayAfter(
  calendar: WorkingCalendar,
  date: LocalDate,
  time: LocalTime,
): Instant | undefined {
  const day = nextWorkingDay(calendar, date);
  const open = day === undefined ? undefined : openInterval(calendar, day);
  if (day === undefined || open === undefined) return undefined;
  const wanted = epochOfLocal({ date: day, time }, calendar.zone);
  return instantOf(Math.max(open.opens, Math.min(wanted, open.closes - MINUTE)));
}

/** What is left, from an instant on, of the first interval that ends after it. */
function nextInterval(
  calendar: WorkingCalendar,
  startingOn: LocalDate,
  at: number,
): (OpenInterval & { date: LocalDate }) | undefined {
  for (let n = 0; n <= CLOSED_FOR_GOOD_DAYS; n++) {
    const date = n === 0 ? startingOn : addDays(startingOn, n);
    const open = openInterval(calendar, date);
    if (open !== undefined && at < open.closes) {
      return { date, opens: Math.max(open.opens, at), closes: open.closes };
    }
  }
  return undefined;
}

function openInterval(calendar: WorkingCalendar, date: LocalDate): OpenInterval | undefined {
  const hours = hoursOn(calendar, date);
  if (hours === undefined) return undefined;
  const opens = epochOfLocal({ date, time: hours.from }, calendar.zone);
  const closes = epochOfLocal({ date, time: hours.to }, calendar.zone);
  return opens < closes ? { opens, closes } : undefined;
}

function hoursOn(calendar: WorkingCalendar, date: LocalDate): Hours | undefined {
  const extra = calendar.extraDays?.[date];
  if (extra !== undefined) return extra;
  if (calendar.holidays.includes(date)) return undefined;
  return calendar.hours[weekdayOf(date)];
}
