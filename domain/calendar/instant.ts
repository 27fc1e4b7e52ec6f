// Instants and plain arithmetic on them; nothing here knows of zones or of the shop's hours.
import { milliseconds } from './duration';
import type { Duration } from './duration';

/** A moment in UTC as ISO 8601 text, e.g. "2026-11-22T08:00:00.000Z". */
export type Instant = string;

const MINUTE = 60_000;

/** Milliseconds since 1970; throws where the text is no instant, so that no rule counts with NaN. */
export function epoch(instant: Instant): number {
  const value = Date.parse(instant);
  if (Number.isNaN(value)) throw new Error(`Not an instant: ${instant}`);
  return value;
}

/** The instant at so many milliseconds since 1970, in the one canonical form. */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

/** The instant later by a duration of exact length (a day is 24 hours); "-PT1H" goes back. */
export function plus(instant: Instant, duration: Duration): Instant {
  return instantOf(epoch(instant) + milliseconds(duration));
}

/** The instant earlier by a duration of exact length. */
export function minus(instant: Instant, duration: Duration): Instant {
  return instantOf(epoch(instant) - milliseconds(duration));
}

/** Minutes from the first instant to the second, with a fraction; negative when they run backwards. */
export function minutesBetween(from: Instant, to: Instant): number {
  return (epoch(to) - epoch(from)) / MINUTE;
}

/** Whether the first instant is strictly before the second, however either is written. */
export function isBefore(one: Instant, other: Instant): boolean {
  return epoch(one) < epoch(other);
}

/** Whether the first instant is strictly after the second, however either is written. */
export function isAfter(one: Instant, other: Instant): boolean {
  return epoch(one) > epoch(other);
}

/** Negative, zero or positive, for sorting instants from early to late. */
export function compareInstants(one: Instant, other: Instant): number {
  return epoch(one) - epoch(other);
}

/** The earliest of the instants given, leaving out what is undefined; undefined when none is left. */
export function earliest(first: Instant, ...others: (Instant | undefined)[]): Instant;
export function earliest(...instants: (Instant | undefined)[]): Instant | undefined;
export function earliest(...instants: (Instant | undefined)[]): Instant | undefined {
  return pick(instants, isBefore);
}

/** The latest of the instants given, leaving out what is undefined; undefined when none is left. */
export function latest(first: Instant, ...others: (Instant | undefined)[]): Instant;
export function latest(...instants: (Instant | undefined)[]): Instant | undefined;
export function latest(...instants: (Instant | undefined)[]): Instant | undefined {
  return pick(instants, isAfter);
}

function pick(
  instants: (Instant | undefined)[],
  wins: (one: Instant, other: Instant) => boolean,
): Instant | undefined {
  let best: Instant | undefined;
  for (const instant of instants) {
    if (instant !== undefined && (best === undefined || wins(instant, best))) best = instant;
  }
  return best;
}
