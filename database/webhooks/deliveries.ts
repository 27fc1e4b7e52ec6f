/**
 * Deliveries to storefronts as their shop sees them, and sending them again by command.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { DeliveryState } from '../../domain/webhooks/delivery-tries';
import type { Database } from '../database';

export interface ListedDelivery {
  readonly id: string;
  readonly place: number;
  readonly orderId: string;
  readonly type: string;
  readonly at: Instant;
  readonly state: DeliveryState;
  /** Tries so far, since it was last asked for. */
  readonly attempts: number;
  /** Null where no more tries are to come. */
  readonly nextAt: Instant | null;
  readonly code: string | null;
  readonly deliveredAt: Instant | null;
  readonly body: string;
}

export interface DeliveryQuery {
  readonly shop: string;
  readonly endpoint: string;
  readonly id: string | null;
  readonly state: DeliveryState | null;
  readonly orderId: string | null;
  /** Deliveries before this place. */
  readonly before: number | null;
  readonly limit: number;
}

/** Deliveries to one endpoint, the newest first. */
export async function listDeliveries(
  database: Database,
  query: DeliveryQuery,
): Promise<readonly ListedDelivery[]> {
  const found = await database.pool.query<ListedDelivery>(
    `SELECT id, place, life_id AS "orderId", type, at, state, attempt AS attempts,
       CASE WHEN state = 'waiting' THEN next_at END AS "nextAt", code, delivered_at AS "deliveredAt", body
     FROM webhook_delivery
     WHERE shop_id = $1 AND endpoint_id = $2 AND ($3::text IS NULL OR id = $3)
       AND ($4::text IS NULL OR state = $4) AND ($5::text IS NULL OR life_id = $5)
       AND ($6::bigint IS NULL OR place < $6)
     ORDER BY place DESC LIMIT $7`,
    [
      ...[query.shop, query.endpoint, query.id, query.state, query.orderId],
      ...[query.before, query.limit],
    ],
  );
  return found.rows;
}

/** Which deliveries to send again: one, or those of events from one moment up to another. */
export type Again =
  | { readonly id: string }
  | { readonly from: Instant; readonly to: Instant; readonly state: DeliveryState | null };

/** Lets deliveries be sent again from their first try on, after a call that is under way; answers how many. */
export async function sendAgain(
  database: Database,
  endpoint: { readonly shop: string; readonly endpoint: string },
  again: Again,
): Promise<number> {
  const { shop, endpoint: id } = endpoint;
  const one = 'id' in again ? again.id : null;
  const range = 'id' in again ? { from: null, to: null, state: null } : again;
  const sent = await database.pool.query(
    `UPDATE webhook_delivery SET state = 'waiting', attempt = 0, next_at = $3, code = NULL, delivered_at = NULL
     WHERE shop_id = $1 AND endpoint_id = $2 AND ($4::text IS NULL OR id = $4)
       AND ($5::timestamptz IS NULL OR (at >= $5 AND at < $6)) AND ($7::text IS NULL OR state = $7)`,
    [shop, id, database.wall(), one, range.from, range.to, range.state],
  );
  return sent.rowCount ?? 0;
}
