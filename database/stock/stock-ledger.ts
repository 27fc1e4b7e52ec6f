/**
 * The stock ledger: reserving, releasing, shipping and restocking, each a conditional update of the
 * counters together with its ledger rows. SKUs are locked in sorted order, a repeated move counts once.
 */
import type { PoolClient } from 'pg';
import type { StockMove, StockWant } from '../../domain/order/intent';
import type { Found } from '../../domain/order/goods/stock-facts';
import type { Booking, Stock } from '../../domain/order/step';
import type { ForSale } from '../../domain/order/amendment/imagined';
import { shareOut } from '../../domain/stock/share-out';
import type { Shelf } from '../../domain/stock/share-out';
import { usable, withSource } from '../../domain/stock/shelf';
import { codeLedger } from '../codes/code-ledger';
import { productsFrom } from './stored-product';
import type { StoredProduct } from './stored-product';
import { setFreedAside, waitTurn } from './stock-set-aside';

/** The stock of a shop inside one transaction. */
export function stockLedger(client: PoolClient): Stock {
  return {
    codes: codeLedger(client),
    reserve: (booking, wants) => reserve(client, booking, wants),
    move: (booking, moves) => move(client, booking, moves),
  };
}

interface Entry {
  readonly place: string;
  readonly sku: string;
  readonly lineId: string;
  readonly kind: 'reserve' | StockMove['kind'];
  readonly quantity: number;
}

async function reserve(
  client: PoolClient,
  booking: Booking,
  wants: readonly StockWant[],
): Promise<readonly Found[]> {
  const shared = shareOut(wants, await lockShelves(client, booking.shop, wants));
  const entries = shared.flatMap(({ lineId, sku, held }): Entry[] =>
    held.map((part) => ({ ...part, sku, lineId, kind: 'reserve' })),
  );
  await write(client, booking, entries);
  const unknown = wants.filter((want) => want.isNew).map((want) => want.sku);
  const short = shared.filter((one) => one.short > 0).map((one) => one.sku);
  const goods = await goodsFor(client, booking, [...unknown, ...short]);
  return shared.map(({ lineId, sku, held, short: lacking }) => {
    const want = wants.find((one) => one.lineId === lineId);
    const { offers = [], prepaidOnly = false, group } = goods[sku] ?? {};
    const usableOffers = usable(offers, want, booking.supply);
    const found = withSource({ lineId, held, short: lacking }, usableOffers, booking.supply);
    return { ...found, ...(want?.isNew ? { prepaidOnly, group } : {}) };
  });
}

/** What is free, locked; where it is too little the turn is waited for, lest a shelf just made be missed. */
async function lockShelves(
  client: PoolClient,
  shop: string,
  wants: readonly StockWant[],
): Promise<readonly Shelf[]> {
  const skus = [...new Set(wants.map((want) => want.sku))].sort();
  const look = async (): Promise<readonly Shelf[]> => {
    const found = await client.query<Shelf>({
      name: 'stock-free',
      text: `SELECT place, sku, on_hand - reserved AS free FROM stock
             WHERE shop_id = $1 AND sku = ANY($2) ORDER BY sku, place FOR UPDATE`,
      values: [shop, skus],
    });
    return found.rows;
  };
  const shelves = await look();
  const short = shareOut(wants, shelves).filter((one) => one.short > 0);
  if (short.length === 0) return shelves;
  await waitTurn(
    client,
    shop,
    short.map((one) => one.sku),
  );
  return look();
}

async function goodsFor(
  client: PoolClient,
  { shop, supply }: Booking,
  skus: readonly string[],
): Promise<ForSale['products']> {
  if (skus.length === 0) return {};
  const products = await client.query<StoredProduct>(
    `SELECT sku, body -> 'offers' AS offers, body @> '{"prepaidOnly":true}' AS prepaid,
       body ->> 'group' AS "group"
     FROM product WHERE shop_id = $1 AND sku = ANY($2)`,
    [shop, skus],
  );
  return productsFrom(products.rows, supply.currency);
}

