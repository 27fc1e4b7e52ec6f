/**
 * Orders as the API shows them: one by id with its state, lists by what people search for.
 * Reads only; an order is changed by commit alone. Every query is scoped by shops.
 */
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import type { Order } from '../domain/order/order';
import type { StageName } from '../domain/order/stage';
import type { Wait } from '../domain/order/waiting';
import type { Database } from './database';

export interface FoundOrder {
  readonly order: Order;
  readonly workflowId: string;
  readonly stage: StageName;
  readonly wait: Wait | null;
  readonly policyVersion: number;
  readonly closedAt: Instant | null;
  readonly deadline: { readonly key: string; readonly at: Instant } | null;
  readonly over: boolean;
  readonly trouble: string | null;
}

interface LifeRow {
  readonly state: Order;
  readonly workflow_id: string;
  readonly stage: StageName;
  readonly waiting: Wait | null;
  readonly policy_version: number;
  readonly closed_at: Instant | null;
  readonly deadline: Instant | null;
  readonly deadline_key: string | null;
  readonly over: boolean;
  readonly trouble: string | null;
}

/** The order with this id in one of the shops, or null; works inside a transaction as well. */
export async function orderById(
  client: Pool | PoolClient,
  wanted: { readonly id: string; readonly shops: readonly string[] },
): Promise<FoundOrder | null> {
  const found = await client.query<LifeRow>({
    name: 'order-by-id',
    text: `SELECT state, workflow_id, stage, waiting, policy_version, closed_at, deadline, deadline_key,
        over, trouble
      FROM life WHERE id = $1 AND kind = 'order' AND shop_id = ANY($2)`,
    values: [wanted.id, wanted.shops],
  });
  const row = found.rows[0];
  if (!row) return null;
  return {
    order: row.state,
    workflowId: row.workflow_id,
    stage: row.stage,
    wait: row.waiting,
    policyVersion: row.policy_version,
    closedAt: row.closed_at,
    deadline:
      row.deadline === null ? null : { key: row.deadline_key ?? 'deadline', at: row.deadline },
    over: row.over,
    trouble: row.trouble,
  };
}

/** The id of the shop's order with this number, or null. */
export async function orderIdByNumber(
  database: Database,
  shop: string,
  number: string,
): Promise<string | null> {
  const where = { shopId_number: { shopId: shop, number } };
  const found = await database.prisma.order.findUnique({ where, select: { id: true } });
  return found?.id ?? null;
}

export interface OrderQuery {
  readonly shops: readonly string[];
  readonly number: string | null;
  /** Part of a number or name, the end of a phone number, an e-mail address. */
  readonly text: string | null;
  readonly stage: string | null;
  readonly waitingFor: string | null;
  /** Only orders whose wait has ended by their own clock. */
  readonly overdue: boolean | null;
  readonly now: Instant;
  readonly limit: number;
  readonly after: { readonly placedAt: Instant; readonly id: string } | null;
}

export interface ListedOrder {
  readonly id: string;
  readonly shop: string;
  readonly number: string;
  readonly placedAt: Instant;
  readonly version: number;
  readonly stage: string;
  readonly waitingFor: string | null;
  readonly dueBy: Instant | null;
  readonly closedReason: string | null;
  readonly total: number;
  readonly currency: string;
  readonly customerName: string | null;
}

const OVERDUE = `(o.closed_reason IS NULL AND o.due_by IS NOT NULL
  AND o.due_by < $8::timestamptz + l.clock_offset * interval '1 millisecond')`;

const SEARCH = `
SELECT o.id, o.shop_id AS shop, o.number, o.placed_at AS "placedAt", o.version, o.stage,
  o.waiting_for AS "waitingFor", o.due_by AS "dueBy", o.closed_reason AS "closedReason", o.total,
  o.currency, p.name AS "customerName"
FROM orders o JOIN life l ON l.id = o.id LEFT JOIN personal p ON p.id = o.customer_id
WHERE o.shop_id = ANY($1)
  AND ($2::text IS NULL OR o.number = $2)
  AND ($3::text IS NULL OR o.number ILIKE $3 OR p.body ->> 'search' LIKE $3 OR p.email = $4
    OR ($5::text IS NOT NULL AND p.phone LIKE $5))
  AND ($6::text IS NULL OR o.stage = $6)
  AND ($7::text IS NULL OR o.waiting_for = $7)
  AND ($9::boolean IS NULL OR ${OVERDUE} = $9)
  AND ($10::timestamptz IS NULL OR (o.placed_at, o.id) < ($10, $11))
ORDER BY o.placed_at DESC, o.id DESC LIMIT $12`;

/** Orders that fit, the latest first; one more than the limit is never read. */
export async function searchOrders(
  database: Database,
  query: OrderQuery,
): Promise<readonly ListedOrder[]> {
  const { text, after } = query;
  const found = await database.pool.query<ListedOrder>(SEARCH, [
    query.shops,
    query.number,
    text === null ? null : `%${escapeLike(text.toLowerCase())}%`,
    text?.toLowerCase() ?? null,
    text === null ? null : phoneTail(text),
    query.stage,
    query.waitingFor,
    query.now,
    query.overdue,
    after?.placedAt ?? null,
    after?.id ?? null,
    query.limit,
  ]);
  return found.rows;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** The pattern of phone numbers that end so; null where the text is no part of a phone number. */
function phoneTail(text: string): string | null {
  if (!/^[+\d\s()-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, '');
  // People begin a Russian number with 8 where E.164 has +7.
  const tail = digits.length === 11 && digits.startsWith('8') ? digits.slice(1) : digits;
  return tail.length < 3 ? null : `%${tail}`;
}
