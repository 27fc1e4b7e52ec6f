/**
 * How many pieces of a line have gone out for good: what comes back to go out once more, or is looked at
 * first, may still become fewer.
 */
import { isLookedAt } from '../../../parties/parcel';
import { goodsOf, sentQuantity } from '../../goods/goods';
import type { Order } from '../../order';
import { isOnItsWay, piecesIn } from '../../parties/packing';
import { calledBack } from './awaited-back';

/** Pieces of a line that left for the customer, less those that others go or will go in place of. */
export function staysSent(order: Order, lineId: string): number {
  const toGoAgain = [...calledBack(order), ...order.parcels.filter(isLookedAt)];
  return sentQuantity(goodsOf(order, lineId)) - piecesIn(toGoAgain, lineId);
}

/** Pieces of a line that nobody can have wished away: they are neither brought now nor come back to go out again. */
export function settledPieces(order: Order, lineId: string): number {
  const back = calledBack(order);
  const brought = order.parcels.filter((one) => isOnItsWay(one) && !back.includes(one));
  return staysSent(order, lineId) - piecesIn(brought, lineId);
}
