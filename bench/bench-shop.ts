/**
 * The shop that is measured: the demo shop, open at every hour, with goods enough. Its spacings stay
 * those of the demo, so that an order starts the timers it would start in a real shop.
 */
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { seed } from '../database/seed';
import type { SeedKeys } from '../database/seed';
import { DEMO_POLICY } from '../domain/policy/demo-policy';
import type { Policy } from '../domain/policy/policy';

const ALL_DAY = { from: '00:00', to: '24:00' };
const HOURS = { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY };

const BENCH_POLICY: Policy = {
  ...DEMO_POLICY,
  title: 'Bench',
  calendar: { ...DEMO_POLICY.calendar, hours: { ...HOURS, 7: ALL_DAY } },
  decentHours: ALL_DAY,
};

/** Orders spread over so many goods: with one only, all would queue for one row of stock. */
const GOODS = 50;
const ON_HAND = 1_000_000;

export const BENCH_KEYS: SeedKeys = {
  demo: Object.fromEntries(
    ['storefront', 'manager', 'dispatcher', 'warehouse', 'courier', 'cashier', 'admin'].map(
      (role) => [role, `ordo_demo_${role}_for-measuring`],
    ),
  ),
};

/** Goods that only this supplier offers, and no warehouse has. */
const SUPPLIED: readonly (readonly [string, string])[] = [
  ['BENCH-NORTH', 'supplier-north'],
  ['BENCH-SOUTH', 'supplier-south'],
];

async function offerSupplied(pool: Pool): Promise<void> {
  for (const [sku, party] of SUPPLIED) {
    const price = { amount: 40_000, currency: 'RUB' };
    const offers = [{ party, maker: 'Bench', price, term: 0, quality: 1 }];
    await pool.query(
      `INSERT INTO product (shop_id, sku, body) SELECT 'demo', $1, body || $2
       FROM product WHERE sku = 'BELT-BLACK' AND shop_id = 'demo'`,
      [sku, JSON.stringify({ offers })],
    );
  }
}

/** Fills a migrated, empty database. */
export async function seedBenchShop(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await seed(pool, BENCH_KEYS);
    const policy = JSON.stringify(BENCH_POLICY);
    await pool.query(`UPDATE policy SET body = $1 WHERE shop_id = 'demo'`, [policy]);
    await pool.query(
      `WITH numbers AS (SELECT 'BENCH-' || n AS sku FROM generate_series(0, $1::int - 1) n),
       products AS (INSERT INTO product (shop_id, sku, body)
         SELECT 'demo', sku, (SELECT body FROM product WHERE sku = 'BELT-BLACK' AND shop_id = 'demo')
         FROM numbers),
       moves AS (INSERT INTO stock_move (shop_id, place, sku, kind, quantity, at)
         SELECT 'demo', 'warehouse-main', sku, 'correction', $2, now() FROM numbers)
       INSERT INTO stock (shop_id, place, sku, on_hand)
       SELECT 'demo', 'warehouse-main', sku, $2 FROM numbers`,
      [GOODS, ON_HAND],
    );
    await offerSupplied(pool);
  } finally {
    await pool.end();
  }
}

const DAY = 86_400_000;
let placed = 0;

const DRESS_PRICE = { amount: 260_000, currency: 'RUB' };

const dress = (sku: string) => ({
  ...{ sku, title: 'Dress', attributes: { size: '42' } },
  ...{ quantity: 1, price: DRESS_PRICE },
});

/** A line of goods in stock, the next of them each time. */
export function stockedLine(index: number) {
  return dress(`BENCH-${String(index % GOODS)}`);
}

/** One line each of two suppliers' goods. */
export function suppliedLines() {
  return SUPPLIED.map(([sku]) => dress(sku));
}

type Line = ReturnType<typeof stockedLine>;

/**
 * An order of story 1: one dress to the door, cash to the courier; its customer is told by e-mail. Other lines where
 * they are given.
 */
export function benchOrder(lines?: readonly Line[]) {
  placed += 1;
  const own = randomUUID().slice(0, 8);
  const from = Date.now() + DAY;
  return {
    number: `B-${own}-${String(placed)}`,
    source: 'site',
    customer: {
      name: 'Anna Petrova',
      phone: `+7916${String(1_000_000 + placed)}`,
      email: `anna-${own}@example.com`,
      ...{ locale: 'ru', timeZone: 'Europe/Moscow', channel: 'email' },
    },
    lines: lines ?? [stockedLine(placed)],
    delivery: {
      method: 'courier',
      address: { country: 'RU', postalCode: '101000', city: 'Moscow', street: 'A', house: '5' },
      window: {
        from: new Date(from).toISOString(),
        to: new Date(from + 4 * 3_600_000).toISOString(),
      },
      price: { amount: 30_000, currency: 'RUB' },
    },
    payment: { method: 'cash', certificates: [], promoCode: null },
    consent: { personalData: true, at: '2026-01-01T00:00:00Z' },
  };
}

/** The sum of such an order in kopecks. */
export const BENCH_TOTAL = 290_000;
