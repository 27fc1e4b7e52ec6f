/**
 * What a carrier takes back at the door of a parcel that left with more than is wanted now. What it says that it
 * gave away is its own word, and not looked at here.
 */
import { hasLeft, isSettledParcel } from '../../../parties/parcel';
import type { Parcel } from '../../../parties/parcel';
import { goodsOf } from '../../goods/goods';
import { wishedPieces, piecesOf } from '../../goods/pieces-of';
import type { Order } from '../../order';
import { isStopped } from '../../parties/brought';
import { piecesIn, piecesLeft } from '../../parties/packing';

/** Pieces of a line in a parcel that are not to be given away; nothing is where nobody has agreed to that. */
export function surplusInParcel(order: Order, parcel: Parcel, lineId: string): number {
  if (parcel.sealedBy.length === 0) return 0;
  const there = { ...parcel, state: 'delivered' as const };
  const parcels = order.parcels.map((one) => (one.id === parcel.id ? there : one));
  const wanted = wishedPieces(order.wish, lineId);
  // What another carrier is to bring back is given away by nobody, and is no reason to keep this.
  const stopped = order.parcels.filter(
    (one) => one.id !== parcel.id && isStopped(order, one) && hasLeft(one) && !isSettledParcel(one),
  );
  const left = piecesLeft({ ...order, parcels }, lineId) - piecesIn(stopped, lineId);
  const unwanted = Math.max(0, left - wanted - goodsOf(order, lineId).refused);
  return Math.min(piecesOf(parcel.lines, lineId), unwanted);
}
