/**
 * Which parcels an instruction goes for, and what a packer has agreed to pack that is in none yet.
 */
import { isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { hasLeft, isMissing, isSettledParcel } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import { goodsOf } from '../goods/goods';
import { piecesOf } from '../goods/pieces-of';
import type { Order } from '../order';

export interface ToPack {
  readonly lineId: string;
  readonly quantity: number;
}

/** Parcels sealed for an instruction that stands as it was told; for any other, those of its party left over. */
export function parcelsFor(order: Order, instruction: Instruction): readonly Parcel[] {
  const { id, kind, party, stands } = instruction;
  const own = order.parcels.filter(
    (parcel) =>
      parcel.state !== 'cancelled' &&
      (kind === 'deliver' ? parcel.carrier : parcel.source) === party,
  );
  if (stands) return own.filter((parcel) => parcel.sealedBy.includes(id));
  const others = order.instructions.filter((one) => one.stands && one.kind === kind && isLive(one));
  return own.filter(
    (parcel) =>
      !others.some((one) => parcel.sealedBy.includes(one.id)) && !isOfForgotten(order, parcel),
  );
}

/** Whether it left under an instruction that was set aside since. */
export function isOfForgotten({ instructions }: Order, { sealedBy }: Parcel): boolean {
  return sealedBy.some((id) => !instructions.some((one) => one.id === id));
}

/** Pieces of a line that left a source under instructions set aside since: packed, and told to nobody now. */
export function forgottenPieces(order: Order, source: string, lineId: string): number {
  const left = order.parcels.filter(
    (parcel) => parcel.source === source && isOfForgotten(order, parcel),
  );
  return piecesIn(left, lineId);
}

/** Whether nothing can be put into the parcel any more. */
export function isClosedUp(parcel: Parcel): boolean {
  return hasLeft(parcel) || parcel.sealedBy.length > 0;
}

/** Pieces of a packer's instruction that are in no closed parcel yet. */
export function stillToPack(order: Order, instruction: Instruction): readonly ToPack[] {
  const gone = parcelsFor(order, instruction).filter(isClosedUp);
  return instruction.content.lines
    .map(({ lineId, quantity }) => ({ lineId, quantity: quantity - piecesIn(gone, lineId) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Pieces of a line that have left for the customer, less those that others go in place of. */
export function piecesLeft(order: Order, lineId: string): number {
  return piecesIn(order.parcels.filter(hasLeft), lineId) - goodsOf(order, lineId).replaced;
}

/** Pieces of a line that are taken back while the rest of the order goes on. */
export function piecesTakenBack({ parcels }: Order, lineId: string): number {
  return piecesIn(
    parcels.filter((parcel) => parcel.takenBack),
    lineId,
  );
}

/** Whether all that a carrier has not brought yet is taken back from it. */
export function isOnlyTakenBack(order: Order, instruction: Instruction): boolean {
  if (instruction.kind !== 'deliver') return false;
  const open = parcelsFor(order, instruction).filter((parcel) => !isSettledParcel(parcel));
  return open.length > 0 && open.every((parcel) => parcel.takenBack);
}

/** Whether somebody still has it for the customer. */
export function isOnItsWay({ state }: Parcel): boolean {
  return ['handed_over', 'in_transit', 'at_pickup_point', 'attempt_failed'].includes(state);
}

/**
 * Whether it was lost before anybody opened it and nobody has decided what becomes of it: it may turn up and be brought
 * yet, and until then nobody pays for it.
 */
export function isSought({ closing }: Order, parcel: Parcel): boolean {
  return closing === null && isMissing(parcel) && !parcel.opened;
}

/** Pieces of a line that are sought. */
export function piecesSought(order: Order, lineId: string): number {
  const sought = order.parcels.filter((parcel) => isSought(order, parcel));
  return piecesIn(sought, lineId);
}

/** Pieces of a line in some parcels. */
export function piecesIn(parcels: readonly Parcel[], lineId: string): number {
  return parcels.reduce((sum, { lines }) => sum + piecesOf(lines, lineId), 0);
}
