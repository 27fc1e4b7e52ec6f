// Days and hours of a story: counted in the shop's working days, so that a story can be told on any weekday.
import { plus } from '../../../domain/calendar/instant';
import type { Instant } from '../../../domain/calendar/instant';
import { fromLocal, localDate } from '../../../domain/calendar/local-time';
import { nextWorkingDay } from '../../../domain/calendar/working-calendar';
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar';

export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

const NOON_WINDOW = { from: '11:00', to: '15:00' };

/** A window around noon, so many working days after the moment's day. */
export function windowIn(days: number, calendar: WorkingCalendar, moment: Instant): Window {
  const { zone } = calendar;
  let date = localDate(moment, zone);
  for (let n = 0; n < days; n += 1) {
    const next = nextWorkingDay(calendar, date);
    if (next === undefined) throw new Error('the shop never opens');
    date = next;
  }
  const { from, to } = NOON_WINDOW;
  return { from: fromLocal({ date, time: from }, zone), to: fromLocal({ date, time: to }, zone) };
}

/** In the middle of a window. */
export function within({ from }: Window): Instant {
  return plus(from, 'PT1H30M');
}
