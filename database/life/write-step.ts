/**
 * Writes a step in one statement: journal, state, projections, outside intents, inbox, deadline.
 * One round trip, because the commit is the hottest path of the system.
 */
import type { PoolClient } from 'pg';
import type { Order } from '../../domain/order/order';
import type { Stepped } from '../../domain/order/step';
import { project } from './projection';

export interface StepToWrite {
  readonly before: Order | null;
  readonly stepped: Stepped;
  readonly seq: number;
  readonly policyVersion: number;
  readonly rules: number;
  readonly clockOffset: number;
  readonly read: readonly number[];
  readonly trouble: string | null;
}

/** Upserts rows by id; a row without `kind`-like columns changes an existing one only. */
const UPSERTS = `
task_rows AS (SELECT * FROM jsonb_to_recordset($2::jsonb -> 'tasks')
  AS t(id text, kind text, role text, state text, opened_at timestamptz, due_by timestamptz, body jsonb, n int)),
new_tasks AS (
  INSERT INTO task (id, life_id, shop_id, kind, role, state, body, opened_at, due_by)
  SELECT o.id, $1, $3, o.kind, coalesce(l.role, o.role), coalesce(l.state, o.state),
    o.body || coalesce(l.body, '{}'), o.opened_at, o.due_by
  FROM task_rows o LEFT JOIN LATERAL (
    SELECT * FROM task_rows c WHERE c.id = o.id AND c.kind IS NULL ORDER BY n DESC LIMIT 1) l ON true
  WHERE o.kind IS NOT NULL),
old_tasks AS (
  UPDATE task SET state = coalesce(c.state, task.state), role = coalesce(c.role, task.role),
    body = task.body || c.body
  FROM (SELECT DISTINCT ON (id) * FROM task_rows WHERE kind IS NULL ORDER BY id, n DESC) c
  WHERE task.id = c.id),
instructions AS (
  INSERT INTO instruction (id, life_id, shop_id, party, kind, state, due_by, body)
  SELECT id, $1, $3, party, kind, state, due_by, body FROM jsonb_to_recordset($2::jsonb -> 'instructions')
    AS t(id text, party text, kind text, state text, due_by timestamptz, body jsonb)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, due_by = excluded.due_by, body = excluded.body),
parcels AS (
  INSERT INTO parcel (id, life_id, shop_id, carrier, state, body)
  SELECT id, $1, $3, carrier, state, body FROM jsonb_to_recordset($2::jsonb -> 'parcels')
    AS t(id text, carrier text, state text, body jsonb)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body),
note_rows AS (SELECT * FROM jsonb_to_recordset($2::jsonb -> 'notifications')
  AS t(id text, purpose text, version int, channel text, state text, attempt int, provider_id text,
    noted_at timestamptz, sent_at timestamptz, n int)),
new_notes AS (
  INSERT INTO notification (id, life_id, shop_id, purpose, version, channel, state, attempt, noted_at)
  SELECT o.id, $1, $3, o.purpose, o.version, o.channel, coalesce(l.state, o.state), o.attempt, o.noted_at
  FROM note_rows o LEFT JOIN LATERAL (
    SELECT * FROM note_rows c WHERE c.id = o.id AND c.purpose IS NULL ORDER BY n DESC LIMIT 1) l ON true
  WHERE o.purpose IS NOT NULL),
old_notes AS (
  UPDATE notification SET state = c.state, channel = coalesce(c.channel, notification.channel),
    attempt = coalesce(c.attempt, notification.attempt),
    provider_id = coalesce(c.provider_id, CASE WHEN c.channel <> notification.channel THEN NULL ELSE notification.provider_id END),
    callback = CASE WHEN c.channel <> notification.channel THEN NULL ELSE notification.callback END,
    sent_at = coalesce(c.sent_at, notification.sent_at)
  FROM (SELECT DISTINCT ON (id) * FROM note_rows WHERE purpose IS NULL ORDER BY id, n DESC) c
  WHERE notification.id = c.id),
amendment_rows AS (SELECT * FROM jsonb_to_recordset($2::jsonb -> 'amendments')
  AS t(id text, version int, state text, at timestamptz, up_to int, body jsonb, n int)),
new_amendments AS (
  INSERT INTO amendment (id, life_id, shop_id, version, state, body, at)
  SELECT o.id, $1, $3, o.version, coalesce(l.state, o.state), o.body, o.at
  FROM amendment_rows o LEFT JOIN LATERAL (
    SELECT * FROM amendment_rows c WHERE c.id = o.id AND c.version IS NULL ORDER BY n DESC LIMIT 1) l ON true
  WHERE o.version IS NOT NULL),
settled AS (
  UPDATE amendment SET state = c.state FROM (
    SELECT DISTINCT ON (a.id) a.id, r.state FROM amendment a JOIN amendment_rows r
      ON a.id = r.id OR a.state IN ('telling', 'partly_refused') AND a.version <= r.up_to
    WHERE a.life_id = $1 AND r.version IS NULL ORDER BY a.id, a.id = r.id DESC, r.n DESC) c
  WHERE amendment.life_id = $1 AND amendment.id = c.id),
no_longer_short AS (DELETE FROM stock_short WHERE life_id = $1 AND line_id NOT IN
  (SELECT x ->> 'line_id' FROM jsonb_array_elements($2::jsonb -> 'short') x)),
short AS (
  INSERT INTO stock_short (life_id, line_id, shop_id, sku, quantity, since)
  SELECT $1, line_id, $3, sku, quantity, since FROM jsonb_to_recordset($2::jsonb -> 'short')
    AS t(line_id text, sku text, quantity int, since timestamptz)
  ON CONFLICT (life_id, line_id) DO UPDATE SET quantity = excluded.quantity)`;

