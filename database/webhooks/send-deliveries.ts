/**
 * The line in which deliveries stand: taken by one sender at a time for so long as a call may last, one of each order
 * and endpoint at once and in their order, and put back or ended by how the call went.
 */
import { minus } from '../../domain/calendar/instant';
import type { Instant } from '../../domain/calendar/instant';
import type { WebhookSecret } from '../../domain/webhooks/webhook-secret';
import type { Database } from '../database';

export interface TakenDelivery {
  readonly id: string;
  readonly shop: string;
  readonly endpoint: string;
  readonly body: string;
  /** Which try this is, from 1; only who has this one may say how it ended. */
  readonly attempt: number;
  readonly url: string;
  readonly secrets: readonly WebhookSecret[];
}

/** Takes what may be sent now, a few for each endpoint; endpoints named as `shop/id` are left alone. */
export async function takeDeliveries(
  database: Database,
  how: {
    readonly each: number;
    readonly leaseSeconds: number;
    readonly leave: readonly string[];
  },
): Promise<readonly TakenDelivery[]> {
  const taken = await database.pool.query<TakenDelivery>({
    name: 'webhook-take',
    text: `WITH due AS (
        SELECT d.id, e.url, e.secrets FROM webhook_endpoint e CROSS JOIN LATERAL (
          SELECT w.id FROM webhook_delivery w
          WHERE w.shop_id = e.shop_id AND w.endpoint_id = e.id AND w.state = 'waiting' AND w.next_at <= $1
            AND (w.leased_until IS NULL OR w.leased_until < now())
            AND NOT EXISTS (SELECT 1 FROM webhook_delivery b
              WHERE b.shop_id = w.shop_id AND b.endpoint_id = w.endpoint_id AND b.life_id = w.life_id
                AND b.state = 'waiting' AND b.id <> w.id AND (b.place < w.place OR b.leased_until >= now()))
          ORDER BY w.place LIMIT $2 FOR UPDATE SKIP LOCKED) d
        WHERE e.shop_id || '/' || e.id <> ALL($4))
      UPDATE webhook_delivery w SET attempt = w.attempt + 1,
        leased_until = now() + make_interval(secs => $3)
      FROM due WHERE w.id = due.id
      RETURNING w.id, w.shop_id AS shop, w.endpoint_id AS endpoint, w.body, w.attempt, due.url, due.secrets`,
    values: [database.wall(), how.each, how.leaseSeconds, how.leave],
  });
  return taken.rows;
}

export type Ended =
  | { readonly state: 'delivered'; readonly at: Instant }
  | { readonly state: 'waiting'; readonly code: string; readonly nextAt: Instant }
  | { readonly state: 'dead'; readonly code: string };

/** Keeps how a try ended; what was taken by somebody else meanwhile is left to them. */
export async function endDelivery(
  database: Database,
  { id, attempt }: Pick<TakenDelivery, 'id' | 'attempt'>,
  ended: Ended,
): Promise<void> {
  const code = 'code' in ended ? ended.code : null;
  const nextAt = ended.state === 'waiting' ? ended.nextAt : null;
  const deliveredAt = ended.state === 'delivered' ? ended.at : null;
  await database.pool.query({
    name: 'webhook-end',
    text: `UPDATE webhook_delivery SET state = $3, code = $4, next_at = coalesce($5, next_at),
        delivered_at = $6, leased_until = NULL
      WHERE id = $1 AND attempt = $2 AND state = 'waiting'`,
    values: [id, attempt, ended.state, code, nextAt, deliveredAt],
  });
}

const KEPT = 'P30D';

/** Forgets deliveries that were taken long ago. */
export async function forgetDelivered(database: Database): Promise<void> {
  await database.pool.query(
    `DELETE FROM webhook_delivery WHERE state = 'delivered' AND delivered_at < $1`,
    [minus(database.wall(), KEPT)],
  );
}
