/**
 * Whether a failed attempt that is told of is the one counted already or another one. Pure; nothing is counted here.
 */
import type { Instant } from '../../calendar/instant';
import type { Parcel } from '../../parties/parcel';
import type { Order } from '../order';

/** A carrier's word of a parcel and the moment it names for it; null where it names none. */
interface Said {
  readonly parcel: Parcel;
  readonly status: string;
  readonly at: Instant | null;
}

/** Whether it is of an attempt made before the delivery was planned anew: that has counted as failed there. */
export function isEarlierAttempt({ check }: Order, { status, at }: Said): boolean {
  const { plannedAt } = check;
  return status === 'attempt_failed' && at !== null && plannedAt !== null && at < plannedAt;
}

/**
 * Whether a parcel that was not delivered was tried again in vain: its carrier names a later moment than of the last
 * attempt or, where it names none, the delivery was planned anew since.
 */
export function isTriedAgain({ check }: Order, { parcel, status, at }: Said): boolean {
  if (status !== 'attempt_failed' || parcel.state !== 'attempt_failed') return false;
  if (at !== null) return at > (parcel.reportedAt ?? '');
  return check.plannedAt !== null && !check.failedParcels.includes(parcel.id);
}
