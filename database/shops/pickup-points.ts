/**
 * The pickup points of a shop: stored, listed, and the one of each carrier nearest to a place.
 */
import type { Location } from '../../domain/delivery/delivery-ways';
import { nearestPoint } from '../../domain/delivery/nearest-point';
import type { PickupPoint } from '../../domain/delivery/pickup-point';
import type { Database } from '../database';

interface PointRow {
  readonly id: string;
  readonly carrier: string;
  readonly active: boolean;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly body: unknown;
}

/** What of a point stands in its body. */
type Kept = Omit<PickupPoint, 'id' | 'carrier' | 'active' | 'location'>;

function asPoint({ id, carrier, active, lat, lon, body }: PointRow): PickupPoint {
  const location = lat === null || lon === null ? null : { lat, lon };
  return { ...(body as Kept), id, carrier, active, location };
}

/** Stores a point whole, in the place of what was there. */
export async function storePickupPoint(
  database: Database,
  shop: string,
  point: PickupPoint,
): Promise<void> {
  const { id, carrier, active, location, ...body } = point;
  await database.pool.query(
    `INSERT INTO pickup_point (shop_id, id, carrier, active, lat, lon, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (shop_id, id) DO UPDATE SET carrier = excluded.carrier, active = excluded.active,
       lat = excluded.lat, lon = excluded.lon, body = excluded.body`,
    [shop, id, carrier, active, location?.lat ?? null, location?.lon ?? null, JSON.stringify(body)],
  );
}

/** The point of a shop with this id, or null. */
export async function pickupPointById(
  database: Database,
  { shop, id }: { readonly shop: string; readonly id: string },
): Promise<PickupPoint | null> {
  const where = { shopId_id: { shopId: shop, id } };
  const found = await database.prisma.pickupPoint.findUnique({ where });
  return found && asPoint(found);
}

/** Points of a shop in the order of their ids. */
export async function listPickupPoints(
  database: Database,
  query: { readonly shop: string; readonly after: string | null; readonly limit: number },
): Promise<readonly PickupPoint[]> {
  const found = await database.prisma.pickupPoint.findMany({
    where: { shopId: query.shop, ...(query.after === null ? {} : { id: { gt: query.after } }) },
    orderBy: { id: 'asc' },
    take: query.limit,
  });
  return found.map(asPoint);
}

/** The nearest active point of each carrier; empty where the place is not known. */
export async function nearestPoints(
  database: Database,
  shop: string,
  to: Location | null,
): Promise<ReadonlyMap<string, PickupPoint>> {
  if (!to) return new Map();
  const found = await database.pool.query<{
    id: string;
    carrier: string;
    lat: number;
    lon: number;
  }>({
    name: 'pickup-locations',
    text: `SELECT id, carrier, lat, lon FROM pickup_point
      WHERE shop_id = $1 AND active AND lat IS NOT NULL AND lon IS NOT NULL`,
    values: [shop],
  });
  const points = found.rows.map(({ lat, lon, ...row }) => ({ ...row, location: { lat, lon } }));
  const carriers = [...new Set(points.map(({ carrier }) => carrier))];
  const ids = carriers.flatMap((carrier) => {
    const own = points.filter((point) => point.carrier === carrier);
    return nearestPoint(own, to)?.id ?? [];
  });
  if (ids.length === 0) return new Map();
  const nearest = await database.prisma.pickupPoint.findMany({
    where: { shopId: shop, id: { in: ids } },
  });
  return new Map(nearest.map((row) => [row.carrier, asPoint(row)]));
}
