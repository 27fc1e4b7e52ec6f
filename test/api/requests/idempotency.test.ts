/**
 * The same request twice: one effect, one answer.
 */
import { anOrder } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const storefront = { role: 'storefront' } as const;
const countOrders = () => api.database.prisma.order.count();

test('when an order is posted twice with one key, then there is one order and the first answer again', async () => {
  const body = anOrder(null);
  const before = await countOrders();
  const first = await api.ask('/v1/orders', { ...storefront, body, key: 'same' });
  const second = await api.ask('/v1/orders', { ...storefront, body, key: 'same' });
  expect(first.status).toBe(201);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(second.status).toBe(201);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  expect(await countOrders()).toBe(before + 1);
});

test('when the fields come in another order, then it is the same request', async () => {
  const body = anOrder(null);
  const turned = Object.fromEntries(Object.entries(body).reverse());
  const first = await api.ask('/v1/orders', { ...storefront, body, key: 'turned' });
  const second = await api.ask('/v1/orders', { ...storefront, body: turned, key: 'turned' });
  expect(second.body).toEqual(first.body);
});

test('when the key comes with another body, then 422 and nothing is made', async () => {
  await api.ask('/v1/orders', { ...storefront, body: anOrder(null), key: 'other' });
  const before = await countOrders();
  const other = await api.ask('/v1/orders', { ...storefront, body: anOrder(null), key: 'other' });
  expect(other.status).toBe(422);
  expect(other.body.type).toBe('/problems/idempotency-key-reused');
  expect(await countOrders()).toBe(before);
});

test('when another caller uses the same key, then it is a request of its own', async () => {
  await api.ask('/v1/orders', { ...storefront, body: anOrder(null), key: 'shared' });
  const other = await api.ask('/v1/orders', {
    role: 'manager',
    body: anOrder(null),
    key: 'shared',
  });
  expect(other.status).toBe(201);
});

test('when eight twins come at once, then one order is made and each gets it or is told to wait', async () => {
  const body = anOrder(null);
  const before = await countOrders();
  const twins = await Promise.all(
    Array.from({ length: 8 }, () => api.ask('/v1/orders', { ...storefront, body, key: 'twins' })),
  );
  const statuses = new Set(twins.map((twin) => twin.status));
  expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
  expect(statuses.has(201)).toBe(true);
  const ids = twins.flatMap((twin) => (twin.status === 201 ? [twin.body.id] : []));
  expect(new Set(ids).size).toBe(1);
  expect(await countOrders()).toBe(before + 1);
});

test('when a twin is still being worked on, then 409 says to try again', async () => {
  const body = anOrder(null);
  const first = await api.ask('/v1/orders', { ...storefront, body, key: 'stuck' });
  expect(first.status).toBe(201);
  await api.database.prisma.idempotency.updateMany({
    where: { key: 'stuck' },
    data: { state: 'working', createdAt: new Date() },
  });
  const twin = await api.ask('/v1/orders', { ...storefront, body, key: 'stuck' });
  expect(twin.status).toBe(409);
  expect(twin.body.type).toBe('/problems/twin-in-flight');
  expect(twin.headers.get('retry-after')).toBe('1');
});

test('when whoever worked on it died, then the claim runs out and the request is done anew', async () => {
  const body = anOrder(null);
  await api.ask('/v1/orders', { ...storefront, body, key: 'died' });
  await api.database.prisma.order.deleteMany({
    where: { number: (body as { number: string }).number },
  });
  await api.database.prisma.life.deleteMany({
    where: { workflowId: `order/demo/${(body as { number: string }).number}` },
  });
  await api.database.prisma.idempotency.updateMany({
    where: { key: 'died' },
    data: { state: 'working', createdAt: new Date(Date.now() - 60_000) },
  });
  const again = await api.ask('/v1/orders', { ...storefront, body, key: 'died' });
  expect(again.status).toBe(201);
  expect(again.headers.get('idempotency-replayed')).toBeNull();
});

test('when seven days have passed, then the key may name another request', async () => {
  await api.ask('/v1/orders', { ...storefront, body: anOrder(null), key: 'old' });
  await api.database.prisma.idempotency.updateMany({
    where: { key: 'old' },
    data: { createdAt: new Date(Date.now() - 8 * 86_400_000) },
  });
  const other = await api.ask('/v1/orders', { ...storefront, body: anOrder(null), key: 'old' });
  expect(other.status).toBe(201);
});

test('when a refusal was answered, then it is answered again', async () => {
  const placed = await api.ask('/v1/orders', { ...storefront, body: anOrder(null) });
  const path = `/v1/orders/${placed.body.id}/confirmation`;
  const body = { channel: 'phone' };
  await api.ask(path, { body });
  const first = await api.ask(path, { body, key: 'refused' });
  const second = await api.ask(path, { body, key: 'refused' });
  expect(first.status).toBe(422);
  expect(second.status).toBe(422);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(second.headers.get('content-type')).toContain('application/problem+json');
  expect(second.body).toEqual(first.body);
});

test('when the answer was 503, then nothing is kept and the same key is tried again', async () => {
  const placed = await api.ask('/v1/orders', { ...storefront, body: anOrder(null) });
  const path = `/v1/orders/${placed.body.id}/notes`;
  const asking = { body: { text: 'Синий' }, key: 'after-503' };
  api.engine.isThere = false;
  const away = await api.ask(path, asking);
  api.engine.isThere = true;
  expect(away.status).toBe(503);
  const back = await api.ask(path, asking);
  expect(back.status).toBe(201);
  const order = await api.ask(`/v1/orders/${placed.body.id}`);
  expect(order.body.notes).toHaveLength(1);
});

test('when validation failed, then the key is free for the corrected request', async () => {
  const wrong = await api.ask('/v1/orders', {
    ...storefront,
    body: anOrder(null, { lines: [] }),
    key: 'corrected',
  });
  expect(wrong.status).toBe(422);
  const right = await api.ask('/v1/orders', {
    ...storefront,
    body: anOrder(null),
    key: 'corrected',
  });
  expect(right.status).toBe(201);
});

test('when the key is missing where it is needed, or is no key, then 400', async () => {
  const missing = await api.ask('/v1/orders', { ...storefront, body: anOrder(null), key: null });
  expect(missing.status).toBe(400);
  expect(missing.body.type).toBe('/problems/idempotency-key-missing');
  const long = await api.ask('/v1/orders', {
    ...storefront,
    body: anOrder(null),
    key: 'x'.repeat(256),
  });
  expect(long.status).toBe(400);
});

test('when a payment is reported twice with one key, then it is booked once', async () => {
  const placed = await api.ask('/v1/orders', { ...storefront, body: anOrder(null) });
  const path = `/v1/orders/${placed.body.id}/payments`;
  const body = { method: 'cash', amount: { amount: 290_000, currency: 'RUB' } };
  const cashier = { role: 'cashier', body, key: 'paid-once' } as const;
  const first = await api.ask(path, cashier);
  expect(first).toMatchObject({ status: 201, body: { state: 'recorded' } });
  await api.database.prisma.idempotency.deleteMany({ where: { key: 'paid-once' } });
  const second = await api.ask(path, cashier);
  expect(second.body.id).toBe(first.body.id);
  const order = await api.ask(`/v1/orders/${placed.body.id}`);
  expect(order.body.totals.paid.amount).toBe(290_000);
});
