// Instants and durations: plain arithmetic, and what is refused.
import { milliseconds } from '../../../domain/calendar/duration';
import {
  compareInstants,
  earliest,
  isAfter,
  isBefore,
  latest,
  minus,
  minutesBetween,
  plus,
} from '../../../domain/calendar/instant';

const NOON = '2026-11-22T12:00:00.000Z';

describe('a duration', () => {
  test.each([
    ['PT15M', 15 * 60_000],
    ['P1D', 86_400_000],
    ['P2W', 14 * 86_400_000],
    ['P1DT2H3M4.5S', 86_400_000 + 7_384_500],
    ['-PT1H', -3_600_000],
    ['PT0S', 0],
  ])('when a policy says %s, then it lasts %d ms', (text, expected) => {
    expect(milliseconds(text)).toBe(expected);
  });

  test.each(['', 'P', 'PT', 'P1DT', '15 minutes', 'P1M', 'P1Y', 'PT1.5H', 'P-1D', 'pt1h'])(
    'when a policy says %j, then it is refused as no exact length',
    (text) => {
      expect(() => milliseconds(text)).toThrow('Not an ISO 8601 duration');
    },
  );
});

describe('an instant', () => {
  test('when a quarter of an hour passes over midnight, then the date moves on', () => {
    expect(plus('2026-12-31T23:50:00.000Z', 'PT15M')).toBe('2027-01-01T00:05:00.000Z');
    expect(minus('2027-01-01T00:05:00.000Z', 'PT15M')).toBe('2026-12-31T23:50:00.000Z');
    expect(plus(NOON, '-P1D')).toBe('2026-11-21T12:00:00.000Z');
  });

  test('when a party writes an offset, then its instant is compared as a moment, not as text', () => {
    expect(isBefore('2026-11-22T14:00:00+03:00', NOON)).toBe(true);
    expect(isAfter(NOON, '2026-11-22T14:00:00+03:00')).toBe(true);
    expect(isBefore(NOON, '2026-11-22T15:00:00+03:00')).toBe(false);
    expect(isAfter(NOON, '2026-11-22T15:00:00+03:00')).toBe(false);
    expect(compareInstants(NOON, '2026-11-22T15:00:00+03:00')).toBe(0);
  });

  test('when ninety seconds lie between two instants, then that is a minute and a half', () => {
    expect(minutesBetween(NOON, '2026-11-22T12:01:30.000Z')).toBe(1.5);
    expect(minutesBetween('2026-11-22T12:01:30.000Z', NOON)).toBe(-1.5);
  });

  test('when several deadlines stand, then the earliest and the latest are found, gaps left out', () => {
    const later = plus(NOON, 'P1D');
    expect(earliest(undefined, later, NOON, undefined)).toBe(NOON);
    expect(latest(undefined, NOON, later)).toBe(later);
    expect(earliest()).toBeUndefined();
    expect(latest(undefined)).toBeUndefined();
  });

  test('when something is no instant, then it is refused and never becomes an invalid date', () => {
    expect(() => plus('tomorrow', 'P1D')).toThrow('Not an instant');
    expect(() => isBefore(NOON, '')).toThrow('Not an instant');
  });
});
