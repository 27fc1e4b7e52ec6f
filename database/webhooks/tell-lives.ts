/**
 * What there is to tell of one order after the other, and for how long that may go on: an order that takes so long that
 * the database ends the transaction is known by name afterwards, so that it alone can be put aside.
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
import { isDatabaseTrouble } from '../database';
import { termsOf } from '../shops/terms';
import type { ChangedLife } from './untold';

export interface Hearer {
  readonly shop_id: string;
  readonly id: string;
  readonly events: readonly WebhookEventType[];
  /** Nothing below this transaction is new to it; what is, `insert` knows exactly. */
  readonly since_tx: number;
}

/** How long one turn may begin with another order, and after what time the database ends its transaction. */
export interface TurnLimits {
  readonly turnMillis: number;
  readonly statementMillis: number;
}

/** Watches how long a turn and each of its orders take. */
export interface Watch {
  readonly begins: (life: ChangedLife) => void;
  readonly ends: () => void;
  /** Whether no other order may be begun. */
  readonly isOver: () => boolean;
  /** The order that took more time than a turn leaves for it, if one has. */
  readonly tooLong: () => ChangedLife | null;
}

/** Begins to watch a turn. */
export function watchTurn({ turnMillis, statementMillis }: TurnLimits): Watch {
  const begun = performance.now();
  let present: { readonly life: ChangedLife; readonly since: number } | null = null;
  let slow: ChangedLife | null = null;
  const look = (): void => {
    const isSlow = present && performance.now() - present.since >= statementMillis - turnMillis;
    if (present && isSlow) slow = present.life;
  };
  return {
    begins: (life) => {
      present = { life, since: performance.now() };
    },
    ends: () => {
      look();
      present = null;
    },
    isOver: () => performance.now() - begun >= turnMillis,
    tooLong: () => {
      look();
      return slow;
    },
  };
}

export interface Told {
  /** Orders that were begun with, in turn. */
  readonly lives: readonly ChangedLife[];
  readonly deliveries: number;
  /** Those of them that a fault of ours keeps from being told. */
  readonly failed: readonly string[];
}

/**
 * Tells of one order after the other until the time is over, of the first in any case; a fault of ours in one harms
 * no other, a fault of the database all of them.
 */
export async function tellLives(
  client: PoolClient,
  lives: readonly ChangedLife[],
  how: { readonly hearers: readonly Hearer[]; readonly watch: Watch; readonly now: string },
): Promise<Told> {
  const begun: ChangedLife[] = [];
  const failed: string[] = [];
  let deliveries = 0;
  for (const life of lives) {
    if (begun.length > 0 && how.watch.isOver()) break;
    begun.push(life);
    how.watch.begins(life);
    try {
      const rows = await deliveriesFor(client, life, how.hearers);
      deliveries += await insert(client, rows, how.now);
    } catch (error) {
      if (isDatabaseTrouble(error) || (error instanceof Error && 'code' in error)) throw error;
      failed.push(life.id);
    }
    how.watch.ends();
  }
  return { lives: begun, deliveries, failed };
}

async function deliveriesFor(
  client: PoolClient,
  life: ChangedLife,
  hearers: readonly Hearer[],
): Promise<readonly Delivery[]> {
  const terms = await termsOf(client, life);
  const told = webhookEvents(await journalOf(client, life), terms, life.first);
  return told.flatMap((event) => deliveriesOf(event, hearers));
}

interface JournalRow {
  readonly seq: number;
  readonly tx: number;
  readonly at: string;
  readonly type: string;
  readonly by: string;
  readonly data: object;
}

async function journalOf(
  client: PoolClient,
  { id, last }: ChangedLife,
): Promise<readonly WrittenRow[]> {
  const found = await client.query<JournalRow>({
    name: 'webhook-journal',
    text: 'SELECT seq, tx, at, type, by, data FROM journal WHERE life_id = $1 AND seq <= $2 ORDER BY seq',
    values: [id, last],
  });
  return found.rows.map(({ seq, tx, at, type, by, data }) => {
    return { seq, tx, at, event: { ...data, type, by } as OrderEvent };
  });
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
