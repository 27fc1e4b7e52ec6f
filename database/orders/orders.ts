/**
 * Orders as the API shows them: one by id with its state. Lists are another file's.
 * Reads only; an order is changed by commit alone. Every query is scoped by shops.
 */
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { Order } from '../../domain/order/order';
import type { StageName } from '../../domain/order/stage';
import type { Wait } from '../../domain/order/waiting';
import type { Database } from '../database';

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
