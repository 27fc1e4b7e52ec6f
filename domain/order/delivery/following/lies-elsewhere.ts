/**
 * Whether a parcel lies at another point than the one the customer wants it at since: it goes on to that one, and until
 * it has come there nobody is told to fetch it. Who is told to bring it there is the parties' business.
 */
import type { Instant } from '../../../calendar/instant';
import type { Parcel } from '../../../parties/parcel';
import type { Order } from '../../order';
import { bringing } from '../../parties/brought';
import { followedOf } from './evolve-following';

/** It came to a point that is the customer's no more. */
export function liesElsewhere(order: Order, parcel: Parcel): boolean {
  const { cameTo } = followedOf(order, parcel.id);
  const { pickupPointId } = order.wish.delivery;
  const hasCome = parcel.state === 'at_pickup_point' && cameTo !== undefined;
  return hasCome && pickupPointId !== null && cameTo !== pickupPointId;
}

/** Whether it waits for its customer where he wants it. */
export function isToBeFetched(order: Order, parcel: Parcel): boolean {
  return parcel.state === 'at_pickup_point' && !liesElsewhere(order, parcel);
}

interface Said {
  readonly parcel: Parcel;
  readonly status: string;
  /** Of which moment; of the present where it names none. */
  readonly at: Instant | null;
}

/** Whether "it is at the point" is said of the point it was to go on to: its carrier had agreed to that by then. */
export function hasComeOn(order: Order, { parcel, status, at: of }: Said, at: Instant): boolean {
  if (status !== 'at_pickup_point' || !liesElsewhere(order, parcel)) return false;
  const { pickupPointId } = order.wish.delivery;
  const told = bringing(order, parcel).filter((one) => one.content.pickupPointId === pickupPointId);
  return told.some(({ agreedAt }) => (agreedAt ?? '') < (of ?? at));
}
