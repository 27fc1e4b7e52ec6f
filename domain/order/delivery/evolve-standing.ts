/**
 * Folds that an instruction stands as it was told: its parcels are sealed with just what it was told of,
 * and what more is wanted is left for other parcels.
 */
import type { Instruction } from '../../parties/instruction';
import { isSettledParcel } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { Order } from '../order';
import { isClosedUp, parcelsFor, piecesIn } from '../parties/packing';

/** What was refused is wanted of others now; what is asked from here on is another matter. */
const STANDING = {
  ...({ stands: true, pending: null, dueBy: null, overdue: false } as const),
  ...({ callOffRefused: false, refusedVersion: null, refusedContent: null } as const),
};

/** The order with the instruction standing; nothing where there is no such instruction. */
export function standingAsTold(order: Order, instructionId: string): Order {
  const told = order.instructions.find((one) => one.id === instructionId);
  if (!told) return order;
  const instructions = order.instructions.map((one): Instruction =>
    one.id === instructionId ? { ...one, ...STANDING } : one,
  );
  const sealed = new Map(sealedParcels(order, told).map((parcel) => [parcel.id, parcel]));
  const parcels = order.parcels.map((parcel) => sealed.get(parcel.id) ?? parcel);
  return { ...order, instructions, parcels };
}

const isFixed = (parcel: Parcel): boolean => isClosedUp(parcel) || isSettledParcel(parcel);

const piecesOf = ({ lines }: Parcel): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** What has left or was closed up before is sealed as it is; what is still open, with no more than was told. */
function sealedParcels(order: Order, told: Instruction): readonly Parcel[] {
  const own = parcelsFor(order, told);
  const fixed = own.filter(isFixed);
  const left = new Map(
    told.content.lines.map(({ lineId, quantity }) => [
      lineId,
      Math.max(0, quantity - piecesIn(fixed, lineId)),
    ]),
  );
  const trimmed = own
    .filter((parcel) => !isFixed(parcel))
    .map((parcel): Parcel => {
      const lines = parcel.lines.map((line) => {
        const quantity = Math.min(line.quantity, left.get(line.lineId) ?? 0);
        left.set(line.lineId, (left.get(line.lineId) ?? 0) - quantity);
        return { ...line, quantity };
      });
      const kept = { ...parcel, lines: lines.filter((line) => line.quantity > 0) };
      if (told.kind !== 'deliver') return kept;
      // Its packer may have put more into it, which is to be taken out again.
      const isOver = piecesOf(kept) < piecesOf(parcel);
      return { ...kept, apart: true, state: isOver ? 'announced' : kept.state };
    })
    .filter((parcel) => parcel.lines.length > 0);
  const seal = (parcel: Parcel): Parcel => ({
    ...parcel,
    sealedBy: [...parcel.sealedBy, told.id],
  });
  return [...fixed, ...trimmed].map(seal);
}
