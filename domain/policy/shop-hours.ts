/**
 * Working time of a shop or party as rules need it: a calendar that never opens is a broken policy,
 * a bug to be shown to a person, not a case every rule must think of.
 */
import { assert } from '../assert';
import { remembered } from '../remembered';
import type { Instant } from '../calendar/instant';
import {
  addWorkingTime,
  atOnFirstWorkingDayAfter,
  closingOf,
  isOpen,
  nextOpen,
  nextWorkingDay,
  nextWorkingMorning,
  openingOf,
} from '../calendar/working-calendar';
import type { WorkingCalendar } from '../calendar/working-calendar';

function opens<Value>(value: Value | undefined): Value {
  assert(value !== undefined, 'a working calendar of the policy never opens');
  return value;
}

/** The moment so many working minutes after another. */
export function dueAfter(calendar: WorkingCalendar, at: Instant, minutes: number): Instant {
  const question = `due ${String(minutes)} after ${at}`;
  return remembered(calendar, question, () => opens(addWorkingTime(calendar, at, minutes)));
}

/** The moment itself where the calendar is open, else the next opening. */
export function openingFrom(calendar: WorkingCalendar, at: Instant): Instant {
  return remembered(calendar, `open from ${at}`, () => opens(nextOpen(calendar, at)));
}

/** The opening of the first working day after the local day of the moment. */
export function morningAfter(calendar: WorkingCalendar, at: Instant): Instant {
  const question = `morning after ${at}`;
  return remembered(calendar, question, () => opens(nextWorkingMorning(calendar, at)));
}

/** The first working day after a date. */
export function workingDayAfter(calendar: WorkingCalendar, date: string): string {
  const question = `day after ${date}`;
  return remembered(calendar, question, () => opens(nextWorkingDay(calendar, date)));
}

/** The date itself for no days, else the working day so many after it. */
export function workingDaysAfter(calendar: WorkingCalendar, date: string, days: number): string {
  let day = date;
  for (let count = 0; count < days; count += 1) day = workingDayAfter(calendar, day);
  return day;
}

/** When the work of a working day begins. */
export function openingOn(calendar: WorkingCalendar, date: string): Instant {
  return remembered(calendar, `opening on ${date}`, () => opens(openingOf(calendar, date)));
}

/** When the work of a working day ends. */
export function closingOn(calendar: WorkingCalendar, date: string): Instant {
  return remembered(calendar, `closing on ${date}`, () => opens(closingOf(calendar, date)));
}

/** A time of the first working day after a date, within that day's hours. */
export function momentOnWorkingDayAfter(
  calendar: WorkingCalendar,
  date: string,
  time: string,
): Instant {
  const question = `${time} on the day after ${date}`;
  const find = (): Instant => opens(atOnFirstWorkingDayAfter(calendar, date, time));
  return remembered(calendar, question, find);
}

/** Whether somebody is there at the moment. */
export function isOpenAt(calendar: WorkingCalendar, at: Instant): boolean {
  return remembered(calendar, `is open at ${at}`, () => isOpen(calendar, at));
}
