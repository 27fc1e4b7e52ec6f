/**
 * Certificates and promo codes over HTTP: made and read, used when an order is placed and by amendments.
 */
import { anOrder, roubles } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Reply } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const makes = (path: string, body: object, role = 'admin' as const): Promise<Reply> =>
  api.ask(`/v1/${path}`, { role, body });
const certificate = (code: string, amount: number, more = {}): Promise<Reply> =>
  makes('certificates', { code, amount: roubles(amount), ...more });
const reads = async (code: string): Promise<object> =>
  (await api.ask(`/v1/certificates/${code}`)).body;

function places(payment: object, fields: object = {}): Promise<Reply> {
  const payments = { method: 'cash', certificates: [], promoCode: null, ...payment };
  return api.ask('/v1/orders', { body: anOrder(null, { ...fields, payment: payments }) });
}

test('when a certificate is made without a code, then Ordo makes one that nobody guesses', async () => {
  const made = await makes('certificates', { amount: roubles(1000) });
  const { code } = made.body as unknown as { code: string };
  expect(made.status).toBe(201);
  expect(code).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
  expect(made.headers.get('location')).toBe(`/v1/certificates/${code}`);
});

test('when the code is taken, in small letters or as a promo code, then 409', async () => {
  expect((await certificate('Taken-1', 100)).status).toBe(201);
  expect((await certificate('TAKEN-1', 100)).status).toBe(409);
  expect((await makes('promo-codes', { code: 'taken-1', percent: 5 })).status).toBe(409);
});

test('when an order pays by certificate and promo code, then both are seen in its sums and its payment', async () => {
  await certificate('FIRST', 500);
  await makes('promo-codes', { code: 'SPRING', percent: 10 });
  const placed = await places({ certificates: ['first'], promoCode: 'spring' });
  expect(placed.status).toBe(201);
  const { goods, discount, certificates } = placed.body.totals;
  expect(discount.amount).toBe(Math.round(goods.amount / 10));
  expect(certificates).toEqual(roubles(500));
  expect(placed.body.payment).toMatchObject({ certificates: ['FIRST'], promoCode: 'SPRING' });
  expect(await reads('first')).toMatchObject({ held: roubles(500), left: roubles(0) });
  expect((await places({ certificates: ['FIRST'] })).body).toMatchObject({
    refusal: 'code_used',
    errors: [{ pointer: '/payment/certificates/0' }],
  });
  const cancelled = await api.ask(`/v1/orders/${placed.body.id}/cancellation`, {
    body: { reason: 'price' },
  });
  expect(cancelled.status).toBe(202);
  expect(await reads('FIRST')).toMatchObject({ held: roubles(0), left: roubles(500) });
});

test('when the last use of a promo code is asked for twice at once, then one order has it', async () => {
  await makes('promo-codes', { code: 'LAST', sum: roubles(10), mostUses: 1 });
  const asked = await Promise.all(Array.from({ length: 6 }, () => places({ promoCode: 'LAST' })));
  expect(asked.filter((one) => one.status === 201)).toHaveLength(1);
  expect(asked.filter((one) => one.body.refusal === 'code_used')).toHaveLength(5);
});

test('when a code is for one order of each customer, then another number of the same person is another', async () => {
  await makes('promo-codes', { code: 'NEWCOMER', percent: 5, oncePerCustomer: true });
  const customer = (phone: string, email: string): object => ({
    customer: { name: 'Анна', phone, email },
  });
  const anna = customer('+7 916 000-11-22', 'anna-once@example.com');
  expect((await places({ promoCode: 'NEWCOMER' }, anna)).status).toBe(201);
  const sameMail = customer('+7 916 000-11-23', 'Anna-Once@example.com');
  expect((await places({ promoCode: 'NEWCOMER' }, sameMail)).body.refusal).toBe('code_used');
  const other = customer('+7 916 000-11-24', 'other-once@example.com');
  expect((await places({ promoCode: 'NEWCOMER' }, other)).status).toBe(201);
});

