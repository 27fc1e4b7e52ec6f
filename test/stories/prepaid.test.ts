/**
 * Prepaid-only goods: nothing leaves before they are paid, and money that never comes ends the order.
 */
import { aLine, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { OrderSeen, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function agreedMug(): Promise<OrderSeen> {
  await shop.time('tue 11:00');
  const lines = [aLine({ sku: 'MUG-PRINT', title: 'Кружка', price: roubles(900) })];
  const placed = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), { lines }));
  await shop.time('tue 11:20');
  await shop.confirms(placed.id);
  return placed;
}

test('when a prepaid-only line is agreed, then nothing is instructed before the money is in', async () => {
  const { id } = await agreedMug();
  expect(await shop.order(id)).toMatchObject({ stage: 'awaiting_prepayment', instructions: [] });
  expect(await shop.purposes(id)).toContain('payment_asked');
  await shop.pays(id, 900);
  expect((await shop.order(id)).instructions).toHaveLength(2);
});

test('when the money does not come, then a reminder, then the end and the goods are free', async () => {
  const before = await shop.stock('MUG-PRINT');
  const { id } = await agreedMug();
  await shop.time('wed 11:21');
  expect(await shop.purposes(id)).toContain('payment_reminder');
  await shop.time('thu 11:21');
  expect(await shop.order(id)).toMatchObject({ closed: { reason: 'not_paid' } });
  expect((await shop.stock('MUG-PRINT')).reserved).toBe(before.reserved);
});
