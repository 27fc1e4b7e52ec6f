/**
 * Couriers of a shop's own, and the mark by which links to their pages are known. What is on their routes is
 * another file's.
 */
import type { Pool, PoolClient } from 'pg';
import type { Courier } from '../../domain/couriers/courier';
import type { Database } from '../database';

export interface ShopCourier extends Courier {
  readonly shop: string;
  /** Stands in every link that is alive. */
  readonly linkMark: string;
}

interface CourierRow {
  readonly shop_id: string;
  readonly id: string;
  readonly body: Omit<Courier, 'id'>;
  readonly link_mark: string;
}

function asCourier({ shop_id: shop, id, body, link_mark: linkMark }: CourierRow): ShopCourier {
  return { ...body, id, shop, linkMark };
}

/** Couriers of the shops by shop and id; works inside a transaction as well. */
export async function listCouriers(
  client: Pool | PoolClient,
  shops: readonly string[],
): Promise<readonly ShopCourier[]> {
  const found = await client.query<CourierRow>({
    name: 'couriers-of-shops',
    text: `SELECT shop_id, id, body, link_mark FROM courier WHERE shop_id = ANY($1) ORDER BY shop_id, id`,
    values: [shops],
  });
  return found.rows.map(asCourier);
}

/** The shop's courier with this id, or null. */
export async function courierById(
  client: Pool | PoolClient,
  { shop, id }: { readonly shop: string; readonly id: string },
): Promise<ShopCourier | null> {
  return (await listCouriers(client, [shop])).find((one) => one.id === id) ?? null;
}

/** The shop's couriers, or only some of them, locked so that nobody else fills their routes meanwhile. */
export async function lockCouriers(
  client: PoolClient,
  { shop, ids }: { readonly shop: string; readonly ids: readonly string[] | null },
): Promise<readonly ShopCourier[]> {
  const found = await client.query<CourierRow>({
    name: 'couriers-lock',
    text: `SELECT shop_id, id, body, link_mark FROM courier
      WHERE shop_id = $1 AND ($2::text[] IS NULL OR id = ANY($2)) ORDER BY id FOR UPDATE`,
    values: [shop, ids],
  });
  return found.rows.map(asCourier);
}

/** Stores a courier whole, in the place of what was there; links to his pages stay as they are. */
export async function storeCourier(
  database: Database,
  shop: string,
  courier: Courier,
): Promise<void> {
  const { id, ...body } = courier;
  await database.pool.query(
    `INSERT INTO courier (shop_id, id, body) VALUES ($1, $2, $3)
     ON CONFLICT (shop_id, id) DO UPDATE SET body = excluded.body`,
    [shop, id, JSON.stringify(body)],
  );
}

/** Makes every link to the courier's pages dead; the new mark, or null where there is no such courier. */
export async function renewLinkMark(
  database: Database,
  { shop, id }: { readonly shop: string; readonly id: string },
): Promise<string | null> {
  const renewed = await database.pool.query<{ link_mark: string }>(
    `UPDATE courier SET link_mark = gen_random_uuid()::text WHERE shop_id = $1 AND id = $2
     RETURNING link_mark`,
    [shop, id],
  );
  return renewed.rows[0]?.link_mark ?? null;
}
