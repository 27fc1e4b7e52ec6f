/**
 * What a courier has to bring back to the warehouse: of visits that are over, and of those called off. Pure.
 */
import { isOut } from '../parties/parcel';
import type { Parcel } from '../parties/parcel';
import type { Visit } from './visit';

/** Parcels of the visit, or what is left of them, that nobody waits for at the door any more and that are not back. */
export function toBringBack({
  state,
  parcels,
}: Pick<Visit, 'state' | 'parcels'>): readonly Parcel[] {
  if (state !== 'done' && state !== 'called_off') return [];
  return parcels.filter((parcel) => isOut(parcel) && parcel.state !== 'lost');
}
