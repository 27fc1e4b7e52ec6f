/**
 * Searching for orders as people do: by a part of a name or number, the end of a phone number, an e-mail.
 */
import { searchStatement } from '../../../database/orders/search-orders';
import type { OrderQuery } from '../../../database/orders/search-orders';
import { aCustomer, anOrder } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  const customer = aCustomer({
    name: 'Ёлкина-Синицкая Ян',
    phone: '+7 905 777-31-44',
    email: 'Yan.Elkina@example.com',
  });
  const body = anOrder(null, { number: 'Ж-7731-Q', customer });
  expect((await api.ask('/v1/orders', { role: 'storefront', body })).status).toBe(201);
  await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, { number: 'OTHER-1' }) });
});
afterAll(() => api.close());

const found = async (q: string): Promise<readonly string[]> => {
  const list = await api.ask(`/v1/orders?q=${encodeURIComponent(q)}`);
  expect(list.status).toBe(200);
  return list.body.items.map(({ number }) => number);
};

test.each([
  'синиц',
  'ЁЛК',
  'кина-си',
  'ая ян',
  'Ян',
  'ё',
  '7731',
  '31-q',
  '777 31 44',
  '8 (905) 777-31-44',
  '3144',
  'yan.elkina@EXAMPLE.com',
])('when %s is searched for, then the order is found and no other', async (q) => {
  expect(await found(q)).toEqual(['Ж-7731-Q']);
});

test.each(['%', '_', '\\', "'; --", 'elkina@', '44 31', 'ник яна'])(
  'when %s is searched for, then nothing is found',
  async (q) => {
    expect(await found(q)).toEqual([]);
  },
);

const QUERY: OrderQuery = {
  ...{ shops: ['demo'], number: null, text: null, stage: null, waitingFor: null },
  ...{ overdue: null, now: '2026-11-22T00:00:00.000Z', limit: 51, after: null },
};

describe('with ten thousand orders', () => {
  beforeAll(async () => {
    await api.database.pool.query(`
      WITH n AS (SELECT generate_series(1, 10000) AS n),
      people AS (INSERT INTO personal (id, shop_id, life_id, kind, body, phone, email, name)
        SELECT 'per_' || n, 'demo', 'ord_' || n, 'customer', jsonb_build_object('search', md5(n::text) || ' анна'),
          '+79' || lpad((n * 7919 % 1000000000)::text, 9, '0'), n || '@example.com', md5(n::text) || ' Анна' FROM n),
      lives AS (INSERT INTO life (id, kind, shop_id, workflow_id, rules, policy_version, state, seq, stage, opened_at)
        SELECT 'ord_' || n, 'order', 'demo', 'w' || n, 1, 1, '{}', 1, 'agreeing', now() FROM n)
      INSERT INTO orders (id, shop_id, number, placed_at, version, stage, total, currency, customer_id)
        SELECT 'ord_' || n, 'demo', 'N-' || n, now(), 1, 'agreeing', 1, 'RUB', 'per_' || n FROM n`);
    await api.database.pool.query('VACUUM ANALYZE personal, orders, life');
  });

  test.each([
    ['a name', 'c4ca42', 'personal_search'],
    ['a number', 'n-987', 'orders_number_search'],
    ['the end of a phone number', '000 7919', 'personal_phone_tail'],
    ['an e-mail address', '77@example.com', 'personal_shop_id_email_idx'],
  ])('when %s is searched for, then an index finds it', async (_, text, index) => {
    const { text: sql, values } = searchStatement({ ...QUERY, text });
    const explained = await api.database.pool.query<Record<'QUERY PLAN', string>>({
      text: `EXPLAIN ${sql}`,
      values,
    });
    const plan = explained.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (personal|life)/);
    const found = await api.database.pool.query(sql, values);
    expect(found.rowCount).toBeGreaterThan(0);
    expect(found.rowCount).toBeLessThan(12);
  });
});
