/**
 * Where storefronts want to hear of their orders. Every query is scoped by shop.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { WebhookEventType } from '../../domain/webhooks/webhook-events';
import { withNewSecret } from '../../domain/webhooks/webhook-secret';
import type { WebhookSecret } from '../../domain/webhooks/webhook-secret';
import type { Database } from '../database';
import { inTransaction } from '../database';

export interface WebhookEndpoint {
  readonly shop: string;
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEventType[];
  readonly secrets: readonly WebhookSecret[];
  readonly createdAt: Instant;
  /** Deliveries that wait, and such as were tried to the end in vain. */
  readonly waiting: number;
  readonly dead: number;
}

interface Place {
  readonly shop: string;
  readonly id: string;
}

/** Stores an endpoint whole; tells whether it is new, and only then gives it the secret. */
export async function storeEndpoint(
  database: Database,
  endpoint: Place & {
    readonly url: string;
    readonly events: readonly WebhookEventType[];
    readonly secret: WebhookSecret;
  },
): Promise<{ readonly isNew: boolean }> {
  const { shop, id, url, events, secret } = endpoint;
  const stored = await database.pool.query<{ is_new: boolean }>(
    `INSERT INTO webhook_endpoint (shop_id, id, url, events, secrets, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, id) DO UPDATE SET url = excluded.url, events = excluded.events
     RETURNING xmax = 0 AS is_new`,
    [shop, id, url, events, JSON.stringify([secret]), secret.createdAt],
  );
  return { isNew: stored.rows[0]?.is_new ?? false };
}

/** Adds a secret; false where there is no such endpoint. */
export async function addSecret(
  database: Database,
  { shop, id }: Place,
  fresh: WebhookSecret,
): Promise<boolean> {
  return inTransaction(database, async (client) => {
    const found = await client.query<{ secrets: readonly WebhookSecret[] }>(
      'SELECT secrets FROM webhook_endpoint WHERE shop_id = $1 AND id = $2 FOR UPDATE',
      [shop, id],
    );
    const secrets = found.rows[0]?.secrets;
    if (!secrets) return false;
    await client.query('UPDATE webhook_endpoint SET secrets = $3 WHERE shop_id = $1 AND id = $2', [
      ...[shop, id, JSON.stringify(withNewSecret(secrets, fresh))],
    ]);
    return true;
  });
}

/** Removes an endpoint with everything that was still to be told there; false where there is none. */
export async function removeEndpoint(database: Database, { shop, id }: Place): Promise<boolean> {
  return inTransaction(database, async (client) => {
    const removed = await client.query(
      'DELETE FROM webhook_endpoint WHERE shop_id = $1 AND id = $2',
      [shop, id],
    );
    await client.query('DELETE FROM webhook_delivery WHERE shop_id = $1 AND endpoint_id = $2', [
      ...[shop, id],
    ]);
    return removed.rowCount === 1;
  });
}

interface Row {
  readonly shop_id: string;
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEventType[];
  readonly secrets: readonly WebhookSecret[];
  readonly created_at: Instant;
  readonly waiting: number;
  readonly dead: number;
}

/** Endpoints of the shops by shop and id; of one id alone where it is named. */
export async function listEndpoints(
  database: Database,
  wanted: { readonly shops: readonly string[]; readonly id: string | null },
): Promise<readonly WebhookEndpoint[]> {
  const found = await database.pool.query<Row>(
    `SELECT e.shop_id, e.id, e.url, e.events, e.secrets, e.created_at,
       count(*) FILTER (WHERE d.state = 'waiting')::int AS waiting,
       count(*) FILTER (WHERE d.state = 'dead')::int AS dead
     FROM webhook_endpoint e LEFT JOIN webhook_delivery d
       ON d.shop_id = e.shop_id AND d.endpoint_id = e.id AND d.state <> 'delivered'
     WHERE e.shop_id = ANY($1) AND ($2::text IS NULL OR e.id = $2)
     GROUP BY e.shop_id, e.id ORDER BY e.shop_id, e.id`,
    [wanted.shops, wanted.id],
  );
  return found.rows.map(({ shop_id: shop, created_at: createdAt, ...row }) => ({
    ...row,
    shop,
    createdAt,
  }));
}
