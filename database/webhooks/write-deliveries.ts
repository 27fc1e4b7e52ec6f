/**
 * Turns the journal into deliveries, one row for every event and endpoint that wants it, in the order in which the
 * journal became visible. One cursor for all, held by whoever is writing; a commit knows nothing of it and is not
 * made slower by it (docs/adr/0015-storefronts-hear-from-the-journal.md).
 */
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { OrderEvent } from '../../domain/order/events';
import { webhookEvents } from '../../domain/webhooks/webhook-events';
import type {
  WebhookEvent,
  WebhookEventType,
  WrittenRow,
} from '../../domain/webhooks/webhook-events';
import type { Database } from '../database';
import { inTransaction } from '../database';
import { termsOf } from '../shops/terms';
import { keepUntold, MOST_AGAIN, untoldLives, withoutWaiting } from './untold';
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

interface Hearer {
  readonly shop_id: string;
  readonly id: string;
  readonly events: readonly WebhookEventType[];
  /** Nothing below this transaction is new to it; what is, `insert` knows exactly. */
  readonly since_tx: number;
}

/** Writes what has become visible since the last time; nothing where another worker is at it. */
export async function writeDeliveries(database: Database): Promise<Written> {
  return inTransaction(database, async (client) => {
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
    const free = await withoutWaiting(client, changed.lives);
    const again = await untoldLives(client, database.wall());
    const lives = [...again, ...free];
    const { rows, failed } = await tellLives(client, lives, hearers);
    const deliveries = await insert(client, rows, database.wall());
    await keepUntold(client, { lives, failed, now: database.wall() });
    const { upTo, isAll } = changed;
    await client.query('UPDATE webhook_cursor SET tx = $1, life_id = $2', [upTo.tx, upTo.life]);
    return { deliveries, isAll: isAll && again.length < MOST_AGAIN, failed };
  });
}

/** What there is to tell of each; a fault of ours in one harms no other, a fault of the database all of them. */
async function tellLives(
  client: PoolClient,
  lives: readonly ChangedLife[],
  hearers: readonly Hearer[],
): Promise<{ readonly rows: readonly Delivery[]; readonly failed: readonly string[] }> {
  const journals = await journalsOf(client, lives);
  const rows: Delivery[] = [];
  const failed: string[] = [];
  for (const life of lives) {
    try {
      const terms = await termsOf(client, life);
      const told = webhookEvents(journals.get(life.id) ?? [], terms, life.first);
      rows.push(...told.flatMap((event) => deliveriesOf(event, hearers)));
    } catch (error) {
      if (error instanceof Error && 'code' in error) throw error;
      failed.push(life.id);
    }
  }
  return { rows, failed };
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
  return { lives: livesOf(groups), upTo, isAll };
}

function livesOf(groups: readonly Group[]): readonly ChangedLife[] {
  const lives = new Map<string, ChangedLife>();
  for (const { life: id, shop, policyVersion, termsVersion, first, last } of groups) {
    const known = lives.get(id);
    lives.set(id, { id, shop, policyVersion, termsVersion, last, first: known?.first ?? first });
  }
  return [...lives.values()];
}

interface JournalRow {
  readonly life: string;
  readonly seq: number;
  readonly tx: number;
  readonly at: string;
  readonly type: string;
  readonly by: string;
  readonly data: object;
}

async function journalsOf(
  client: PoolClient,
  lives: readonly ChangedLife[],
): Promise<ReadonlyMap<string, readonly WrittenRow[]>> {
  const journals = new Map<string, WrittenRow[]>(lives.map(({ id }) => [id, []]));
  if (lives.length === 0) return journals;
  const found = await client.query<JournalRow>({
    name: 'webhook-journals',
    text: `SELECT j.life_id AS life, j.seq, j.tx, j.at, j.type, j.by, j.data
      FROM unnest($1::text[], $2::int[]) AS w(id, last)
      JOIN journal j ON j.life_id = w.id AND j.seq <= w.last ORDER BY j.life_id, j.seq`,
    values: [lives.map(({ id }) => id), lives.map(({ last }) => last)],
  });
  for (const { life, seq, tx, at, type, by, data } of found.rows) {
    journals.get(life)?.push({ seq, tx, at, event: { ...data, type, by } as OrderEvent });
  }
  return journals;
}

interface Delivery {
  readonly id: string;
  readonly shop_id: string;
  readonly endpoint_id: string;
  readonly life_id: string;
  readonly tx: number;
  readonly type: string;
  readonly body: string;
  readonly at: string;
}

function deliveriesOf(told: WebhookEvent, hearers: readonly Hearer[]): readonly Delivery[] {
  const { seq, tx, ...event } = told;
  const { type, at, order } = event;
  const hearing = hearers.filter((one) => one.shop_id === order.shop && one.events.includes(type));
  return hearing.map(({ shop_id, id: endpoint_id }) => {
    const about = told.parcel?.id ?? '';
    const name = [shop_id, endpoint_id, order.id, String(seq), type, about].join('\n');
    const id = `whd_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
    const body = JSON.stringify({ id, ...event });
    return { id, shop_id, endpoint_id, life_id: order.id, tx, type, body, at };
  });
}

/**
 * Each event once for each endpoint, whoever writes it again, and none that an endpoint could see when it was made;
 * gives how many are new.
 */
async function insert(client: PoolClient, rows: readonly Delivery[], now: string): Promise<number> {
  if (rows.length === 0) return 0;
  const inserted = await client.query({
    name: 'webhook-insert',
    text: `INSERT INTO webhook_delivery (id, shop_id, endpoint_id, life_id, type, body, at, state, next_at)
      SELECT t.id, t.shop_id, endpoint_id, life_id, type, body, at, 'waiting', $2
      FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id text, shop_id text, endpoint_id text,
        life_id text, tx text, type text, body text, at timestamptz)) WITH ORDINALITY AS t
      JOIN webhook_endpoint e ON e.shop_id = t.shop_id AND e.id = endpoint_id
        AND NOT pg_visible_in_snapshot(tx::xid8, e.since)
      ORDER BY ordinality ON CONFLICT (id) DO NOTHING`,
    values: [JSON.stringify(rows), now],
  });
  return inserted.rowCount ?? 0;
}
