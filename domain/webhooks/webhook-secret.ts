/**
 * The secrets of one endpoint: the newest signs for good, the one before it for a day more, so that a storefront
 * can change over without missing a call. Who makes them is not known here.
 */
import type { Instant } from '../calendar/instant';
import { plus } from '../calendar/instant';

export interface WebhookSecret {
  readonly id: string;
  /** Sealed, as it is kept. */
  readonly secret: string;
  readonly createdAt: Instant;
  /** Null for the newest. */
  readonly until: Instant | null;
}

const OVERLAP = 'P1D';

/** Those that sign at a moment, the newest first. */
export function liveSecrets(
  secrets: readonly WebhookSecret[],
  at: Instant,
): readonly WebhookSecret[] {
  return secrets.filter(({ until }) => until === null || at < until).toReversed();
}

/** The secrets after a new one: the newest so far lives a day longer, older ones end now. */
export function withNewSecret(
  secrets: readonly WebhookSecret[],
  fresh: WebhookSecret,
): readonly WebhookSecret[] {
  const newest = secrets.at(-1);
  const overlapping = newest ? [{ ...newest, until: plus(fresh.createdAt, OVERLAP) }] : [];
  return [...overlapping, fresh];
}
