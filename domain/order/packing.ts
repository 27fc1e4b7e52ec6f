/**
 * What a packer has agreed to pack and which parcels it is in.
 */
import type { Instruction } from '../parties/instruction';
import { hasLeft } from '../parties/parcel';
import type { Parcel } from '../parties/parcel';
import type { Order } from './order';

export interface ToPack {
  readonly lineId: string;
  readonly quantity: number;
}

/** Pieces of a packer's instruction that have not left in a parcel yet. */
export function stillToPack(order: Order, instruction: Instruction): readonly ToPack[] {
  const gone = parcelsOf(order, instruction.party).filter(hasLeft);
  return instruction.content.lines
    .map(({ lineId, quantity }) => ({ lineId, quantity: quantity - piecesIn(gone, lineId) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Parcels of a packer that were not given up. */
export function parcelsOf(order: Order, source: string): readonly Parcel[] {
  return order.parcels.filter((parcel) => parcel.source === source && parcel.state !== 'cancelled');
}

function piecesIn(parcels: readonly Parcel[], lineId: string): number {
  return parcels
    .flatMap((parcel) => parcel.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0);
}
