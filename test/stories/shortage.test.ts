/**
 * Stories 13, 14 and 18 and their neighbours: goods that are short, found again, or not to be found.
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

const vases = (quantity: number): object => ({
  lines: [aLine({ sku: 'VASE', title: 'Ваза', quantity, price: roubles(900) })],
});

async function agreed(fields: object): Promise<OrderSeen> {
  await shop.time('thu 11:00');
  const placed = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), fields));
  await shop.time('thu 11:20');
  await shop.confirms(placed.id);
  return placed;
}

async function storeVase(alternatives: readonly string[]): Promise<void> {
  const stored = await shop.ask('admin', '/v1/products/VASE', {
    method: 'PUT',
    body: { title: 'Ваза', group: 'home', alternatives },
  });
  expect(stored.status).toBe(200);
}

test('when two are wanted and one is left, then order and task show what there is instead, and the customer takes it', async () => {
  await storeVase(['DRESS-BLUE-42', 'SHOES-38']);
  await shop.stocks('VASE', 1);
  const { id } = await agreed(vases(2));
  const [line] = (await shop.order(id)).lines;
  expect(line).toMatchObject({ reserved: 1, short: 1, state: 'short' });
  expect(line?.alternatives).toMatchObject([
    { sku: 'DRESS-BLUE-42', title: 'Платье синее', available: 10 },
    { sku: 'SHOES-38' },
  ]);
  const task = (await shop.tasks(id)).find((one) => one.kind === 'find_alternative');
  const seen = await shop.ask<{ data: { short: object[] } }>(
    'manager',
    `/v1/tasks/${task?.id ?? ''}`,
  );
  expect(seen.body.data.short).toMatchObject([
    { lineId: 'line-1', quantity: 2, short: 1, alternatives: [{ sku: 'DRESS-BLUE-42' }, {}] },
  ]);
  expect(await shop.purposes(id)).toContain('goods_short');
  const unsaid = await shop.outcome(id, 'find_alternative', { outcome: 'substituted' });
  expect(unsaid.body).toMatchObject({ status: 422, missing: ['changes'] });
  const blue = aLine({ sku: 'DRESS-BLUE-42', title: 'Платье синее', price: roubles(3000) });
  await shop.outcome(id, 'find_alternative', { outcome: 'substituted', data: { line: blue } });
  const order = await shop.order(id);
  expect(order.totals.total).toEqual(roubles(3300));
  expect(order.lines.map((one) => one.state)).toEqual(['removed', 'reserved']);
  expect(order.instructions).toHaveLength(2);
  expect(await shop.stock('VASE')).toMatchObject({ onHand: 1, reserved: 0 });
});

test('when the customer takes what there is, then the sum is that of one', async () => {
  await shop.stocks('VASE', 1);
  const { id } = await agreed(vases(2));
  await shop.outcome(id, 'find_alternative', { outcome: 'removed' });
  const order = await shop.order(id);
  expect(order.lines).toMatchObject([{ quantity: 1, short: 0 }]);
  expect(order.totals.total).toEqual(roubles(1200));
  await shop.ask('manager', `/v1/orders/${id}/cancellation`, { body: { reason: 'changed_mind' } });
  await shop.quiet();
  for (const { party } of (await shop.order(id)).instructions) {
    await shop.answer(id, party, { to: 'call_off', answer: 'accepted' });
  }
});

test('when the last line is dropped because there is none, then the order ends as out of stock', async () => {
  await shop.stocks('VASE', 0);
  const { id } = await agreed(vases(1));
  await shop.outcome(id, 'find_alternative', { outcome: 'removed' });
  expect(await shop.order(id)).toMatchObject({ closed: { reason: 'out_of_stock' } });
  expect(await shop.purposes(id)).toContain('order_closed');
});

test('when the last line is dropped though it is there, then the customer changed their mind', async () => {
  await shop.time('thu 11:00');
  const { id } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00')));
  await shop.ask('manager', `/v1/orders/${id}/amendments`, {
    body: { changes: [{ type: 'remove_line', lineId: 'line-1' }], by: 'customer' },
    version: 1,
  });
  await shop.quiet();
  expect(await shop.order(id)).toMatchObject({ closed: { reason: 'changed_mind' } });
});

test('when goods are put on the shelf, then the oldest order that lacks them has them, before whoever orders next', async () => {
  await shop.stocks('VASE', 0);
  const first = await agreed(vases(1));
  const second = await shop.place(anOrder(null, vases(1)));
  expect(await shop.openTasks(first.id)).toEqual(['find_alternative']);
  await shop.stocks('VASE', 1);
  await shop.quiet();
  const third = await shop.place(anOrder(null, vases(1)));
  const short = await Promise.all(
    [first, second, third].map(async ({ id }) => (await shop.order(id)).lines[0]?.short),
  );
  expect(short).toEqual([0, 1, 1]);
  expect(await shop.openTasks(first.id)).toEqual([]);
  expect((await shop.order(first.id)).instructions).toHaveLength(2);
});

test('when the warehouse cannot find it, then the stock is corrected, a person is called and the customer is told', async () => {
  const { id } = await agreed({ lines: [aLine({ sku: 'SHOES-38', title: 'Туфли' })] });
  const before = await shop.stock('SHOES-38');
  expect(before).toMatchObject({ onHand: 8, reserved: 1 });
  await shop.answer(id, 'warehouse-main', { answer: 'refused', reason: 'out_of_stock' });
  expect(await shop.stock('SHOES-38')).toMatchObject({ onHand: 0, reserved: 0 });
  expect(await shop.openTasks(id)).toEqual(['find_alternative']);
  expect(await shop.purposes(id)).toContain('goods_missing');
  expect((await shop.order(id)).stage).toBe('securing');
  await shop.stocks('SHOES-38', 3);
  await shop.quiet();
  expect(await shop.openTasks(id)).toEqual([]);
  expect(await shop.stock('SHOES-38')).toMatchObject({ onHand: 3, reserved: 1 });
  const told = (await shop.order(id)).instructions.find((one) => one.party === 'warehouse-main');
  expect(told).toMatchObject({ state: 'sent' });
});
