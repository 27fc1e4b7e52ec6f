/**
 * Stories 44 and 45 from the site to the end: a certificate and a promo code pay, what is taken out of the order
 * comes back on the certificate, and what paid for it is spent.
 */
import { aLine, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function makes(path: string, body: object): Promise<void> {
  const made = await shop.ask('admin', `/v1/${path}`, { body });
  if (made.status !== 201) throw new Error(`not made: ${JSON.stringify(made.body)}`);
}

async function certificate(code: string): Promise<object> {
  return (await shop.ask<object>('manager', `/v1/certificates/${code}`)).body;
}

test('when certificate and promo code pay, then the courier takes the rest and what paid is spent', async () => {
  await makes('certificates', { code: 'GIFT-45', amount: roubles(2000) });
  await makes('promo-codes', { code: 'TEN-45', percent: 10 });
  await shop.time('wed 11:01');
  const lines = [2000, 2500, 1500].map((price) => aLine({ price: roubles(price) }));
  const payment = { method: 'cash', certificates: ['gift-45'], promoCode: 'ten-45' };
  const window = shop.window('thu 10:00', 'thu 14:00');
  const placed = await shop.place(anOrder(window, { lines, payment }));
  expect(placed.totals).toMatchObject({ total: roubles(5700), due: roubles(3700) });
  const { id } = placed;
  await shop.time('wed 11:21');
  await shop.confirms(id);
  await shop.bothAccept(id);
  const change = { type: 'remove_line', lineId: 'line-1' };
  const body = { changes: [change], by: 'customer' };
  const path = `/v1/orders/${id}/amendments`;
  const previewed = await shop.ask<{ totals: { after: object } }>('manager', `${path}/preview`, {
    body: { changes: [change] },
  });
  expect((await shop.ask('manager', path, { body, version: 1 })).status).toBe(202);
  await shop.quiet();
  const amended = await shop.order(id);
  expect(amended.totals).toEqual(previewed.body.totals.after);
  expect(amended.totals).toMatchObject({ total: roubles(3900), due: roubles(1900) });
  for (const party of ['warehouse-main', 'own-couriers'])
    await shop.answer(id, party, { to: 'revision', answer: 'accepted', wishVersion: 2 });
  expect((await shop.purposes(id)).at(-1)).toBe('order_amended');
  await shop.time('thu 12:31');
  await shop.report(id, { status: 'delivered', at: shop.moment('thu 12:31') });
  await shop.time('thu 18:31');
  await shop.pays(id, 1900);
  await shop.time('fri 12:01');
  expect((await shop.order(id)).stage).toBe('completed');
  expect(await certificate('GIFT-45')).toMatchObject({ spent: roubles(2000), left: roubles(0) });
});

test('when the order is cancelled, then the certificate is free again', async () => {
  await makes('certificates', { code: 'GIFT-44', amount: roubles(3000) });
  await shop.time('wed 11:01');
  const payment = { method: 'cash', certificates: ['GIFT-44'], promoCode: null };
  const { id, totals } = await shop.place(anOrder(null, { payment }));
  expect(totals.due).toEqual(roubles(0));
  expect(await certificate('GIFT-44')).toMatchObject({ held: roubles(2900), left: roubles(100) });
  await shop.ask('manager', `/v1/orders/${id}/cancellation`, { body: { reason: 'price' } });
  await shop.quiet();
  expect(await certificate('GIFT-44')).toMatchObject({ held: roubles(0), left: roubles(3000) });
});
