// The shop's working time: examples in the words of the shop. 23 November 2026 is a Monday.
import { fromLocal, toLocal } from '../../../domain/calendar/local-time';
import {
  addWorkingTime,
  atOnFirstWorkingDayAfter,
  isOpen,
  nextOpen,
  nextWorkingDay,
  nextWorkingMorning,
  openingOf,
} from '../../../domain/calendar/working-calendar';
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar';

const MOSCOW = 'Europe/Moscow';
const weekday = { from: '10:00', to: '19:00' };
const shop: WorkingCalendar = {
  zone: MOSCOW,
  hours: {
    ...{ 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday },
    6: { from: '11:00', to: '16:00' },
  },
  holidays: [],
};
const closedForGood: WorkingCalendar = { zone: MOSCOW, hours: {}, holidays: [] };
const allDay = { from: '00:00', to: '24:00' };
const roundTheClock = (zone: string): WorkingCalendar => ({
  zone,
  hours: { 1: allDay, 2: allDay, 3: allDay, 4: allDay, 5: allDay, 6: allDay, 7: allDay },
  holidays: [],
});

const at = (date: string, time: string, zone = MOSCOW) => fromLocal({ date, time }, zone);

describe('the open shop', () => {
  test.each([
    ['2026-11-23', '09:59:59', false],
    ['2026-11-23', '10:00', true],
    ['2026-11-23', '18:59:59', true],
    ['2026-11-23', '19:00', false],
    ['2026-11-28', '10:30', false],
    ['2026-11-28', '15:59', true],
    ['2026-11-29', '12:00', false],
  ])('when it is %s %s, then open is %s', (date, time, expected) => {
    expect(isOpen(shop, at(date, time))).toBe(expected);
  });

  test.each([
    ['before the opening', '2026-11-23', '08:00', '2026-11-23', '10:00'],
    ['while open', '2026-11-23', '12:34', '2026-11-23', '12:34'],
    ['at the closing sharp', '2026-11-23', '19:00', '2026-11-24', '10:00'],
    ['on Friday night', '2026-11-27', '20:00', '2026-11-28', '11:00'],
    ['on Saturday after the closing', '2026-11-28', '16:00', '2026-11-30', '10:00'],
  ])('when it is %s (%s %s), then it is next open at %s %s', (_, date, time, day, opening) => {
    expect(nextOpen(shop, at(date, time))).toBe(at(day, opening));
  });

  test('when holidays fall in a row over the new year, then it opens on the first day after them', () => {
    const holidays = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => `2027-01-0${day}`);
    const resting = { ...shop, holidays };
    expect(nextOpen(resting, at('2026-12-31', '19:00'))).toBe(at('2027-01-09', '11:00'));
    expect(nextWorkingDay(resting, '2026-12-31')).toBe('2027-01-09');
    expect(isOpen(resting, at('2027-01-05', '12:00'))).toBe(false);
  });

  test('when an extra day is set on a Sunday or a holiday, then its own hours hold', () => {
    const busy = {
      ...shop,
      holidays: ['2026-12-31'],
      extraDays: {
        '2026-12-27': { from: '12:00', to: '15:00' },
        '2026-12-31': { from: '10:00', to: '14:00' },
      },
    };
    expect(openingOf(busy, '2026-12-27')).toBe(at('2026-12-27', '12:00'));
    expect(isOpen(busy, at('2026-12-31', '13:59'))).toBe(true);
    expect(isOpen(busy, at('2026-12-31', '14:00'))).toBe(false);
  });

  test('when a calendar never opens, then nobody is told to wait for it', () => {
    const monday = at('2026-11-23', '10:00');
    expect(isOpen(closedForGood, monday)).toBe(false);
    expect(nextOpen(closedForGood, monday)).toBeUndefined();
    expect(addWorkingTime(closedForGood, monday, 1)).toBeUndefined();
    expect(nextWorkingDay(closedForGood, '2026-11-23')).toBeUndefined();
    expect(nextWorkingMorning(closedForGood, monday)).toBeUndefined();
    expect(atOnFirstWorkingDayAfter(closedForGood, '2026-11-23', '12:00')).toBeUndefined();
    expect(openingOf(closedForGood, '2026-11-23')).toBeUndefined();
  });

  test('when a day ends before it begins, then it is closed', () => {
    const upsideDown = { ...closedForGood, hours: { 1: { from: '19:00', to: '10:00' } } };
    expect(nextOpen(upsideDown, at('2026-11-23', '12:00'))).toBeUndefined();
  });
});

