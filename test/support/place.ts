/**
 * Places orders straight into the database, for engine tests that have no API, and reads journals.
 */
import { randomUUID } from 'node:crypto';
import { commitWithin } from '../../database/commit';
import { inTransaction } from '../../database/database';
import type { Database } from '../../database/database';
import type { Instant } from '../../domain/calendar/instant';
import { placeOrder } from '../../domain/order/place';
import type { MovableClock } from './clock';
import type { Engine } from './engine';

export interface Placed {
  readonly id: string;
  readonly number: string;
  readonly workflowId: string;
}

/** The same without an engine, at a moment of the test's own; answers the order's id. */
export async function placeRow(database: Database, at: Instant): Promise<string> {
  return (await placeInto({ database, clock: { now: () => at } }, null)).id;
}

/** Places an order of one dress for shop `demo`, whose customer has a phone and an e-mail. */
export async function placeInto(
  engine: { readonly database: Database; readonly clock: Pick<MovableClock, 'now'> },
  window: { readonly from: Instant; readonly to: Instant } | null,
): Promise<Placed> {
  const { database, clock } = engine;
  const number = `E-${randomUUID().slice(0, 8)}`;
  const id = `ord_${randomUUID().replaceAll('-', '')}`;
  const personalId = `per_${id.slice(4)}`;
  const facts = placeOrder({
    ...{ id, number, shop: 'demo', source: 'site', campaign: null, noteId: null, agreed: null },
    lines: [
      {
        sku: 'DRESS-RED-42',
        title: 'Dress',
        attributes: {},
        quantity: 1,
        price: { amount: 260_000, currency: 'RUB' },
        prepaidOnly: false,
      },
    ],
    delivery: {
      method: 'courier',
      addressId: null,
      pickupPointId: null,
      window,
      price: { amount: 30_000, currency: 'RUB' },
    },
    payment: 'cash',
    certificates: [],
    promoCode: null,
    contact: {
      personalId,
      hasPhone: true,
      hasEmail: true,
      locale: 'ru',
      zone: 'Europe/Moscow',
      channel: 'sms',
      hours: null,
    },
  });
  const at = clock.now();
  await inTransaction(database, async (client) => {
    await client.query(
      `INSERT INTO personal (id, shop_id, life_id, kind, body, phone, email, name)
       VALUES ($1, 'demo', $2, 'customer', '{}', '+79161234567', 'anna@example.com', 'Anna')`,
      [personalId, id],
    );
    const inputs = [{ cause: 'placed', at, name: 'place', command: facts }];
    await commitWithin(client, { lifeId: id, inputs, now: at, wall: at });
  });
  return { id, number, workflowId: `order/demo/${number}` };
}

export interface Row {
  readonly seq: number;
  readonly cause: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function journalOf(engine: Pick<Engine, 'database'>, id: string): Promise<Row[]> {
  const found = await engine.database.pool.query<Row>(
    'SELECT seq, cause, type, data FROM journal WHERE life_id = $1 ORDER BY seq',
    [id],
  );
  return found.rows;
}
