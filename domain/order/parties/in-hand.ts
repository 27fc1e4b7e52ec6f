/**
 * How it stands with a party: whether it can still change anything, whether its answer is needed,
 * whether it has said no to something for which there is no other way yet.
 */
import { awaitsAnswer, isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { hasLeft, isOut, isSettledParcel } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import { isRefusedAnew } from '../amendment/told-anew';
import { tellable } from '../goods/held-back';
import type { Order } from '../order';
import { isClosedUp, parcelsFor, piecesIn } from './packing';

/**
 * Every parcel the party really had to do with is out of its hands: for a packer it has left and no more
 * is wanted of it, for a carrier it has come to its end. Nothing can be changed any more.
 * A parcel that was never packed says nothing of whether its carrier knows.
 */
export function isOutOfHand(order: Order, instruction: Instruction): boolean {
  const own = parcelsFor(order, instruction);
  if (own.length === 0) return false;
  if (instruction.kind === 'deliver') return own.every(isSettledParcel);
  return own.every((parcel) => hasLeft(parcel)) && !hasMoreToPack(order, instruction);
}

/** Whether a party has still something to bring to the customer: only for so long it is told whom it leads to. */
export function bringsStill(order: Order, instruction: Instruction): boolean {
  const { kind, state, id } = instruction;
  if (kind !== 'deliver' || state === 'called_off' || state === 'refused') return false;
  const isAsked = order.closed === null && order.instructions.some((one) => one.id === id);
  return isAsked && !isOutOfHand(order, instruction);
}

/** Whether a packer is wanted to pack pieces that are in no closed parcel yet, or was asked to and may be at it. */
function hasMoreToPack(order: Order, { party, stands, pending }: Instruction): boolean {
  if (stands) return false;
  const closed = order.parcels.filter(
    (parcel) => parcel.source === party && parcel.state !== 'cancelled' && isClosedUp(parcel),
  );
  const wanted = tellable(order).filter(({ source }) => source === party);
  const asked = pending?.kind === 'revision' ? pending.content.lines : [];
  return [...wanted, ...asked].some(({ lineId, quantity }) => quantity > piecesIn(closed, lineId));
}

/**
 * Whether everything has arrived and the party, though it is still wanted by what it was told, had no part in it: of
 * its parcels none has left. It would wait, or bring something, in vain.
 */
export function waitsInVain(order: Order, instruction: Instruction): boolean {
  if (!order.deliveredAt || order.closed || !isLive(instruction)) return false;
  return !parcelsFor(order, instruction).some(hasLeft);
}

/** Once everything has arrived, only who waits in vain is told: that nothing is to be done any more. */
export function mayBeTold(order: Order, instruction: Instruction): boolean {
  return !order.deliveredAt || waitsInVain(order, instruction);
}

/** Whether a carrier has taken a parcel of what it was told: it does it, so nobody need ask whether it will. */
export function hasTaken(order: Order, instruction: Instruction): boolean {
  const { kind, state, pending } = instruction;
  if (kind !== 'deliver' || state !== 'sent' || pending !== null) return false;
  return parcelsFor(order, instruction).some(hasLeft);
}

/** Whether a party's answer is still needed; one that will not be called off is a person's matter. */
export function isAwaited(order: Order, instruction: Instruction): boolean {
  if (!awaitsAnswer(instruction) || isOutOfHand(order, instruction)) return false;
  if (hasTaken(order, instruction)) return false;
  return instruction.pending !== null || !instruction.callOffRefused;
}

/**
 * Whether a party refused what it was told anew though no change of the customer is open: another sum, goods that
 * were found later. No decision on an amendment would cover it.
 */
export function isRefusedLater(order: Order, instruction: Instruction): boolean {
  if (order.closing || order.amendment || !instruction.refusedContent) return false;
  return instruction.refusedVersion === order.wish.version && instruction.pending === null;
}

/**
 * Whether a party refused what the open change asks of it: what becomes of that is decided with the change. A carrier
 * in whose place a person has chosen another is no matter of the change.
 */
export function hasRefusedChange(order: Order, instruction: Instruction): boolean {
  const { kind, refusedVersion, callOffRefused } = instruction;
  if (order.closing || order.amendment === null) return false;
  if (isRefusedAnew(order, instruction)) return true;
  const isReplaced = kind === 'deliver' && callOffRefused && order.carrier !== null;
  return refusedVersion === order.amendment.version && !isReplaced;
}

/** Whether a party has said no to something for which there is no other way yet. */
export function isUnwilling(order: Order, instruction: Instruction): boolean {
  if (order.closed || !mayBeTold(order, instruction)) return false;
  const { state, callOffRefused, goesOn } = instruction;
  if (state === 'refused') return !order.closing;
  const keepsOn = callOffRefused && !goesOn && !hasRefusedChange(order, instruction);
  const refuses = keepsOn || isRefusedLater(order, instruction);
  return isLive(instruction) && refuses && !isOutOfHand(order, instruction);
}

/** Parcels of an order being ended that are to be brought all the same, as a person decided. */
function isBroughtAllTheSame(order: Order, parcel: Parcel): boolean {
  if (!order.closing || isSettledParcel(parcel)) return false;
  return order.instructions.some(
    (one) => isLive(one) && one.goesOn && parcelsFor(order, one).includes(parcel),
  );
}

/** Whether goods are on their way, there or back. */
export function isAnyOut(order: Order): boolean {
  return order.parcels.some((parcel) => isOut(parcel) || isBroughtAllTheSame(order, parcel));
}
