/**
 * Which party a task is about, for the words people read of it.
 */
import { isOut } from '../../parties/parcel';
import type { Order } from '../order';

/** The party's id as a phrase takes it: of the instruction meant, or of who has a parcel that is still out. */
export function partyOfTask(
  { instructions, parcels }: Pick<Order, 'instructions' | 'parcels'>,
  about: string | null,
): { readonly party: string } {
  const told = instructions.find((one) => one.id === about);
  const out = about === 'still_out' ? (parcels.find(isOut) ?? parcels.at(-1)) : undefined;
  return { party: told?.party ?? out?.carrier ?? '' };
}