const JOURNAL = `
journal_rows AS (
  INSERT INTO journal (life_id, seq, cause, part, at, type, by, data)
  SELECT $1, seq, cause, part, at, event ->> 'type', event ->> 'by', event - 'type' - 'by'
  FROM jsonb_to_recordset($2::jsonb -> 'rows')
    AS t(seq int, cause text, part int, at timestamptz, event jsonb)),
unwanted AS (DELETE FROM outside_intent WHERE life_id = $1 AND NOT ($2::jsonb -> 'isTrouble')::boolean
  AND (key, attempt) NOT IN (SELECT x ->> 'key', (x ->> 'attempt')::int FROM jsonb_array_elements($2::jsonb -> 'outside') x)),
wanted AS (
  INSERT INTO outside_intent (life_id, key, attempt, effect, state, wanted_at)
  SELECT $1, key, attempt, effect, 'wanted', ($2::jsonb ->> 'at')::timestamptz
  FROM jsonb_to_recordset($2::jsonb -> 'outside') AS t(key text, attempt int, effect jsonb)
  ON CONFLICT DO NOTHING),
inbox_read AS (UPDATE inbox SET read = true WHERE id IN
  (SELECT x::bigint FROM jsonb_array_elements_text($2::jsonb -> 'read') x))`;

const LIFE_COLUMNS = `state = l.state, seq = l.seq, rules = l.rules, stage = l.stage, waiting = l.waiting,
  deadline = l.deadline, deadline_key = l.deadline_key, clock_offset = l.clock_offset,
  closed_at = l.closed_at, over = l.over, trouble = l.trouble,
  pokes = CASE WHEN life.seq = l.seq THEN life.pokes ELSE 0 END`;

const LIFE = `
life_row AS (SELECT * FROM jsonb_to_record($2::jsonb -> 'life') AS t(state jsonb, seq int, rules int,
  policy_version int, stage text, waiting jsonb, deadline timestamptz, deadline_key text, clock_offset bigint,
  opened_at timestamptz, closed_at timestamptz, over boolean, trouble text, workflow_id text)),
order_row AS (SELECT * FROM jsonb_to_record($2::jsonb -> 'order') AS t(number text, placed_at timestamptz,
  version int, stage text, waiting_for text, due_by timestamptz, closed_reason text, total bigint,
  currency text, customer_id text))`;

const CHANGE = `WITH ${UPSERTS}, ${JOURNAL}, ${LIFE},
changed_order AS (UPDATE orders SET version = o.version, stage = o.stage, waiting_for = o.waiting_for,
  due_by = o.due_by, closed_reason = o.closed_reason, total = o.total, customer_id = o.customer_id
  FROM order_row o WHERE orders.id = $1)
UPDATE life SET ${LIFE_COLUMNS} FROM life_row l WHERE life.id = $1`;

const BEGIN = `WITH ${UPSERTS}, ${JOURNAL}, ${LIFE},
new_order AS (INSERT INTO orders (id, shop_id, number, placed_at, version, stage, waiting_for, due_by,
    closed_reason, total, currency, customer_id)
  SELECT $1, $3, number, placed_at, version, stage, waiting_for, due_by, closed_reason, total, currency,
    customer_id FROM order_row),
outbox_row AS (INSERT INTO outbox (life_id) VALUES ($1))
INSERT INTO life (id, kind, shop_id, workflow_id, rules, policy_version, state, seq, stage, waiting, deadline,
  deadline_key, clock_offset, opened_at, closed_at, over, trouble)
SELECT $1, 'order', $3, workflow_id, rules, policy_version, state, seq, stage, waiting, deadline, deadline_key,
  clock_offset, opened_at, closed_at, over, trouble FROM life_row
RETURNING pg_notify('ordo', $1)`;

/** Stores a step of a life that is locked (or new) in this transaction. */
export async function writeStep(client: PoolClient, step: StepToWrite): Promise<void> {
  const { stepped, before } = step;
  const { order } = stepped;
  const { order: orderRow, ...lists } = project(before, stepped);
  const document = {
    ...lists,
    tasks: numbered(lists.tasks),
    notifications: numbered(lists.notifications),
    amendments: numbered(lists.amendments),
    order: orderRow,
    rows: stepped.rows,
    // A life in trouble asks for nothing new, and what was begun for it must not be forgotten.
    isTrouble: step.trouble !== null,
    outside: stepped.outside.map(({ key, attempt, effect }) => ({ key, attempt, effect })),
    read: step.read,
    at: order.at,
    life: {
      state: order,
      seq: step.seq + stepped.rows.length,
      rules: step.rules,
      policy_version: step.policyVersion,
      stage: stepped.stage,
      waiting: stepped.wait,
      deadline: stepped.deadline?.at ?? null,
      deadline_key: stepped.deadline?.key ?? null,
      clock_offset: step.clockOffset,
      opened_at: order.placedAt,
      closed_at: order.closed?.at ?? null,
      over: stepped.over,
      trouble: step.trouble,
      workflow_id: workflowIdOf(order.shop, order.number),
    },
  };
  const written = await client.query({
    name: before ? 'step-change' : 'step-begin',
    text: before ? CHANGE : BEGIN,
    values: [order.id, JSON.stringify(document), order.shop],
  });
  if (written.rowCount !== 1) throw new Error('a step was written for no life');
}

/** Several changes of one thing in one step are written in their order. */
function numbered(rows: readonly object[]): readonly object[] {
  return rows.map((row, n) => ({ ...row, n }));
}

/** The workflow id of an order: opaque words only, never personal data. */
function workflowIdOf(shop: string, number: string): string {
  return `order/${shop}/${number}`;
}
