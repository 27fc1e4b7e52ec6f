/**
 * What a courier may say he took: the first time, and anew after it was to be brought back for another day. Pure.
 */
import { toldOfPlaceAt } from '../parties/instruction';
import { hasLeft, isSettledParcel, PARCEL_MOVES } from '../parties/parcel';
import type { Parcel } from '../parties/parcel';
import type { Visit } from './visit';

interface ToTake {
  readonly parcel: Parcel;
  /** The carrier's word for it: it leaves the warehouse once, and is under way again after that. */
  readonly status: 'handed_over' | 'in_transit';
}

/**
 * Whether it was out for another day than the one told of since, or failed to be delivered and was planned anew: it was
 * to be brought back. Who kept it with him need not say so again.
 */
function isToTakeAnew({ order, instruction }: Visit, parcel: Parcel): boolean {
  const { plannedAt, failedParcels } = order.check;
  const isTried = parcel.state === 'attempt_failed';
  const isPlannedAnew = isTried && plannedAt !== null && !failedParcels.includes(parcel.id);
  const isPutOff = (parcel.reportedAt ?? '') < toldOfPlaceAt(instruction);
  return PARCEL_MOVES[parcel.state].includes('in_transit') && (isPlannedAnew || isPutOff);
}

/** Parcels of the visit that lie with us, or may again, and what their being taken is called. */
export function toTake(visit: Visit): readonly ToTake[] {
  return visit.parcels
    .filter((parcel) => !isSettledParcel(parcel))
    .flatMap((parcel): readonly ToTake[] => {
      if (!hasLeft(parcel)) return [{ parcel, status: 'handed_over' }];
      return isToTakeAnew(visit, parcel) ? [{ parcel, status: 'in_transit' }] : [];
    });
}
