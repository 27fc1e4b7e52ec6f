/**
 * How many pieces there are: lists for people, and corrections by hand as compare-and-swap.
 * What orders reserve and ship is the stock ledger's, never changed here.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { Database } from '../database';
import { inTransaction } from '../database';
import { setFreedAside, waitTurn } from './stock-set-aside';

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
    const difference = correction.onHand - level.onHand;
    await write(client, correction, difference);
    if (difference <= 0) return { corrected: true, level: { ...level, onHand: correction.onHand } };
    const { shop, sku, at } = correction;
    if (isNew) await waitTurn(client, shop, [sku]);
    await setFreedAside(client, { shop, skus: [sku], at, lifeId: null, waiting: [] });
    return { corrected: true, level: await levelOf(client, correction) };
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
  // All shelves of the goods are locked, in the order in which orders lock them.
  await client.query(
    'SELECT 1 FROM stock WHERE shop_id = $1 AND sku = $2 ORDER BY sku, place FOR UPDATE',
    [of.shop, of.sku],
  );
  return { level: await levelOf(client, of), isNew: made.rowCount === 1 };
}

async function levelOf(client: PoolClient, of: Correction): Promise<StockLevel> {
  const { shop, place, sku } = of;
  const found = await client.query<StockLevel>(
    `SELECT ${LEVEL} FROM stock WHERE shop_id = $1 AND place = $2 AND sku = $3`,
    [shop, place, sku],
  );
  return found.rows[0] ?? { shop, place, sku, onHand: 0, reserved: 0 };
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
}
