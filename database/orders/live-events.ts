/**
 * The journal of all lives, and what happens to questions beside it, in the order in which rows became visible,
 * for those who follow along. Reads only; who follows, and from where, is not known here.
 *
 * A counter would not do: its numbers are given when a row is written and rows are seen when their transaction
 * commits, so a reader past number 11 would miss a 10 that commits later. Every row therefore names its
 * transaction, and a read stops below the oldest transaction that still runs: whatever lies below is decided
 * for good, whatever commits later lies above. Both are taken from one snapshot, since they are one statement.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { OrderEvent } from '../../domain/order/events';
import type { QuestionEvent } from '../../domain/parties/question';
import type { Database } from '../database';

/** All rows up to and including this one have been read; a life of '' stands before all of its transaction. */
export interface Position {
  readonly tx: number;
  readonly life: string;
  readonly seq: number;
}

export interface LiveEvent {
  readonly position: Position;
  readonly shop: string;
  /** The order it is about; the life itself, except where that is a question. */
  readonly orderId: string | null;
  readonly at: Instant;
  readonly event: OrderEvent | QuestionEvent;
}

export interface Reading {
  readonly events: readonly LiveEvent[];
  /** Where to go on: everything before it has been read. */
  readonly upTo: Position;
  /** False where the limit was reached and there may be more at once. */
  readonly isAll: boolean;
}

/** Below 0, equal 0 or above 0, as the database orders rows. */
export function comparePositions(one: Position, other: Position): number {
  if (one.tx !== other.tx) return one.tx - other.tx;
  if (one.life !== other.life) return one.life < other.life ? -1 : 1;
  return one.seq - other.seq;
}

/** Whether the position is of this database: one restored elsewhere counts its transactions anew. */
export async function isKnownPosition(database: Database, { tx }: Position): Promise<boolean> {
  const found = await database.pool.query<{ known: boolean }>(
    'SELECT $1 <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS known',
    [tx],
  );
  return found.rows[0]?.known ?? false;
}

/** Where the journal stands now: a reader who begins here hears all that commits later. */
export async function presentPosition(database: Database): Promise<Position> {
  const { upTo } = await readEvents(database, { after: { tx: 0, life: '', seq: 0 }, limit: 0 });
  return upTo;
}

interface Row {
  readonly horizon: number;
  readonly tx: number | null;
  readonly life: string;
  readonly seq: number;
  readonly shop: string;
  readonly order_id: string | null;
  readonly at: Instant;
  readonly type: string;
  readonly by: string;
  readonly data: object;
}

/** Rows of one table after the position, of the shops and of the order asked for. */
function rowsOf(from: string, { life, order }: { readonly life: string; readonly order: string }) {
  return `(SELECT j.tx, ${life} AS life, j.seq, shop_id AS shop, ${order} AS order_id, j.at, j.type, j.by, j.data
    FROM ${from}
    WHERE j.tx >= $1 AND j.tx < h.horizon AND (j.tx > $1 OR (${life} COLLATE "C", j.seq) > ($2, $3))
      AND ($4::text[] IS NULL OR shop_id = ANY($4)) AND ($5::text IS NULL OR ${order} = $5)
    ORDER BY j.tx, ${life} COLLATE "C", j.seq LIMIT $6)`;
}

const JOURNAL = rowsOf('journal j JOIN life l ON l.id = j.life_id', {
  life: 'j.life_id',
  order: 'j.life_id',
});
const QUESTIONS = rowsOf('question_event j', { life: 'j.question_id', order: 'j.life_id' });

/** Events after a position, oldest first, at most `limit`, of all shops or of some. */
export async function readEvents(
  database: Database,
  from: {
    readonly after: Position;
    readonly limit: number;
    readonly shops?: readonly string[];
    readonly life?: string | null;
  },
): Promise<Reading> {
  const { after, limit, shops = null, life = null } = from;
  const found = await database.pool.query<Row>({
    name: 'live-events',
    text: `WITH h AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon)
      SELECT h.horizon, j.* FROM h LEFT JOIN LATERAL (
        SELECT * FROM (${JOURNAL} UNION ALL ${QUESTIONS}) j
        ORDER BY j.tx, j.life COLLATE "C", j.seq LIMIT $6) j ON true
      ORDER BY j.tx, j.life COLLATE "C", j.seq`,
    values: [after.tx, after.life, after.seq, shops, life, limit],
  });
  const events = found.rows.filter((row) => row.tx !== null).map(asLiveEvent);
  const isAll = events.length < limit || limit === 0;
  const horizon = { tx: found.rows[0]?.horizon ?? after.tx, life: '', seq: 0 };
  const upTo = isAll ? later(horizon, after) : (events.at(-1)?.position ?? after);
  return { events, upTo, isAll };
}

function later(one: Position, other: Position): Position {
  return comparePositions(one, other) < 0 ? other : one;
}

function asLiveEvent({
  tx,
  life,
  seq,
  shop,
  order_id: orderId,
  at,
  type,
  by,
  data,
}: Row): LiveEvent {
  const event = { ...data, type, by } as LiveEvent['event'];
  return { position: { tx: tx ?? 0, life, seq }, shop, orderId, at, event };
}
