/**
 * Lives with their whole journals, a few at a time and each as one moment sees it: for checking that they agree.
 * Reads only.
 */
import type { Order } from '../domain/order/order';
import type { Database } from './database';
import { inTransaction } from './database';
import type { TimelineRow } from './orders/timeline';

export interface AuditedLife {
  readonly id: string;
  readonly workflowId: string;
  readonly state: Order;
  readonly journal: readonly TimelineRow[];
  readonly seq: number;
  readonly hasDeadline: boolean;
  readonly effects: number;
  readonly trouble: string | null;
}

interface Row {
  readonly id: string;
  readonly workflow_id: string;
  readonly state: Order;
  readonly seq: number;
  readonly deadline: string | null;
  readonly effects: number;
  readonly trouble: string | null;
  readonly journal: readonly {
    readonly seq: number;
    readonly at: string;
    readonly type: string;
    readonly by: string;
    readonly data: object;
  }[];
}

const PAGE = 50;

/** The next orders after this id, by id; an empty list is the end. */
export async function livesToAudit(
  database: Database,
  after: string,
): Promise<readonly AuditedLife[]> {
  const found = await inTransaction(database, (client) =>
    client.query<Row>(
      `SELECT l.id, l.workflow_id, l.state, l.seq, l.deadline, l.trouble,
          (SELECT count(*)::int FROM outside_intent o WHERE o.life_id = l.id) AS effects,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', j.seq, 'at', j.at, 'type', j.type, 'by', j.by,
            'data', j.data) ORDER BY j.seq), '[]') FROM journal j WHERE j.life_id = l.id) AS journal
        FROM life l WHERE l.kind = 'order' AND l.id > $1 ORDER BY l.id LIMIT $2`,
      [after, PAGE],
    ),
  );
  return found.rows.map((row) => ({
    ...{ id: row.id, workflowId: row.workflow_id, state: row.state, seq: row.seq },
    ...{ effects: row.effects, trouble: row.trouble, hasDeadline: row.deadline !== null },
    journal: row.journal.map(({ seq, at, type, by, data }) => ({
      seq,
      at: new Date(at).toISOString(),
      event: { ...data, type, by } as TimelineRow['event'],
    })),
  }));
}
