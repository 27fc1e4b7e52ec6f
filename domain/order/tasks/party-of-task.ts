/**
 * Which party a task is about, for the words people read of it and for what becomes of its instruction.
 */
import type { Instruction } from '../../parties/instruction';
import { hasLeft } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { backFrom, STILL_OUT } from '../delivery/coming-back/awaited-back';
import { handOverOf, storageOf, trackingOf } from '../delivery/following/followed';
import type { Order } from '../order';
import { parcelsFor } from '../parties/packing';

/** The parcel of which a task asks why it was not taken, where it is, or that it be sent back. */
function parcelAbout(parcels: readonly Parcel[], about: string | null): Parcel | undefined {
  return parcels.find(({ id }) =>
    [handOverOf(id), trackingOf(id), storageOf(id)].includes(about ?? ''),
  );
}

/** The party's id as a phrase takes it: of the instruction meant, or of who has a parcel that is still out. */
export function partyOfTask(
  order: Order,
  terms: Terms,
  about: string | null,
): { readonly party: string } {
  const told = order.instructions.find((one) => one.id === about);
  const out = about === STILL_OUT ? backFrom(order, terms) : null;
  return { party: told?.party ?? parcelAbout(order.parcels, about)?.carrier ?? out ?? '' };
}

/** By which instruction a carrier was to take the parcel of a task and has not; none where it has left. */
export function toldToTake(order: Order, about: string | null): Instruction | undefined {
  const parcel = parcelAbout(order.parcels, about);
  if (!parcel || hasLeft(parcel)) return undefined;
  return order.instructions.find(
    (one) => one.kind === 'deliver' && parcelsFor(order, one).some(({ id }) => id === parcel.id),
  );
}
