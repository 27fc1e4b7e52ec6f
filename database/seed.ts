/**
 * The two demo shops: policies, parties, goods, stock, keys. Safe to run at every start; it never
 * changes what is there already.
 */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Party } from '../domain/parties/party';
import type { PartyKind } from '../domain/parties/instruction';
import { DEMO_POLICY, PARTS_POLICY } from '../domain/policy/demo-policy';
import type { Policy } from '../domain/policy/policy';

/** API keys by shop and role. */
export type SeedKeys = Readonly<Record<string, Readonly<Record<string, string>>>>;

const PARTIES: readonly (readonly [string, PartyKind, string])[] = [
  ['warehouse-main', 'warehouse', 'Main warehouse'],
  ['supplier-north', 'supplier', 'Supplier North'],
  ['supplier-south', 'supplier', 'Supplier South'],
  ['own-couriers', 'own_couriers', 'Own couriers'],
  ['city-courier', 'courier_company', 'City Courier'],
  ['post', 'post', 'Post'],
  ['pickup-network', 'pickup_network', 'Pickup network'],
  ['cashier', 'cashier', 'Cashier'],
];

const POINTS: readonly (readonly [string, string, string, number, number])[] = [
  ['point-1', '101000', 'Мясницкая, 24', 55.7639, 37.6376],
  ['point-2', '125009', 'Тверская, 7', 55.7585, 37.6107],
  ['point-3', '190000', 'Большая Морская, 15', 59.9342, 30.3142],
];

interface Good {
  readonly sku: string;
  readonly title: string;
  readonly group: string;
  readonly onHand: number;
  readonly prepaidOnly?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly alternatives?: readonly string[];
  readonly accessories?: readonly string[];
  readonly offers?: readonly { party: string; maker: string; price: number; term: number }[];
}

const GOODS: readonly Good[] = [
  {
    sku: 'DRESS-RED-42',
    title: 'Платье красное',
    group: 'dresses',
    onHand: 20,
    attributes: { size: '42', colour: 'красный' },
    alternatives: ['DRESS-BLUE-42'],
    accessories: ['BELT-BLACK'],
  },
  {
    sku: 'DRESS-BLUE-42',
    title: 'Платье синее',
    group: 'dresses',
    onHand: 10,
    attributes: { size: '42', colour: 'синий' },
    alternatives: ['DRESS-RED-42'],
    accessories: ['BELT-BLACK'],
  },
  { sku: 'BELT-BLACK', title: 'Ремень чёрный', group: 'accessories', onHand: 30 },
  { sku: 'SHOES-38', title: 'Туфли', group: 'shoes', onHand: 8, attributes: { size: '38' } },
  {
    sku: 'MUG-PRINT',
    title: 'Кружка с вашей надписью',
    group: 'print',
    onHand: 100,
    prepaidOnly: true,
  },
  { sku: 'VASE', title: 'Ваза', group: 'home', onHand: 1 },
  {
    sku: 'FILTER-OIL-104',
    title: 'Фильтр масляный',
    group: 'parts',
    onHand: 0,
    offers: [
      { party: 'supplier-north', maker: 'Mann', price: 45_000, term: 2 },
      { party: 'supplier-south', maker: 'Bosch', price: 42_000, term: 5 },
    ],
  },
];

async function seedShop(pool: Pool, shop: string, policy: Policy): Promise<void> {
  await pool.query('INSERT INTO shop (id, title) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    shop,
    policy.title,
  ]);
  await pool.query(
    'INSERT INTO policy (shop_id, version, body) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING',
    [shop, JSON.stringify(policy)],
  );
  for (const [id, kind, title] of PARTIES) {
    const body: Omit<Party, 'id' | 'kind'> = {
      title,
      calendar: null,
      deadlines: { answerMinutes: 120 },
      channel: { type: 'desk' },
    };
    await pool.query(
      'INSERT INTO party (shop_id, id, kind, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [shop, id, kind, JSON.stringify(body)],
    );
  }
  for (const good of GOODS) await seedGood(pool, shop, good);
  await seedPoints(pool, shop);
}

/** Where parcels of the pickup network can be fetched. */
async function seedPoints(pool: Pool, shop: string): Promise<void> {
  for (const [id, postalCode, street, lat, lon] of POINTS) {
    const city = postalCode.startsWith('19') ? 'Санкт-Петербург' : 'Москва';
    const address = { country: 'RU', postalCode, city, street };
    const body = { title: street, address, hours: 'ежедневно 10–21', storageDays: 7 };
    await pool.query(
      `INSERT INTO pickup_point (shop_id, id, carrier, active, lat, lon, body)
       VALUES ($1, $2, 'pickup-network', true, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [shop, id, lat, lon, JSON.stringify(body)],
    );
  }
}

async function seedGood(pool: Pool, shop: string, good: Good): Promise<void> {
  const { sku, onHand, ...product } = good;
  const body = {
    imageUrl: null,
    attributes: {},
    prepaidOnly: false,
    urgent: false,
    alternatives: [],
    accessories: [],
    ...product,
    offers: (good.offers ?? []).map((offer) => ({
      ...offer,
      price: { amount: offer.price, currency: 'RUB' },
      quality: 1,
    })),
  };
  await pool.query(
    'INSERT INTO product (shop_id, sku, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [shop, sku, JSON.stringify(body)],
  );
  await pool.query(
    `WITH placed AS (
       INSERT INTO stock (shop_id, place, sku, on_hand) VALUES ($1, 'warehouse-main', $2, $3)
       ON CONFLICT DO NOTHING RETURNING on_hand)
     INSERT INTO stock_move (shop_id, place, sku, kind, quantity, at)
     SELECT $1, 'warehouse-main', $2, 'correction', on_hand, now() FROM placed WHERE on_hand <> 0`,
    [shop, sku, onHand],
  );
}

/** Fills an empty database with the demo shops and registers the given keys. */
export async function seed(pool: Pool, keys: SeedKeys): Promise<void> {
  await seedShop(pool, 'demo', DEMO_POLICY);
  await seedShop(pool, 'parts', PARTS_POLICY);
  for (const [shop, roles] of Object.entries(keys)) {
    for (const [role, key] of Object.entries(roles)) {
      await pool.query(
        `INSERT INTO api_key (id, hash, role, shops, title) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET hash = excluded.hash`,
        [`key_${shop}_${role}`, hashOfKey(key), role, [shop], `${shop} ${role}`],
      );
    }
  }
}

function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
