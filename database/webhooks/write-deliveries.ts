/**
 * Turns the journal into deliveries, one row for every event and endpoint that wants it, in the order in which the
 * journal became visible. One cursor for all, held by whoever is writing; a commit knows nothing of it and is not
 * made slower by it (docs/adr/0015-storefronts-hear-from-the-journal.md).
 */
import type { PoolClient } from 'pg';
import type { Database } from '../database';
import { inTransaction, isDatabaseTrouble } from '../database';
import { tellLives, watchTurn } from './tell-lives';
import type { Hearer, TurnLimits, Watch } from './tell-lives';
import { keepUntold, untoldLife, withoutWaiting } from './untold';
import type { ChangedLife } from './untold';

export interface Written {
  readonly deliveries: number;
  /** False where there is more to read at once. */
  readonly isAll: boolean;
  /** Orders whose journal could not be told, by a fault of ours; they are kept and looked at again, the others were told. */
  readonly failed: readonly string[];
}

const NOTHING: Written = { deliveries: 0, isAll: true, failed: [] };
const PAGE = 200;
const LIMITS: TurnLimits = { turnMillis: 1_500, statementMillis: 5_000 };

/** Writes what has become visible since the last time; nothing where another worker is at it. */
export async function writeDeliveries(database: Database, limits = LIMITS): Promise<Written> {
  const written = await inTurn(database, limits, (client, watch) =>
    tellNew(client, database, watch),
  );
  // By itself, as one that takes too long undoes what was written with it; one at a time, as the others' news goes first.
  const again = await inTurn(database, limits, (client, watch) =>
    tellUntold(client, database, watch),
  );
  return {
    deliveries: written.deliveries + again.deliveries,
    isAll: written.isAll && again.isAll,
    failed: [...written.failed, ...again.failed],
  };
}

/** One turn in a transaction of its own; an order whose telling outlasts that is put aside, and nobody else waits for it. */
async function inTurn(
  database: Database,
  limits: TurnLimits,
  work: (client: PoolClient, watch: Watch) => Promise<Written>,
): Promise<Written> {
  const watch = watchTurn(limits);
  try {
    return await inTransaction(database, (client) => work(client, watch), limits);
  } catch (error) {
    const slow = watch.tooLong();
    if (!slow || !isDatabaseTrouble(error)) throw error;
    const failed = [slow.id];
    await inTransaction(database, (client) =>
      keepUntold(client, { lives: [slow], failed, now: database.wall() }),
    );
    return { deliveries: 0, isAll: false, failed };
  }
}

async function tellNew(client: PoolClient, { wall }: Database, watch: Watch): Promise<Written> {
  const hearers = await hearersOf(client);
  if (hearers.length === 0) return NOTHING;
  const cursor = await takeCursor(client);
  if (!cursor) return NOTHING;
  if (await isRestored(client, [cursor.tx, ...hearers.map((one) => one.since_tx)])) {
    return NOTHING;
  }
  const since = Math.min(...hearers.map((one) => one.since_tx));
  const from = cursor.tx < since ? { tx: since, life: '' } : cursor;
  const changed = await changedLives(client, { hearers, from });
  const free = await withoutWaiting(client, livesOf(changed.groups));
  const now = wall();
  const { lives, deliveries, failed } = await tellLives(client, free, { hearers, watch, now });
  await keepUntold(client, { lives, failed, now });
  const next = free[lives.length];
  const upTo = next ? before(changed.groups, next, from) : changed.upTo;
  await client.query('UPDATE webhook_cursor SET tx = $1, life_id = $2', [upTo.tx, upTo.life]);
  return { deliveries, isAll: changed.isAll && !next, failed };
}

/** How far all was told where this order was not begun with; what is told again is written once. */
function before(groups: readonly Group[], { id }: ChangedLife, from: Cursor): Cursor {
  const last = groups[groups.findIndex(({ life }) => life === id) - 1];
  return last ? { tx: last.tx ?? from.tx, life: last.life } : from;
}

