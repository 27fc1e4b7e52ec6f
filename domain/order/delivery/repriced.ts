/**
 * What another way or place of delivery costs where the change itself names no price. Pure; what was agreed
 * for the same way and zone stays as it was agreed.
 */
import { priceIn, zoneOf } from '../../delivery/zone-of';
import type { Policy } from '../../policy/policy';
import type { Change } from '../commands/shape-schemas';
import type { Delivery, Wish } from '../wish';
import { wantedLines } from '../wish';

/** Whether it goes where and how it went: then nothing about its price has changed. */
function isSameWay(one: Delivery, other: Delivery): boolean {
  if (one.method !== other.method) return false;
  const isSamePlace =
    one.addressId === other.addressId && one.pickupPointId === other.pickupPointId;
  return isSamePlace || (one.zone !== undefined && one.zone === other.zone);
}

/** The changed wish with the price of its new way or zone, goods counted as they are now wished. */
export function repriced(
  before: Wish,
  after: Wish,
  { changes, policy }: { readonly changes: readonly Change[]; readonly policy: Policy },
): Wish {
  const change = changes.find((one) => one.type === 'change_delivery');
  if (!change || change.delivery.price || isSameWay(before.delivery, after.delivery)) return after;
  const zone = zoneOf(policy.deliveryWays, after.delivery);
  if (!zone || policy.currency !== after.currency) return after;
  const goods = wantedLines(after).reduce((sum, line) => sum + line.price * line.quantity, 0);
  return { ...after, delivery: { ...after.delivery, price: priceIn(zone, goods) } };
}
