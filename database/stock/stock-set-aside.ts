/**
 * Goods that came free are set aside for the lines that lack them, the oldest first: reserved in the ledger
 * in the transaction that freed them, and told to their orders by the inbox. An unread row is goods on
 * their way to a line, so that no line is given twice; the order's own commit takes them or lets them go.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { setAside } from '../../domain/stock/set-aside';
import type { SetAside, WaitingLine } from '../../domain/stock/set-aside';
import type { Shelf } from '../../domain/stock/share-out';

/** What came free, and whose doing it was; the shelves of these SKUs are locked already. */
export interface Freed {
  readonly shop: string;
  readonly skus: readonly string[];
  readonly at: Instant;
  /** The order that let them go, with its own lines that wait; none where the shop put them in. */
  readonly lifeId: string | null;
  readonly waiting: readonly WaitingLine[];
}

/** Who finds goods short that have no shelf, and who makes their first shelf, come one after the other. */
export async function waitTurn(
  client: PoolClient,
  shop: string,
  skus: readonly string[],
): Promise<void> {
  await client.query(
    `SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || sku, 0))
     FROM (SELECT DISTINCT unnest($2::text[]) AS sku ORDER BY sku) AS sorted`,
    [shop, skus],
  );
}

/** Sets aside what is free of the SKUs; what is over when nobody waits stays free. */
export async function setFreedAside(client: PoolClient, freed: Freed): Promise<void> {
  const { shop, skus, lifeId } = freed;
  const shelves = await client.query<Shelf>(
    `SELECT place, sku, on_hand - reserved AS free FROM stock
     WHERE shop_id = $1 AND sku = ANY($2) AND on_hand > reserved ORDER BY sku, place`,
    [shop, skus],
  );
  if (shelves.rows.length === 0) return;
  const others = await waitingLines(client, freed, shelves.rows);
  const own = freed.waiting.filter((line) => skus.includes(line.sku));
  // What falls to a line of the same order stays free: its own search finds it in the same step.
  const asides = setAside([...others, ...own], shelves.rows).filter(
    (aside) => aside.lifeId !== lifeId,
  );
  if (asides.length > 0) await give(client, freed, asides);
}

/** The oldest lines that lack the goods, no more of them than there are pieces. */
async function waitingLines(
  client: PoolClient,
  { shop, lifeId }: Freed,
  shelves: readonly Shelf[],
): Promise<readonly WaitingLine[]> {
  const found = await client.query<WaitingLine>({
    name: 'stock-waiting',
    text: `SELECT w.life_id AS "lifeId", w.line_id AS "lineId", w.sku, w.lacking AS quantity, w.since
      FROM (SELECT sku, sum(free)::int AS free
        FROM jsonb_to_recordset($3::jsonb) AS f(sku text, free int) GROUP BY sku) AS f
      CROSS JOIN LATERAL (
        SELECT * FROM (
          SELECT s.life_id, s.line_id, s.sku, s.since, s.quantity - coalesce((
            SELECT sum((i.command #>> '{body,quantity}')::int) FROM inbox i
            WHERE i.life_id = s.life_id AND NOT i.read AND i.command ->> 'name' = 'goodsSetAside'
              AND i.command #>> '{body,lineId}' = s.line_id), 0)::int AS lacking
          FROM stock_short s WHERE s.shop_id = $1 AND s.sku = f.sku
            AND ($2::text IS NULL OR s.life_id <> $2)) AS l
        WHERE lacking > 0 ORDER BY since, life_id, line_id LIMIT f.free) AS w`,
    values: [shop, lifeId, JSON.stringify(shelves)],
  });
  return found.rows;
}

/** Ledger rows, counters and inbox rows in one statement; each order is told by its own clock. */
async function give(client: PoolClient, freed: Freed, asides: readonly SetAside[]): Promise<void> {
  const { shop, lifeId, at } = freed;
  const given = await client.query<{ asked: number; changed: number; told: string[] }>({
    name: 'stock-set-aside',
    text: `WITH given AS (
        SELECT * FROM jsonb_to_recordset($2::jsonb)
          AS e("lifeId" text, "lineId" text, place text, sku text, quantity int)
      ), written AS (
        INSERT INTO stock_move (shop_id, place, sku, kind, quantity, life_id, line_id, at)
        SELECT $1, place, sku, 'set_aside', quantity, "lifeId", "lineId", $4 FROM given
      ), sums AS (
        SELECT place, sku, sum(quantity)::int AS pieces FROM given GROUP BY place, sku
      ), changed AS (
        UPDATE stock SET reserved = reserved + pieces FROM sums
        WHERE stock.shop_id = $1 AND stock.place = sums.place AND stock.sku = sums.sku
          AND on_hand >= reserved + pieces RETURNING 1
      ), told AS (
        INSERT INTO inbox (life_id, sender, sender_id, received_at, command)
        SELECT "lifeId", 'stock', gen_random_uuid(),
          $4::timestamptz + make_interval(secs => (l.clock_offset
            - coalesce((SELECT o.clock_offset FROM life o WHERE o.id = $3), 0)) / 1000.0),
          jsonb_build_object('name', 'goodsSetAside', 'body', jsonb_build_object(
            'lineId', "lineId", 'sku', sku, 'place', place, 'quantity', quantity))
        FROM given JOIN life l ON l.id = "lifeId" RETURNING life_id
      )
      SELECT (SELECT count(*) FROM sums)::int AS asked, (SELECT count(*) FROM changed)::int AS changed,
        (SELECT array_agg(DISTINCT life_id) FROM told) AS told`,
    values: [shop, JSON.stringify(asides), lifeId, at],
  });
  const row = given.rows[0];
  if (row?.asked !== row?.changed) throw new Error('stock counters refuse to set goods aside');
  for (const life of row?.told ?? []) await client.query(`SELECT pg_notify('ordo', $1)`, [life]);
}
