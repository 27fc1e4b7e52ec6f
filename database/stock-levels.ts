/**
 * How many pieces there are: lists for people, and corrections by hand as compare-and-swap.
 * What orders reserve and ship is the stock ledger's, never changed here.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import type { Database } from './database';
import { inTransaction } from './database';

export interface StockLevel {
  readonly shop: string;
  readonly place: string;
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
}

const LEVEL = 'shop_id AS shop, place, sku, on_hand AS "onHand", reserved';

/** Stock of the shops, by SKU and place; all SKUs where none is named. */
export async function listStock(
  database: Database,
  query: {
    readonly shops: readonly string[];
    readonly sku: string | null;
    readonly after: Pick<StockLevel, 'shop' | 'place' | 'sku'> | null;
    readonly limit: number;
  },
): Promise<readonly StockLevel[]> {
  const { after } = query;
  const found = await database.pool.query<StockLevel>(
    `SELECT ${LEVEL} FROM stock WHERE shop_id = ANY($1) AND ($2::text IS NULL OR sku = $2)
       AND ($3::text IS NULL OR (shop_id, sku, place) > ($3, $4, $5))
     ORDER BY shop_id, sku, place LIMIT $6`,
    [
      ...[query.shops, query.sku],
      ...[after?.shop ?? null, after?.sku ?? null, after?.place ?? null],
      query.limit,
    ],
  );
  return found.rows;
}

/** Pieces free to be reserved in all places of a shop, by SKU; a SKU without stock has none. */
export async function freeBySku(
  database: Database,
  shop: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await database.pool.query<{ sku: string; free: number }>(
    `SELECT sku, sum(on_hand - reserved)::int AS free FROM stock
     WHERE shop_id = $1 AND sku = ANY($2) GROUP BY sku`,
    [shop, skus],
  );
  return new Map(found.rows.map((row) => [row.sku, row.free]));
}

export interface Correction {
  readonly shop: string;
  readonly place: string;
  readonly sku: string;
  readonly onHand: number;
  /** What the corrector believes there is; 0 where there is no shelf yet. */
  readonly expected: number;
  readonly at: Instant;
}

export type Corrected =
  | { readonly corrected: true; readonly level: StockLevel }
  | {
      readonly corrected: false;
      readonly why: 'other_value' | 'below_reserved';
      readonly level: StockLevel;
    };

/** Sets the count on hand where it is still what was expected, with its row in the ledger. */
export async function correctStock(database: Database, correction: Correction): Promise<Corrected> {
  return inTransaction(database, async (client) => {
    const { level, isNew } = await lockLevel(client, correction);
    const why =
      level.onHand !== correction.expected
        ? 'other_value'
        : correction.onHand < level.reserved
          ? 'below_reserved'
          : null;
    if (why !== null) {
      if (isNew) await removeShelf(client, correction);
      return { corrected: false, why, level };
    }
    await write(client, correction, correction.onHand - level.onHand);
    return { corrected: true, level: { ...level, onHand: correction.onHand } };
  });
}

async function lockLevel(
  client: PoolClient,
  of: Correction,
): Promise<{ readonly level: StockLevel; readonly isNew: boolean }> {
  // The empty shelf is made first, so that two correctors of a new one wait for each other too.
  const made = await client.query(
    `INSERT INTO stock (shop_id, place, sku, on_hand) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING`,
    [of.shop, of.place, of.sku],
  );
  const found = await client.query<StockLevel>(
    `SELECT ${LEVEL} FROM stock WHERE shop_id = $1 AND place = $2 AND sku = $3 FOR UPDATE`,
    [of.shop, of.place, of.sku],
  );
  const { shop, place, sku } = of;
  const level = found.rows[0] ?? { shop, place, sku, onHand: 0, reserved: 0 };
  return { level, isNew: made.rowCount === 1 };
}

async function removeShelf(client: PoolClient, of: Correction): Promise<void> {
  await client.query(`DELETE FROM stock WHERE shop_id = $1 AND place = $2 AND sku = $3`, [
    ...[of.shop, of.place, of.sku],
  ]);
}

async function write(client: PoolClient, of: Correction, difference: number): Promise<void> {
  await client.query(
    `UPDATE stock SET on_hand = $4 WHERE shop_id = $1 AND place = $2 AND sku = $3`,
    [of.shop, of.place, of.sku, of.onHand],
  );
  if (difference === 0) return;
  await client.query(
    `INSERT INTO stock_move (shop_id, place, sku, kind, quantity, at)
     VALUES ($1, $2, $3, 'correction', $4, $5)`,
    [of.shop, of.place, of.sku, difference, of.at],
  );
  if (difference > 0) await tellOldestShort(client, of);
}

/** Goods that came in are offered to the oldest line that lacks them; its own commit takes them. */
async function tellOldestShort(client: PoolClient, of: Correction): Promise<void> {
  const told = await client.query<{ life_id: string }>(
    `INSERT INTO inbox (life_id, sender, sender_id, received_at, command)
     SELECT s.life_id, 'stock', 'correction/' || $2 || '/' || gen_random_uuid(), $3,
       jsonb_build_object('name', 'goodsFreed', 'body', jsonb_build_object('sku', s.sku))
     FROM stock_short s WHERE s.shop_id = $1 AND s.sku = $2 ORDER BY s.since LIMIT 1
     RETURNING life_id`,
    [of.shop, of.sku, of.at],
  );
  for (const { life_id: lifeId } of told.rows) {
    await client.query(`SELECT pg_notify('ordo', $1)`, [lifeId]);
  }
}