test('when a certificate is previewed and applied, then the preview holds nothing and the amendment what it said', async () => {
  await certificate('LATER', 700);
  const { body: order } = await places({});
  const body = { changes: [{ type: 'apply_certificate', code: 'later' }] };
  const path = `/v1/orders/${order.id}/amendments`;
  const previewed = await api.ask(`${path}/preview`, { body });
  expect(await reads('LATER')).toMatchObject({ held: roubles(0) });
  const { after } = previewed.body.totals as unknown as { after: { certificates: object } };
  expect(after.certificates).toEqual(roubles(700));
  expect((await api.ask(path, { version: 1, body })).status).toBe(202);
  expect((await api.ask(`/v1/orders/${order.id}`)).body.totals).toEqual(after);
  expect(await reads('LATER')).toMatchObject({ held: roubles(700) });
});

test('when a promo code is for a group of goods, then it takes off those ordered and those added later, and no others', async () => {
  const made = await makes('promo-codes', { code: 'DRESSES', percent: 10, groups: ['dresses'] });
  expect(made.body).toMatchObject({ skus: null, groups: ['dresses'] });
  expect((await api.ask('/v1/promo-codes/dresses')).body).toMatchObject({ groups: ['dresses'] });
  const { body: order } = await places({ promoCode: 'dresses' });
  const { goods, discount } = order.totals;
  expect(discount.amount).toBe(goods.amount / 10);
  const line = (sku: string, price: number): object => ({
    type: 'add_line',
    line: { sku, title: sku, quantity: 1, price: roubles(price) },
  });
  const body = { changes: [line('DRESS-BLUE-42', 3000), line('BELT-BLACK', 700)] };
  const path = `/v1/orders/${order.id}/amendments`;
  const previewed = await api.ask(`${path}/preview`, { body });
  const { after } = previewed.body.totals as unknown as { after: { discount: object } };
  expect(after.discount).toEqual({ ...discount, amount: discount.amount + 30_000 });
  expect((await api.ask(path, { version: 1, body })).status).toBe(202);
  expect((await api.ask(`/v1/orders/${order.id}`)).body.totals).toEqual(after);
});

test('when the code is of another shop, then nobody knows it', async () => {
  await certificate('ELSEWHERE', 700);
  const foreign = { shop: 'parts' } as const;
  expect((await api.ask('/v1/certificates/ELSEWHERE', foreign)).status).toBe(404);
  expect((await api.ask('/v1/promo-codes/NONE', foreign)).status).toBe(404);
  const payment = { method: 'cash', certificates: ['ELSEWHERE'], promoCode: null };
  const placed = await api.ask('/v1/orders', { ...foreign, body: anOrder(null, { payment }) });
  expect(placed.body.refusal).toBe('code_unknown');
});

test.each<[string, string, object, string]>([
  ['a certificate of nothing', 'certificates', { amount: roubles(0) }, '/amount'],
  ['a promo code of nothing', 'promo-codes', { code: 'A' }, '/percent'],
  ['share and sum', 'promo-codes', { percent: 5, sum: roubles(5) }, '/percent'],
  ['more than all', 'promo-codes', { percent: 101 }, '/percent'],
  ['a promo code for no group', 'promo-codes', { percent: 5, groups: [] }, '/groups'],
  ['a code with a slash', 'certificates', { code: 'A/B', amount: roubles(5) }, '/code'],
  [
    'an end before the beginning',
    'promo-codes',
    { percent: 5, validFrom: '2026-12-02T00:00:00Z', validUntil: '2026-12-01T00:00:00Z' },
    '/validUntil',
  ],
])('when it is %s, then 422 names the field', async (_name, path, body, pointer) => {
  const made = await makes(path, body);
  expect(made.status).toBe(422);
  expect(made.body.errors[0]?.pointer).toBe(pointer);
});