/** Looks again at one order that was put aside; the cursor is held, as what happens to it meanwhile waits behind it. */
async function tellUntold(client: PoolClient, { wall }: Database, watch: Watch): Promise<Written> {
  const hearers = await hearersOf(client);
  if (hearers.length === 0 || !(await takeCursor(client))) return NOTHING;
  const now = wall();
  const again = await untoldLife(client, now);
  if (again.length === 0) return NOTHING;
  const { lives, deliveries, failed } = await tellLives(client, again, { hearers, watch, now });
  await keepUntold(client, { lives, failed, now });
  return { deliveries, isAll: false, failed };
}

async function hearersOf(client: PoolClient): Promise<readonly Hearer[]> {
  const found = await client.query<Hearer>({
    name: 'webhook-hearers',
    text: 'SELECT shop_id, id, events, since_tx FROM webhook_endpoint ORDER BY shop_id, id',
  });
  return found.rows;
}

interface Cursor {
  readonly tx: number;
  readonly life: string;
}

async function takeCursor(client: PoolClient): Promise<Cursor | null> {
  const found = await client.query<Cursor>({
    name: 'webhook-cursor',
    text: 'SELECT tx, life_id AS life FROM webhook_cursor WHERE id = 1 FOR UPDATE SKIP LOCKED',
  });
  return found.rows[0] ?? null;
}

/**
 * Whether the database was restored elsewhere, where transactions are counted anew: then it is told from now on,
 * since nobody can say what was told before.
 */
async function isRestored(client: PoolClient, known: readonly number[]): Promise<boolean> {
  const restored = await client.query({
    name: 'webhook-restored',
    text: `WITH present AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS tx
          WHERE $1 > pg_snapshot_xmax(pg_current_snapshot())::text::bigint),
        anew AS (UPDATE webhook_endpoint SET since_tx = present.tx, since = pg_current_snapshot() FROM present)
      UPDATE webhook_cursor SET tx = present.tx, life_id = '' FROM present`,
    values: [Math.max(...known)],
  });
  return restored.rowCount === 1;
}

interface Group extends Omit<ChangedLife, 'id'> {
  readonly horizon: number;
  readonly tx: number | null;
  readonly life: string;
}

/** What whole transactions wrote to whole lives, below the oldest one that still runs. */
async function changedLives(
  client: PoolClient,
  { hearers, from }: { readonly hearers: readonly Hearer[]; readonly from: Cursor },
) {
  const found = await client.query<Group>({
    name: 'webhook-changed-lives',
    text: `WITH h AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon)
      SELECT h.horizon, g.* FROM h LEFT JOIN LATERAL (
        SELECT j.tx, j.life_id AS life, l.shop_id AS shop, l.policy_version AS "policyVersion",
          s.terms_version AS "termsVersion", min(j.seq) AS first, max(j.seq) AS last
        FROM journal j JOIN life l ON l.id = j.life_id JOIN shop s ON s.id = l.shop_id
        WHERE j.tx >= $1 AND j.tx < h.horizon AND (j.tx > $1 OR j.life_id COLLATE "C" > $2)
          AND l.kind = 'order' AND l.shop_id = ANY($3)
        GROUP BY j.tx, j.life_id, l.id, s.id ORDER BY j.tx, j.life_id COLLATE "C" LIMIT $4) g ON true
      ORDER BY g.tx, g.life COLLATE "C"`,
    values: [from.tx, from.life, [...new Set(hearers.map((one) => one.shop_id))], PAGE],
  });
  const groups = found.rows.filter((row) => row.tx !== null);
  const isAll = groups.length < PAGE;
  const last = groups.at(-1);
  const horizon = { tx: Math.max(found.rows[0]?.horizon ?? from.tx, from.tx), life: '' };
  const upTo = isAll || !last ? horizon : { tx: last.tx ?? from.tx, life: last.life };
  return { groups, upTo, isAll };
}

function livesOf(groups: readonly Group[]): readonly ChangedLife[] {
  const lives = new Map<string, ChangedLife>();
  for (const { life: id, shop, policyVersion, termsVersion, first, last } of groups) {
    const known = lives.get(id);
    lives.set(id, { id, shop, policyVersion, termsVersion, last, first: known?.first ?? first });
  }
  return [...lives.values()];
}
