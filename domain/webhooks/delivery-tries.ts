/**
 * How often and when an event is told again to a storefront that did not take it. Data, and the one rule over it.
 */
import type { Instant } from '../calendar/instant';
import { epoch, instantOf } from '../calendar/instant';

export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;

/** `dead`: tried to the end in vain, until somebody asks for it to be sent again. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const MINUTE = 60;
const HOUR = 3_600;

/** Seconds of pause after each try that failed: eleven tries within a day. */
export const DELIVERY_PAUSES: readonly number[] = [
  ...[10, 30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 8 * HOUR],
];

/** When to try again after so many tries in vain; null where that was the last one. */
export function nextTry(
  failed: { readonly tries: number; readonly at: Instant; readonly retryAfterSeconds?: number },
  pauses: readonly number[] = DELIVERY_PAUSES,
): Instant | null {
  const pause = pauses[failed.tries - 1];
  if (pause === undefined) return null;
  const seconds = Math.max(pause, failed.retryAfterSeconds ?? 0);
  return instantOf(epoch(failed.at) + seconds * 1_000);
}
