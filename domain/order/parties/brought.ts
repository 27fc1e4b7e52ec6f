/**
 * Whether a parcel is still brought to the customer, or comes back because its carrier is to bring it no more: the one
 * answer for waits, reminders, the next-day check and the customer's page. What becomes of it then is not said here.
 */
import { isCalledOff } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import type { Parcel } from '../../parties/parcel';
import type { Order } from '../order';
import { parcelsFor } from './packing';

/** By which instructions a parcel is, or was to be, brought. */
export function bringing(order: Order, parcel: Parcel): readonly Instruction[] {
  return order.instructions.filter(
    (one) => one.kind === 'deliver' && parcelsFor(order, one).includes(parcel),
  );
}

/** Whether its carrier is told, or has agreed, to bring it no more. */
export function isStopped(order: Order, parcel: Parcel): boolean {
  const told = bringing(order, parcel);
  return told.length > 0 && told.every(isCalledOff);
}

/** Whether it is brought to the customer; by who will not be called off only once a person has decided so. */
export function isBrought(order: Order, parcel: Parcel): boolean {
  const told = bringing(order, parcel);
  const brings = (one: Instruction): boolean =>
    !isCalledOff(one) && (one.goesOn || !one.callOffRefused);
  return told.length === 0 || told.some(brings);
}
