/**
 * Which zone of a way of delivery a place lies in, and what the zone says of price, term and carrier.
 * Knows nothing of orders' stages or of parties.
 */
import type { DeliveryMethod } from '../order/wish';
import type { DeliveryWay, DeliveryWays, DeliveryZone, Location, Place } from './delivery-ways';

/** Postal codes as people write them, without spaces and dashes. */
function plainCode(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase();
}

/** How well a zone fits: the length of the beginning that does, 0 for the whole country; null where it does not. */
function fit(zone: DeliveryZone, { country, postalCode }: Place): number | null {
  if (zone.country !== country) return null;
  if (zone.postalPrefixes.length === 0) return 0;
  const code = plainCode(postalCode ?? '');
  const lengths = zone.postalPrefixes
    .map(plainCode)
    .filter((prefix) => prefix !== '' && code.startsWith(prefix))
    .map((prefix) => prefix.length);
  return lengths.length > 0 ? Math.max(...lengths) : null;
}

/** The zone of the way that fits the place best; the first of several that fit alike. */
export function zoneAt(way: DeliveryWay, place: Place): DeliveryZone | undefined {
  let best: { readonly zone: DeliveryZone; readonly length: number } | undefined;
  for (const zone of way.zones) {
    const length = fit(zone, place);
    if (length !== null && (best === undefined || length > best.length)) best = { zone, length };
  }
  return best?.zone;
}

/** Whether the way tells places of the country apart by codes, and this one has none. */
function isCodeMissing({ zones }: DeliveryWay, { country, postalCode }: Place): boolean {
  const isTold = zones.some((one) => one.country === country && one.postalPrefixes.length > 0);
  return isTold && plainCode(postalCode ?? '') === '';
}

/**
 * The id of the zone an order keeps; null where the shop says none, or where nobody can tell: what is not known
 * to lie far away is not made dearer.
 */
export function zoneIdAt(
  ways: DeliveryWays | undefined,
  method: DeliveryMethod,
  place: Place,
): string | null {
  const way = ways?.ways.find((one) => one.method === method);
  if (!way || isCodeMissing(way, place)) return null;
  return zoneAt(way, place)?.id ?? null;
}

/**
 * Whether the shop goes to a place in some way. One that it does not name goes anywhere, and so it is where nobody can
 * tell; whether it may be chosen at all is not asked here.
 */
export function goesTo(
  ways: DeliveryWays | undefined,
  method: DeliveryMethod,
  place: Place,
): boolean {
  const way = ways?.ways.find((one) => one.method === method);
  return !way || isCodeMissing(way, place) || zoneAt(way, place) !== undefined;
}

/** The zone an order keeps by its id; undefined where the policy does not know it. */
export function zoneOf(
  ways: DeliveryWays | undefined,
  { method, zone: id }: { readonly method: DeliveryMethod; readonly zone?: string },
): DeliveryZone | undefined {
  const way = ways?.ways.find((one) => one.method === method);
  return id === undefined ? undefined : way?.zones.find((zone) => zone.id === id);
}

/** Minor units for goods of a sum. */
export function priceIn(zone: DeliveryZone, goods: number): number {
  return zone.freeFrom !== null && goods >= zone.freeFrom ? 0 : zone.price;
}

/** The location of a place, else about where its postal code is; null where nobody knows. */
export function locationOf(ways: DeliveryWays | undefined, place: Place): Location | null {
  if (place.location) return place.location;
  const code = plainCode(place.postalCode ?? '');
  const fitting = (ways?.postalCentres ?? []).filter(
    ({ country, prefix }) => country === place.country && code.startsWith(plainCode(prefix)),
  );
  if (code === '') return null;
  const longest = fitting.reduce<(typeof fitting)[number] | null>(
    (best, one) => (best && best.prefix.length >= one.prefix.length ? best : one),
    null,
  );
  return longest?.location ?? null;
}
