/**
 * The shop of the fault tests: open day and night, so that nothing waits for the morning, with goods
 * enough for every order. And its orders, placed straight into the database.
 */
import { randomUUID } from 'node:crypto';
import { commitWithin } from '../../../database/commit';
import { inTransaction } from '../../../database/database';
import type { Database } from '../../../database/database';
import type { Instant } from '../../../domain/calendar/instant';
import type { Order } from '../../../domain/order/order';
import { placeOrder } from '../../../domain/order/place';
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import type { Policy } from '../../../domain/policy/policy';
import type { Purpose } from '../../../domain/messages/message';
import { persistently } from '../database';

const ALWAYS = { from: '00:00', to: '24:00' };
/** What every order of the fault tests is about. */
export const SKU = 'DRESS-RED-42';
const PLENTY = 100_000;

const POLICY: Policy = {
  ...DEMO_POLICY,
  calendar: {
    zone: 'Europe/Moscow',
    hours: { 1: ALWAYS, 2: ALWAYS, 3: ALWAYS, 4: ALWAYS, 5: ALWAYS, 6: ALWAYS, 7: ALWAYS },
    holidays: [],
  },
  // Hours that end where they begin run round the clock.
  decentHours: { from: '00:00', to: '00:00' },
  messages: { ...DEMO_POLICY.messages, unknownSeconds: 2 },
};

/** Every message the stories send. */
const PURPOSES: readonly Purpose[] = [
  'order_received',
  'confirm_by_email',
  'confirm_reminder',
  'order_amended',
  'delivery_check',
  'order_closed',
];

/** Opens the shop for good and fills its shelves, with the ledger rows that belong to it. */
export async function openTheShop(
  database: Database,
  { repeats }: { readonly repeats: boolean },
): Promise<void> {
  const { pool } = database;
  const messages = { ...POLICY.messages, ...(repeats ? { repeatUnknown: PURPOSES } : {}) };
  const body = JSON.stringify({ ...POLICY, messages });
  await pool.query(`UPDATE policy SET body = $1 WHERE shop_id = 'demo'`, [body]);
  await pool.query(`UPDATE stock SET on_hand = on_hand + $1 WHERE shop_id = 'demo' AND sku = $2`, [
    PLENTY,
    SKU,
  ]);
  await pool.query(
    `INSERT INTO stock_move (shop_id, place, sku, kind, quantity, at)
     SELECT 'demo', place, sku, 'correction', $1, now() FROM stock WHERE shop_id = 'demo' AND sku = $2`,
    [PLENTY, SKU],
  );
}

export interface Placed {
  readonly id: string;
  readonly workflowId: string;
}

/** How an order of the fault tests differs from the plain one: a dress, cash, SMS, no window. */
export interface PlacedHow {
  readonly channel?: 'sms' | 'email';
  readonly window?: { readonly from: Instant; readonly to: Instant } | null;
}

const rub = (amount: number): { amount: number; currency: string } => ({ amount, currency: 'RUB' });

/** Places an order of a customer of its own, reachable by phone and e-mail that nobody else has. */
export async function placeInShop(database: Database, how: PlacedHow = {}): Promise<Placed> {
  const { channel = 'sms', window = null } = how;
  const key = randomUUID().replaceAll('-', '');
  const [id, number, personalId] = [`ord_${key}`, `F-${key.slice(0, 12)}`, `per_${key}`];
  const line = { sku: SKU, title: 'Dress', attributes: {}, quantity: 1, prepaidOnly: false };
  const facts = placeOrder({
    ...{ id, number, shop: 'demo', source: 'site', campaign: null, noteId: null, agreed: null },
    lines: [{ ...line, price: rub(260_000) }],
    delivery: {
      method: 'courier',
      addressId: null,
      pickupPointId: null,
      window,
      price: rub(30_000),
    },
    ...{ payment: 'cash', certificates: [], promoCode: null },
    contact: {
      ...{ personalId, hasPhone: true, hasEmail: true, locale: 'ru', channel, hours: null },
      zone: 'Europe/Moscow',
    },
  });
  const at = database.wall();
  const phone = `+79${String(Number.parseInt(key.slice(0, 8), 16) % 1_000_000_000).padStart(9, '1')}`;
  // A connection may be cut here as well, after the commit even: who places comes again, as a storefront does.
  await persistently(() =>
    inTransaction(database, async (client) => {
      await client.query(
        `INSERT INTO personal (id, shop_id, life_id, kind, body, phone, email, name)
         VALUES ($1, 'demo', $2, 'customer', '{}', $3, $4, 'Anna') ON CONFLICT DO NOTHING`,
        [personalId, id, phone, `${key}@example.com`],
      );
      const inputs = [{ cause: 'placed', at, name: 'place', command: facts }];
      await commitWithin(client, { lifeId: id, inputs, now: at, wall: at });
    }),
  );
  return { id, workflowId: `order/demo/${number}` };
}

export interface Standing {
  readonly state: Order;
  readonly over: boolean;
  readonly stage: string;
  readonly deadline: Instant | null;
}

/** Where an order stands in the database. */
export async function standingOf(database: Database, id: string): Promise<Standing> {
  const found = await database.pool.query<Standing>(
    'SELECT state, over, stage, deadline FROM life WHERE id = $1',
    [id],
  );
  const row = found.rows[0];
  if (!row) throw new Error(`there is no order ${id}`);
  return row;
}
