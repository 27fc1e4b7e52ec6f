/**
 * What is in the parcels of a carrier and is not to be given away, because it is wanted no more: it comes back with
 * the carrier. Nobody is told here.
 */
import { isLive } from '../../../parties/instruction';
import type { Instruction, Pieces } from '../../../parties/instruction';
import type { Parcel } from '../../../parties/parcel';
import { entriesOf } from '../../goods/pieces-of';
import type { Order } from '../../order';
import { isStopped } from '../../parties/brought';
import { isClosedUp, parcelsFor } from '../../parties/packing';
import { wantedLines } from '../../wish';
import { counted } from '../standing';

/** Pieces of a line that parcels have brought, or bring, to the customer; of one that comes back, what was taken. */
function broughtIn(order: Order, parcels: readonly Parcel[], lineId: string): number {
  return parcels
    .flatMap((parcel) =>
      entriesOf(parcel.lines, lineId).map((line) =>
        isStopped(order, parcel) ? line.delivered : counted(order, parcel, line),
      ),
    )
    .reduce((sum, pieces) => sum + pieces, 0);
}

/** By line, what one of the carriers takes back; of several that have it, the one told last. */
export function surplusWithCarrier(order: Order, instruction: Instruction | undefined): Pieces {
  if (!instruction) return [];
  const closed = order.parcels.filter(({ state }) => state !== 'cancelled').filter(isClosedUp);
  const wanted = new Map(wantedLines(order.wish).map(({ id, quantity }) => [id, quantity]));
  const carriers = order.instructions.filter((one) => one.kind === 'deliver' && isLive(one));
  const later = carriers.slice(carriers.indexOf(instruction) + 1);
  const inHand = (one: Instruction, lineId: string): number => {
    const own = parcelsFor(order, one).filter((parcel) => closed.includes(parcel));
    return broughtIn(order, own, lineId);
  };
  return [...new Set(closed.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)))]
    .map((lineId) => {
      const surplus = broughtIn(order, closed, lineId) - (wanted.get(lineId) ?? 0);
      const others = later.reduce((sum, one) => sum + inHand(one, lineId), 0);
      const left = Math.max(0, surplus - others);
      return { lineId, quantity: Math.min(left, inHand(instruction, lineId)) };
    })
    .filter(({ quantity }) => quantity > 0);
}
