// The clock on the wall, with luxon as the judge.
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { minus, plus } from '../../../domain/calendar/instant';
import {
  addDays,
  fromLocal,
  localDate,
  toLocal,
  weekdayOf,
} from '../../../domain/calendar/local-time';
import { onTheWall, someDate, someInstant, someTime, someZone } from './zones';
import { propertySeed } from '../../support/property-runs';

const RUNS = { numRuns: 2000, ...propertySeed() };

describe('the clock on the wall', () => {
  test('when it is 23:30 in Moscow, then it is already the next morning in Vladivostok', () => {
    const instant = '2026-11-22T20:30:00.000Z';
    expect(toLocal(instant, 'Europe/Moscow')).toEqual({
      ...{ year: 2026, month: 11, day: 22, hour: 23, minute: 30, second: 0, weekday: 7 },
    });
    expect(toLocal(instant, 'Asia/Vladivostok')).toMatchObject({ day: 23, hour: 6, weekday: 1 });
    expect(localDate(instant, 'Asia/Vladivostok')).toBe('2026-11-23');
  });

  test.each([
    ['an ordinary morning', '2026-11-23', '10:00', 'Europe/Moscow', '2026-11-23T07:00:00.000Z'],
    ['seconds', '2026-11-23', '10:00:30', 'Europe/Moscow', '2026-11-23T07:00:30.000Z'],
    ['the end of the year', '2026-12-31', '24:00', 'Europe/Moscow', '2026-12-31T21:00:00.000Z'],
    ['before the gap', '2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['in the gap', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['after the gap', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['shown twice', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['after the overlap', '2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['a midnight skipped', '2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['a midnight skipped', '2026-09-06', '00:30', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['a day skipped', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
  ])('when the wall shows %s (%s %s, %s), then it is %s', (_, date, time, zone, expected) => {
    expect(fromLocal({ date, time }, zone)).toBe(expected);
  });

  test('when any instant is shown in any zone, then luxon shows the same', () => {
    fc.assert(
      fc.property(someInstant, someZone, (instant, zone) => {
        const oracle = DateTime.fromISO(instant, { zone });
        const { year, month, day, hour, minute, second, weekday } = oracle;
        const expected = { year, month, day, hour, minute, second, weekday };
        expect(toLocal(instant, zone)).toEqual(expected);
        expect(localDate(instant, zone)).toBe(oracle.toISODate());
      }),
      RUNS,
    );
  });

  test('when any instant is read from the wall and put back, then it is the first that shows so', () => {
    fc.assert(
      fc.property(someInstant, someZone, (instant, zone) => {
        const wall = onTheWall(instant, zone);
        const found = fromLocal({ date: wall.slice(0, 10), time: wall.slice(11) }, zone);
        expect(onTheWall(found, zone)).toBe(wall);
        // Clocks jump by half an hour, an hour or a day.
        for (const jump of ['PT30M', 'PT1H', 'P1D']) {
          expect(onTheWall(minus(found, jump), zone)).not.toBe(wall);
        }
      }),
      RUNS,
    );
  });

  test('when any time of any date is wanted, then that is it, or else the first instant after a gap', () => {
    fc.assert(
      fc.property(someDate, someTime, someZone, (date, time, zone) => {
        const found = fromLocal({ date, time }, zone);
        const wanted = `${date}T${time}:00`;
        const shown = onTheWall(found, zone);
        if (shown === wanted) return;
        const oracle = DateTime.fromISO(wanted, { zone });
        expect(oracle.toFormat("yyyy-MM-dd'T'HH:mm:ss")).not.toBe(wanted);
        expect(shown > wanted).toBe(true);
        expect(onTheWall(minus(found, 'PT1S'), zone) < wanted).toBe(true);
      }),
      RUNS,
    );
  });

  test.each(['2026-03-29', '2026-10-25'])(
    'when the clocks of Berlin jump on %s, then every quarter of that day is found',
    (date) => {
      for (let quarter = 0; quarter < 96; quarter++) {
        const at = plus(`${date}T00:00:00.000Z`, `PT${quarter * 15}M`);
        const wall = onTheWall(at, 'Europe/Berlin');
        const found = fromLocal(
          { date: wall.slice(0, 10), time: wall.slice(11, 16) },
          'Europe/Berlin',
        );
        expect([at, minus(at, 'PT1H')]).toContain(found);
      }
    },
  );
});

describe('a date', () => {
  test('when days are added over a leap day and a year, then luxon agrees', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    fc.assert(
      fc.property(someDate, fc.integer({ min: -500, max: 500 }), (date, n) => {
        const oracle = DateTime.fromISO(date, { zone: 'UTC' }).plus({ days: n });
        expect(addDays(date, n)).toBe(oracle.toISODate());
        expect(weekdayOf(addDays(date, n))).toBe(oracle.weekday);
      }),
      RUNS,
    );
  });

  test.each(['2026-02-30', '2026-13-01', '23.11.2026', ''])(
    'when %j is given for a date, then it is refused',
    (date) => {
      expect(() => addDays(date, 1)).toThrow('Not a local time');
      expect(() => fromLocal({ date, time: '10:00' }, 'Europe/Moscow')).toThrow('Not a local time');
    },
  );

  test.each(['9:00', '25:00', '10', ''])(
    'when %j is given for a time, then it is refused',
    (time) => {
      expect(() => fromLocal({ date: '2026-11-23', time }, 'Europe/Moscow')).toThrow(
        'Not a local time',
      );
    },
  );

  test('when a zone does not exist, then it is refused', () => {
    expect(() => localDate('2026-11-23T10:00:00.000Z', 'Europe/Nowhere')).toThrow(RangeError);
  });
});
