/**
 * While the database is away, nothing is promised and nothing is lost.
 */
import { anOrder } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

test('when the database is away, then 503 says when to come back, and the same key works then', async () => {
  const body = anOrder(null);
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const path = `/v1/orders/${placed.body.id}`;
  api.engine.isThere = false;
  await new Promise((resolve) => setTimeout(resolve, 200));
  api.link.cut();
  const asked = [
    await api.ask('/v1/orders', { role: 'storefront', body, key: 'through-the-outage' }),
    await api.ask(path),
    await api.ask('/v1/tasks'),
    await api.ask(`${path}/payments`, {
      role: 'cashier',
      body: { method: 'cash', amount: { amount: 1, currency: 'RUB' } },
    }),
  ];
  for (const { status, headers, text } of asked) {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect(text).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);
  }
  expect((await api.ask('/livez')).status).toBe(200);
  expect(await api.ask('/readyz')).toMatchObject({ status: 503 });
  api.link.mend();
  const back = await api.ask('/v1/orders', { role: 'storefront', body, key: 'through-the-outage' });
  expect(back.status).toBe(201);
  expect((await api.ask('/readyz')).status).toBe(200);
});
