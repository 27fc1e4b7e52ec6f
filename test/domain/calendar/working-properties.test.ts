// Working time over random calendars, zones and holidays, with luxon as the judge; and its speed.
import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { nextContactMoment, nextDecentMoment } from '../../../domain/calendar/contact-hours';
import { addDays } from '../../../domain/calendar/local-time';
import { addWorkingTime, isOpen, nextOpen } from '../../../domain/calendar/working-calendar';
import type { Hours, WorkingCalendar } from '../../../domain/calendar/working-calendar';
import type { Weekday } from '../../../domain/calendar/local-time';
import { someInstant, someTime, someZone } from './zones';
import { propertySeed } from '../../support/property-runs';

const RUNS = { numRuns: 2000, ...propertySeed() };

const someHours = fc
  .tuple(someTime, someTime)
  .filter(([one, other]) => Math.abs(Number(one.slice(0, 2)) - Number(other.slice(0, 2))) > 1)
  .map(([one, other]): Hours =>
    one < other ? { from: one, to: other } : { from: other, to: one },
  );

const someWeek = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), someHours, {
  minKeys: 1,
});

/** A calendar and an instant near its holidays. */
const someWork = fc
  .record({
    zone: someZone,
    hours: someWeek,
    instant: someInstant,
    restsOn: fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 8 }),
  })
  .map(({ zone, hours, instant, restsOn }) => {
    const holidays = restsOn.map((n) => addDays(instant.slice(0, 10), n));
    const calendar: WorkingCalendar = { zone, hours, holidays };
    return { calendar, instant };
  });

const DAY = 86_400_000;

/** The open intervals of so many days from two days before an instant on, in milliseconds. */
function openIntervals(calendar: WorkingCalendar, instant: string, days: number) {
  const first = Date.parse(instant.slice(0, 10)) - 2 * DAY;
  return Array.from({ length: days }, (_, n) =>
    DateTime.fromMillis(first + n * DAY, { zone: 'UTC' }),
  )
    .filter((day) => !calendar.holidays.includes(day.toISODate()!))
    .flatMap((day) => {
      const hours = calendar.hours[day.weekday as Weekday];
      const at = (time: string) => firstShowing(`${day.toISODate()}T${time}Z`, calendar.zone);
      return hours ? [[at(hours.from), at(hours.to)] as const] : [];
    })
    .filter(([opens, closes]) => opens < closes);
}

/**
 * The first instant at which the clocks show a time or have skipped it. Of luxon only the way from
 * instants to the wall is asked: the way back is wrong for Samoa in April 2011 (luxon 3.7.2).
 */
function firstShowing(wall: string, zoneName: string): number {
  const zone = IANAZone.create(zoneName);
  const naive = Date.parse(wall);
  const offsets = [-26, 0, 26].map((hours) => zone.offset(naive + hours * 3_600_000));
  const found = offsets
    .map((offset) => naive - offset * 60_000)
    .filter((at) => at + zone.offset(at) * 60_000 === naive);
  if (found.length > 0) return Math.min(...found);

  let at = Math.floor(naive / 900_000) * 900_000 - DAY;
  while (at + zone.offset(at) * 60_000 < naive) at += 900_000;
  return at;
}

describe('working time in any calendar', () => {
  test('when minutes are added, then luxon counts just as many open ones up to the result', () => {
    const someMinutes = fc.integer({ min: 1, max: 900 });
    fc.assert(
      fc.property(someWork, someMinutes, ({ calendar, instant }, minutes) => {
        const from = Date.parse(instant);
        const result = Date.parse(addWorkingTime(calendar, instant, minutes)!);
        const days = Math.ceil((result - from) / DAY) + 5;
        const open = openIntervals(calendar, instant, days);
        const counted = open
          .map(([opens, closes]) => Math.min(closes, result) - Math.max(opens, from))
          .filter((overlap) => overlap > 0)
          .reduce((sum, overlap) => sum + overlap, 0);

        expect(counted / 60_000).toBe(minutes);
        expect(open.some(([opens, closes]) => opens < result && result <= closes)).toBe(true);
      }),
      RUNS,
    );
  });

  test('when the next opening is asked for, then it is open there and nowhere in between', () => {
    fc.assert(
      fc.property(someWork, ({ calendar, instant }) => {
        const from = Date.parse(instant);
        const found = nextOpen(calendar, instant)!;
        const stillOpen = (days: number) =>
          openIntervals(calendar, instant, days).filter(([, closes]) => closes > from);
        const [next] = stillOpen(9)[0] ?? stillOpen(24)[0] ?? [];

        expect(Date.parse(found)).toBe(Math.max(next!, from));
        expect(isOpen(calendar, found)).toBe(true);
        expect(isOpen(calendar, instant)).toBe(found === instant);
      }),
      RUNS,
    );
  });

  test('when a customer is to be called, then the moment suits both, and none before it does', () => {
    const someQuarter = fc.nat({ max: 14 * 96 });
    fc.assert(
      fc.property(someWork, someZone, someHours, someQuarter, (work, customerZone, hours, n) => {
        const { calendar: shop, instant } = work;
        const suitsBoth = (at: string) =>
          isOpen(shop, at) && nextDecentMoment(customerZone, hours, at) === at;
        const found = nextContactMoment({ shop, customerZone, hours }, instant);
        const other = new Date(Date.parse(instant) + n * 900_000).toISOString();

        if (found !== undefined) expect(suitsBoth(found)).toBe(true);
        if ((found === undefined && n < 14 * 96) || (found !== undefined && other < found)) {
          expect(suitsBoth(other)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test('when a thousand deadlines are computed, then it takes no time that a commit would notice', () => {
    const day = { from: '10:00', to: '19:00' };
    const hours = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: { from: '11:00', to: '16:00' } };
    const calendar: WorkingCalendar = { zone: 'Europe/Moscow', hours, holidays: ['2026-11-24'] };
    addWorkingTime(calendar, '2026-11-23T07:00:00.000Z', 24 * 60);

    const started = process.cpuUsage();
    for (let n = 0; n < 1000; n++) {
      addWorkingTime(calendar, new Date(1_795_000_000_000 + n * 977_000).toISOString(), 24 * 60);
    }
    const { user } = process.cpuUsage(started);

    expect(user / 1000).toBeLessThan(200);
  });
});
