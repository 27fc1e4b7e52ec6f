/**
 * Reads what the ways of delivery depend on beside the policy: the kinds of the goods and the nearest points.
 * The answer itself is the domain's.
 */
import type { Database } from '../../database/database';
import { nearestPoints } from '../../database/shops/pickup-points';
import { productsBySku } from '../../database/stock/products';
import type { Instant } from '../../domain/calendar/instant';
import { deliveryOptions } from '../../domain/delivery/delivery-options';
import type { DeliveryOption } from '../../domain/delivery/delivery-options';
import type { Place } from '../../domain/delivery/delivery-ways';
import { locationOf } from '../../domain/delivery/zone-of';
import type { Terms } from '../../domain/policy/policy';

interface Asked {
  readonly shop: string;
  readonly terms: Terms;
  readonly place: Place;
  readonly goods: { readonly sum: number; readonly skus: readonly string[] };
  readonly at: Instant;
}

/** The ways of delivery for a place and some goods of a shop. */
export async function optionsFor(
  database: Database,
  { shop, terms, place, goods, at }: Asked,
): Promise<readonly DeliveryOption[]> {
  const to = locationOf(terms.policy.deliveryWays, place);
  const [products, nearest] = await Promise.all([
    productsBySku(database, shop, goods.skus),
    nearestPoints(database, shop, to),
  ]);
  const known = [...products.values()];
  return deliveryOptions(terms, {
    place,
    goods: {
      sum: goods.sum,
      groups: known.flatMap(({ group }) => group ?? []),
      urgent: known.some(({ urgent }) => urgent),
    },
    nearest,
    at,
  });
}
