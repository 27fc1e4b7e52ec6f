/**
 * The one point nearest to a place (R85), by the great circle. Pure; what a point offers is not its business.
 */
import type { Location } from './delivery-ways';

const EARTH_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places on the globe. */
export function metresBetween(one: Location, other: Location): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const across =
    half(one.lat, other.lat) +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * half(one.lon, other.lon);
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(Math.min(1, across)));
}

/** The nearest of the points, by id where two are equally near; null where there is none. */
export function nearestPoint<Point extends { readonly id: string; readonly location: Location }>(
  points: readonly Point[],
  to: Location,
): Point | null {
  let best: { readonly point: Point; readonly metres: number } | null = null;
  for (const point of points) {
    const metres = metresBetween(point.location, to);
    const isNearer =
      best === null || metres < best.metres || (metres === best.metres && point.id < best.point.id);
    if (isNearer) best = { point, metres };
  }
  return best?.point ?? null;
}
