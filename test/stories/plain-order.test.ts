/**
 * Story 1: the plain order, from the site to the money in the till.
 */
import { anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

test('when all goes well, then the order is told, agreed, instructed, delivered, paid, checked and completed', async () => {
  await shop.time('thu 11:00');
  const window = shop.window('fri 10:00', 'fri 14:00');
  const before = await shop.stock('DRESS-RED-42');
  const { id } = await shop.place(anOrder(window));

  const [sms] = await shop.sent(id);
  expect(sms).toMatchObject({ channel: 'sms', purpose: 'order_received' });
  expect(sms?.text).toContain('/c/');

  await shop.time('thu 11:20');
  expect(await shop.tasks(id)).toMatchObject([{ kind: 'call_customer', state: 'open' }]);
  expect((await shop.confirms(id)).status).toBe(200);
  expect(await shop.tasks(id)).toMatchObject([{ kind: 'call_customer', state: 'done' }]);
  expect((await shop.order(id)).stage).toBe('instructing');
  await shop.bothAccept(id);
  expect((await shop.order(id)).stage).toBe('delivering');

  await shop.time('fri 12:30');
  await shop.report(id, { status: 'delivered', at: shop.moment('fri 12:30') });
  expect((await shop.order(id)).stage).toBe('settling');
  await shop.time('fri 18:30');
  await shop.pays(id, 2900);
  expect((await shop.order(id)).stage).toBe('caring');

  await shop.time('sat 11:59');
  expect((await shop.order(id)).closed).toBeNull();
  await shop.time('sat 12:01');
  const order = await shop.order(id);
  expect(order).toMatchObject({
    stage: 'completed',
    closed: { reason: 'completed' },
    waiting: null,
  });
  expect(order.totals).toMatchObject({
    total: roubles(2900),
    paid: roubles(2900),
    due: roubles(0),
  });
  const after = await shop.stock('DRESS-RED-42');
  expect(after.onHand).toBe(before.onHand - 1);
  expect(after.reserved).toBe(0);
  expect(await shop.sent(id)).toHaveLength(1);
});
