/**
 * Where an order goes, as far as price and term depend on it: country, postal code, location. Nothing else of
 * an address is taken.
 */
import type { Database } from '../../database/database';
import type { PersonalData } from '../../database/orders/personal';
import { pickupPointById } from '../../database/shops/pickup-points';
import type { Place } from '../../domain/delivery/delivery-ways';
import type { PickupPoint } from '../../domain/delivery/pickup-point';
import { goesTo, zoneIdAt } from '../../domain/delivery/zone-of';
import type { Order } from '../../domain/order/order';
import type { DeliveryMethod } from '../../domain/order/wish';
import type { Policy } from '../../domain/policy/policy';
import { countryOf } from '../../domain/policy/shop-country';
import type { RequestedChange } from '../schemas/changes';

type Address = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function locationIn(value: unknown): Place['location'] {
  if (typeof value !== 'object' || value === null || !('lat' in value && 'lon' in value))
    return null;
  const { lat, lon } = value;
  return typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : null;
}

/** The place of an address as people gave it; in the shop's own country where it names none. */
export function placeAt(address: Address | null | undefined, policy: Policy): Place {
  return {
    country: text(address?.['country']) ?? countryOf(policy),
    postalCode: text(address?.['postalCode']),
    location: locationIn(address?.['location']),
  };
}

interface OfShop {
  readonly shop: string;
  readonly policy: Policy;
}

/** The place of a pickup point, known or not, else of an address; with the point where it is known. */
export async function placeOf(
  database: Database,
  { shop, policy }: OfShop,
  to: { readonly pickupPointId: string | null; readonly address: Address | null },
): Promise<{ readonly place: Place; readonly point: PickupPoint | null }> {
  const { pickupPointId: id } = to;
  const point = id === null ? null : await pickupPointById(database, { shop, id });
  if (!point) return { place: placeAt(to.address, policy), point };
  return { place: { ...placeAt(point.address, policy), location: point.location }, point };
}

/** How and to where. */
export interface To {
  readonly method: DeliveryMethod;
  readonly pickupPointId: string | null;
  readonly address: Address | null;
}

/** What an order keeps of where it goes. */
interface WhereKept {
  readonly zone?: string;
  readonly storageDays?: number;
}

/** The same, with what is wrong about it: a point that the shop does not have, a place to which it has no way. */
export interface Where extends WhereKept {
  readonly unknownPoint: boolean;
  readonly unserved?: true;
}

/** What is kept of it, whatever may be wrong about it. */
export function whereKept({ zone, storageDays }: Where): WhereKept {
  return {
    ...(zone === undefined ? {} : { zone }),
    ...(storageDays === undefined ? {} : { storageDays }),
  };
}

/** Looks up where a way of delivery leads to. */
export async function whereTo(
  database: Database,
  { shop, policy }: OfShop,
  to: To,
): Promise<Where> {
  const pickupPointId = to.method === 'pickup' ? to.pickupPointId : null;
  const { place, point } = await placeOf(database, { shop, policy }, { ...to, pickupPointId });
  const zone = zoneIdAt(policy.deliveryWays, to.method, place);
  const storageDays = point?.storageDays ?? null;
  // What a point of the shop's own lies in, the shop has said itself.
  const isServed = point !== null || goesTo(policy.deliveryWays, to.method, place);
  return {
    ...(zone === null ? {} : { zone }),
    ...(storageDays === null ? {} : { storageDays }),
    unknownPoint: pickupPointId !== null && point?.active !== true,
    ...(isServed ? {} : { unserved: true }),
  };
}

/** Whether it stays with the way and the place there is, as far as ways tell places apart. */
function isAsNow(now: To, to: To, policy: Policy): boolean {
  const [was, is] = [placeAt(now.address, policy), placeAt(to.address, policy)];
  return to.method === now.method && is.country === was.country && is.postalCode === was.postalCode;
}

/** Where a change leads to; of what is as it was nobody asks whether the shop goes there. */
export async function whereNext(
  database: Database,
  scope: OfShop,
  { now, to }: { readonly now: To; readonly to: To },
): Promise<Where> {
  const { unserved, ...where } = await whereTo(database, scope, to);
  return unserved && !isAsNow(now, to, scope.policy) ? { ...where, unserved } : where;
}

/** How and where an order goes now. */
export function deliveryNow(
  { wish }: Pick<Order, 'wish'>,
  personal: ReadonlyMap<string, PersonalData>,
): To {
  const { method, pickupPointId, addressId } = wish.delivery;
  const known = addressId === null ? undefined : personal.get(addressId);
  return { method, pickupPointId, address: known?.kind === 'address' ? known.address : null };
}

/** The same with what a change says; what it leaves out stays. */
export function deliveryAfter(
  now: To,
  change: { readonly [Key in keyof To]?: To[Key] | undefined },
): To {
  const { method, pickupPointId, address } = change;
  return {
    method: method ?? now.method,
    pickupPointId: pickupPointId ?? now.pickupPointId,
    address: address === undefined ? now.address : address,
  };
}

/** Where each change of the delivery leads to. */
export async function wheresOf(
  database: Database,
  {
    order,
    personal,
    policy,
  }: {
    readonly order: Order;
    readonly personal: ReadonlyMap<string, PersonalData>;
    readonly policy: Policy;
  },
  changes: readonly RequestedChange[],
): Promise<ReadonlyMap<RequestedChange, Where>> {
  const wheres = new Map<RequestedChange, Where>();
  for (const change of changes) {
    if (change.type !== 'change_delivery') continue;
    const now = deliveryNow(order, personal);
    const to = deliveryAfter(now, change.delivery);
    wheres.set(change, await whereNext(database, { shop: order.shop, policy }, { now, to }));
  }
  return wheres;
}
