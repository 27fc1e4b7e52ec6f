/**
 * Whether an address says all that a carrier needs to find the place. Looked at where the address is
 * at hand; the order keeps the answer only.
 */
import type { DeliveryMethod } from '../wish';

const NEEDED: Readonly<Record<DeliveryMethod, readonly string[]>> = {
  courier: ['city', 'street', 'house'],
  post: ['postalCode', 'city', 'street', 'house'],
  transport: ['city', 'street', 'house'],
  pickup: [],
};

/** True where no field is missing that the way of delivery needs. */
export function isAddressWhole(
  method: DeliveryMethod,
  address: Readonly<Record<string, unknown>> | null | undefined,
): boolean {
  return NEEDED[method].every((field) => {
    const value = address?.[field];
    return typeof value === 'string' && value.trim() !== '';
  });
}