describe('working time', () => {
  test.each([
    ['a reminder', '2026-11-23', '10:00', 12, '2026-11-24', '13:00'],
    ['a silence', '2026-11-23', '10:00', 24, '2026-11-25', '16:00'],
    ['one full day', '2026-11-23', '10:00', 9, '2026-11-23', '19:00'],
    ['nothing', '2026-11-22', '12:00', 0, '2026-11-23', '10:00'],
    ['nothing while open', '2026-11-23', '12:00', 0, '2026-11-23', '12:00'],
    ['two hours over the week end', '2026-11-28', '15:00', 2, '2026-11-30', '11:00'],
    ['from the night', '2026-11-23', '23:00', 1, '2026-11-24', '11:00'],
    ['from Friday evening', '2026-11-27', '18:00', 12, '2026-11-30', '16:00'],
  ])('when %s starts on %s %s and takes %d working hours, then it ends on %s %s', (...row) => {
    const [, date, time, hours, day, end] = row;
    expect(addWorkingTime(shop, at(date, time), hours * 60)).toBe(at(day, end));
  });

  test('when holidays lie between, then they do not count', () => {
    const resting = { ...shop, holidays: ['2026-11-24', '2026-11-25'] };
    expect(addWorkingTime(resting, at('2026-11-23', '10:00'), 12 * 60)).toBe(
      at('2026-11-26', '13:00'),
    );
  });

  test('when the clocks jump while the shop is open, then real hours are counted', () => {
    const berlin = roundTheClock('Europe/Berlin');
    const spring = addWorkingTime(berlin, at('2026-03-29', '00:00', 'Europe/Berlin'), 23 * 60);
    const autumn = addWorkingTime(berlin, at('2026-10-25', '00:00', 'Europe/Berlin'), 25 * 60);
    expect(spring).toBe(at('2026-03-30', '00:00', 'Europe/Berlin'));
    expect(autumn).toBe(at('2026-10-26', '00:00', 'Europe/Berlin'));
  });

  test('when midnight itself is skipped, then that day begins an hour later and nothing is lost', () => {
    const cairo = roundTheClock('Africa/Cairo');
    const evening = at('2026-04-23', '23:00', 'Africa/Cairo');
    const end = addWorkingTime(cairo, evening, 120);
    expect(openingOf(cairo, '2026-04-24')).toBe('2026-04-23T22:00:00.000Z');
    expect(toLocal(end!, 'Africa/Cairo')).toMatchObject({ day: 24, hour: 2, minute: 0 });
  });

  test('when minutes are negative or no number, then that is refused', () => {
    expect(() => addWorkingTime(shop, at('2026-11-23', '10:00'), -1)).toThrow('runs forwards');
    expect(() => addWorkingTime(shop, at('2026-11-23', '10:00'), NaN)).toThrow('runs forwards');
  });
});

describe('the next working day', () => {
  test('when a day is asked about, then the next one is strictly after it', () => {
    expect(nextWorkingDay(shop, '2026-11-23')).toBe('2026-11-24');
    expect(nextWorkingDay(shop, '2026-11-28')).toBe('2026-11-30');
  });

  test('when it is morning, day or night, then the next working morning is of another day', () => {
    for (const time of ['00:00', '12:00', '23:59']) {
      expect(nextWorkingMorning(shop, at('2026-11-28', time))).toBe(at('2026-11-30', '10:00'));
    }
  });

  test('when it is past midnight in the shop but not in Greenwich, then the day of the shop counts', () => {
    const tuesdayInMoscow = '2026-11-23T21:30:00.000Z';
    expect(nextWorkingMorning(shop, tuesdayInMoscow)).toBe(at('2026-11-25', '10:00'));
  });

  test.each([
    ['Thursday', '2026-11-26', '12:00', '2026-11-27', '12:00'],
    ['Saturday', '2026-11-28', '12:00', '2026-11-30', '12:00'],
    ['Friday, too late for Saturday', '2026-11-27', '18:00', '2026-11-28', '15:59'],
    ['Friday, at the closing of Saturday', '2026-11-27', '16:00', '2026-11-28', '15:59'],
    ['Friday, too early for Saturday', '2026-11-27', '09:00', '2026-11-28', '11:00'],
  ])('when delivery was promised for %s (%s) and is checked at %s, then on %s %s', (...row) => {
    const [, promised, time, day, checked] = row;
    expect(atOnFirstWorkingDayAfter(shop, promised, time)).toBe(at(day, checked));
  });

  test('when the promised day falls before three holidays, then the check is on the day after them', () => {
    const resting = { ...shop, holidays: ['2026-11-24', '2026-11-25', '2026-11-26'] };
    expect(atOnFirstWorkingDayAfter(resting, '2026-11-23', '12:00')).toBe(
      at('2026-11-27', '12:00'),
    );
  });
});