async function move(
  client: PoolClient,
  booking: Booking,
  moves: readonly StockMove[],
): Promise<void> {
  const { shop } = booking;
  await client.query({
    name: 'stock-lock',
    text: 'SELECT 1 FROM stock WHERE shop_id = $1 AND sku = ANY($2) ORDER BY sku, place FOR UPDATE',
    values: [shop, moves.map((one) => one.sku)],
  });
  await write(client, booking, moves);
  const missing = moves.filter((one) => one.kind === 'missing');
  if (missing.length > 0) await emptyShelves(client, booking, missing);
  const freed = moves.filter(({ kind }) => kind === 'release' || kind === 'restock');
  const { lifeId, at, waiting } = booking;
  const skus = freed.map((one) => one.sku);
  if (skus.length > 0) await setFreedAside(client, { shop, skus, at, lifeId, waiting });
}

/** Where something cannot be found, what seems free is not counted on either, until somebody counts anew. */
async function emptyShelves(
  client: PoolClient,
  { shop, lifeId, at }: Booking,
  missing: readonly StockMove[],
): Promise<void> {
  await client.query(
    `WITH said AS (
       SELECT DISTINCT place, sku FROM jsonb_to_recordset($2::jsonb) AS e(place text, sku text)
     ), gone AS (
       SELECT place, sku, on_hand - reserved AS free FROM stock JOIN said USING (place, sku)
       WHERE shop_id = $1 AND on_hand > reserved
     ), emptied AS (
       UPDATE stock SET on_hand = on_hand - gone.free FROM gone
       WHERE stock.shop_id = $1 AND stock.place = gone.place AND stock.sku = gone.sku
     )
     INSERT INTO stock_move (shop_id, place, sku, kind, quantity, life_id, at)
     SELECT $1, place, sku, 'correction', -free, $3, $4 FROM gone`,
    [shop, JSON.stringify(missing), lifeId, at],
  );
}

/** Ledger rows first (a repeated one is left out), then the counters by just what was written. */
async function write(
  client: PoolClient,
  booking: Booking,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  const sorted = [...entries].sort(
    (one, other) => one.sku.localeCompare(other.sku) || one.place.localeCompare(other.place),
  );
  const { shop, lifeId, generation, at } = booking;
  const moved = await client.query({
    name: 'stock-move',
    text: `WITH wanted AS (
             SELECT * FROM jsonb_to_recordset($1::jsonb)
               AS e(place text, sku text, "lineId" text, kind text, quantity int)
           ), written AS (
             INSERT INTO stock_move (shop_id, place, sku, kind, quantity, life_id, line_id, generation, at)
             SELECT $2, place, sku, kind, quantity, $3, "lineId", $4, $5 FROM wanted
             ON CONFLICT DO NOTHING RETURNING place, sku, kind, quantity
           ), sums AS (
             SELECT place, sku,
               sum(CASE kind WHEN 'ship' THEN -quantity WHEN 'missing' THEN -quantity WHEN 'restock' THEN quantity ELSE 0 END) AS hand,
               sum(CASE kind WHEN 'reserve' THEN quantity WHEN 'restock' THEN 0 ELSE -quantity END) AS held
             FROM written GROUP BY place, sku
           ), changed AS (
             UPDATE stock SET on_hand = on_hand + hand, reserved = reserved + held
             FROM sums WHERE stock.shop_id = $2 AND stock.place = sums.place AND stock.sku = sums.sku
               AND on_hand + hand >= reserved + held AND reserved + held >= 0
             RETURNING 1
           )
           SELECT (SELECT count(*) FROM sums)::int AS wanted, (SELECT count(*) FROM changed)::int AS changed`,
    values: [JSON.stringify(sorted), shop, lifeId, generation, at],
  });
  const row = moved.rows[0] as { wanted: number; changed: number };
  if (row.wanted !== row.changed) throw new Error('stock counters refuse a move of the ledger');
}
