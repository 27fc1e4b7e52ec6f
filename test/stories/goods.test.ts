/**
 * Stories 14 and 15: the last unit and two lines of one SKU. Never is more promised than there is.
 */
import { aLine, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.time('thu 11:00');
});
afterAll(() => shop.close());

test('when two customers order the last unit in the same second, then one has it and the other is told', async () => {
  const window = shop.window('fri 10:00', 'fri 14:00');
  const lines = [aLine({ sku: 'VASE', title: 'Ваза' })];
  const both = await Promise.all([
    shop.ask<{ id: string }>('storefront', '/v1/orders', { body: anOrder(window, { lines }) }),
    shop.ask<{ id: string }>('storefront', '/v1/orders', { body: anOrder(window, { lines }) }),
  ]);
  await shop.quiet();
  const orders = await Promise.all(both.map((reply) => shop.order(reply.body.id)));
  const reserved = orders.map((order) => order.lines[0]?.reserved);
  expect([...reserved].sort()).toEqual([0, 1]);
  const loser = orders.find((order) => order.lines[0]?.short === 1);
  expect(loser?.lines[0]).toMatchObject({ reserved: 0, short: 1, state: 'short' });
  expect(loser?.stage).toBe('securing');
  expect(await shop.stock('VASE')).toMatchObject({ onHand: 1, reserved: 1 });
  await shop.time('thu 12:00');
  expect(await shop.purposes(loser?.id ?? '')).toContain('goods_short');
});

test('when two lines want one SKU, 1 + 2 with 2 in stock, then two are reserved in line order and one is short', async () => {
  await shop.stocks('SHOES-38', 2);
  const lines = [aLine({ sku: 'SHOES-38', quantity: 1 }), aLine({ sku: 'SHOES-38', quantity: 2 })];
  const { id } = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00'), { lines }));
  const order = await shop.order(id);
  expect(order.lines.map(({ reserved, short }) => ({ reserved, short }))).toEqual([
    { reserved: 1, short: 0 },
    { reserved: 1, short: 1 },
  ]);
  expect(await shop.stock('SHOES-38')).toMatchObject({ onHand: 2, reserved: 2 });
});

test('when an SKU is unknown, then the order is taken and the line is short', async () => {
  const lines = [aLine({ sku: 'NO-SUCH-THING' })];
  const { id } = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00'), { lines }));
  expect((await shop.order(id)).lines[0]).toMatchObject({ reserved: 0, short: 1 });
});

test('when goods come free, then the oldest short line gets them', async () => {
  await shop.stocks('BELT-BLACK', 1);
  const lines = [aLine({ sku: 'BELT-BLACK' })];
  const window = shop.window('fri 10:00', 'fri 14:00');
  const first = await shop.place(anOrder(window, { lines }));
  const second = await shop.place(anOrder(window, { lines }));
  expect((await shop.order(second.id)).lines[0]).toMatchObject({ short: 1 });
  const cancelled = await shop.ask('manager', `/v1/orders/${first.id}/cancellation`, {
    body: { reason: 'changed_mind' },
  });
  expect(cancelled.status).toBe(202);
  await shop.quiet();
  expect((await shop.order(second.id)).lines[0]).toMatchObject({ reserved: 1, short: 0 });
});
