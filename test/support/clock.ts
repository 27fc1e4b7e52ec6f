/**
 * Time in tests: handed in, never slept. Moments are told in shop words ("fri 18:40", "mon+1 10:00")
 * of a week that lies ahead, so that no test grows old.
 */
import { instantOf } from '../../domain/calendar/instant';
import type { Instant } from '../../domain/calendar/instant';
import { addDays, fromLocal, localDate, weekdayOf } from '../../domain/calendar/local-time';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export interface Week {
  /** "thu 11:00", "mon+1 10:00" (a week later), in the zone. */
  readonly at: (words: string) => Instant;
}

/** The first whole week after a moment, in a zone. */
export function weekAfter(moment: Instant, zone: string): Week {
  const today = localDate(moment, zone);
  const monday = addDays(today, 8 - weekdayOf(today));
  return {
    at: (words) => {
      const [, day = '', weeks = '0', time = ''] =
        /^(\w{3})(?:\+(\d+))? (\d\d:\d\d)$/.exec(words) ?? [];
      const index = DAYS.indexOf(day);
      if (index < 0) throw new Error(`no such moment: ${words}`);
      return fromLocal({ date: addDays(monday, index + 7 * Number(weeks)), time }, zone);
    },
  };
}

/** A wall clock that can be set to another clock's present and then runs on by itself. */
export interface MovableClock {
  readonly now: () => Instant;
  readonly set: (present: number) => void;
}

export function movableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => instantOf(Date.now() + offset),
    set: (present) => {
      offset = present - Date.now();
    },
  };
}

export { addDays, fromLocal, localDate };
