/**
 * The stock ledger: reserving, releasing, shipping and restocking, each a conditional update of the
 * counters together with its ledger rows. SKUs are locked in sorted order, a repeated move counts once.
 */
import type { PoolClient } from 'pg';
import type { StockMove, StockWant } from '../domain/order/intent';
import type { Booking, Found, Stock } from '../domain/order/step';
import { shareOut } from '../domain/stock/share-out';
import type { Offer, Shelf } from '../domain/stock/share-out';
import { withSource } from '../domain/stock/shelf';

/** The stock of a shop inside one transaction. */
export function stockLedger(client: PoolClient): Stock {
  return {
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
  const skus = [...new Set(wants.map((want) => want.sku))].sort();
  const shelves = await client.query<Shelf>({
    name: 'stock-free',
    text: `SELECT place, sku, on_hand - reserved AS free FROM stock
           WHERE shop_id = $1 AND sku = ANY($2) ORDER BY sku, place FOR UPDATE`,
    values: [booking.shop, skus],
  });
  const shared = shareOut(wants, shelves.rows);
  const entries = shared.flatMap(({ lineId, sku, held }): Entry[] =>
    held.map((part) => ({ ...part, sku, lineId, kind: 'reserve' })),
  );
  await write(client, booking, entries);
  const short = shared.filter((one) => one.short > 0).map((one) => one.sku);
  const offers = short.length > 0 ? await offersFor(client, booking.shop, short) : {};
  return shared.map(({ sku, ...found }) => withSource(found, offers[sku]));
}

async function offersFor(
  client: PoolClient,
  shop: string,
  skus: readonly string[],
): Promise<Record<string, readonly Offer[]>> {
  const products = await client.query<{ sku: string; offers: StoredOffer[] | null }>(
    `SELECT sku, body -> 'offers' AS offers FROM product WHERE shop_id = $1 AND sku = ANY($2)`,
    [shop, skus],
  );
  return Object.fromEntries(products.rows.map(({ sku, offers }) => [sku, toOffers(offers ?? [])]));
}

/** An offer as the product keeps it: its price is money. */
type StoredOffer = Omit<Offer, 'price'> & { readonly price: { readonly amount: number } };

function toOffers(stored: readonly StoredOffer[]): readonly Offer[] {
  return stored.map((offer) => ({ ...offer, price: offer.price.amount }));
}

async function move(
  client: PoolClient,
  booking: Booking,
  moves: readonly StockMove[],
): Promise<void> {
  await client.query({
    name: 'stock-lock',
    text: 'SELECT 1 FROM stock WHERE shop_id = $1 AND sku = ANY($2) ORDER BY sku, place FOR UPDATE',
    values: [booking.shop, moves.map((one) => one.sku)],
  });
  await write(client, booking, moves);
  const freed = moves.filter((one) => one.kind !== 'ship').map((one) => one.sku);
  if (freed.length > 0) await tellShortLines(client, booking, freed);
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
               sum(CASE kind WHEN 'ship' THEN -quantity WHEN 'restock' THEN quantity ELSE 0 END) AS hand,
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

/** The oldest short line of each freed SKU hears of it; its own commit takes the goods. */
async function tellShortLines(
  client: PoolClient,
  { shop, lifeId, generation, at }: Booking,
  skus: readonly string[],
): Promise<void> {
  const told = await client.query<{ life_id: string }>(
    `INSERT INTO inbox (life_id, sender, sender_id, received_at, command)
     SELECT DISTINCT ON (s.sku) s.life_id, 'stock', $3 || '/' || s.sku || '/' || $5::text, $4,
       jsonb_build_object('name', 'goodsFreed', 'body', jsonb_build_object('sku', s.sku))
     FROM stock_short s WHERE s.shop_id = $1 AND s.sku = ANY($2) AND s.life_id <> $3
     ORDER BY s.sku, s.since ON CONFLICT DO NOTHING RETURNING life_id`,
    [shop, skus, lifeId, at, generation],
  );
  for (const { life_id: short } of told.rows) {
    await client.query(`SELECT pg_notify('ordo', $1)`, [short]);
  }
}
