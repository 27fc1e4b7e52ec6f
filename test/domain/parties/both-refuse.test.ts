/**
 * A supplier does not give back what it was told to bring, and then the warehouse refuses to pack its own: no more
 * stays reserved than is wanted, and what the supplier brings all the same is not kept twice.
 */
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const WAREHOUSE = 'ins_1_1';
const SUPPLIER = 'ins_1_2';

let shop: ShopInMemory;

const say = (order: OrderInMemory, instructionId: string, answer: string, more: object = {}) =>
  order.hears('answerInstruction', { instructionId, answer, ...more });
const promised = (order: OrderInMemory): object => {
  const { held = [], sourced = [] } = order.now().goods['line-1'] ?? {};
  return {
    held: held.map(({ quantity }) => quantity),
    sourced: sourced.map((one) => one.quantity),
  };
};
const reserved = (): readonly number[] =>
  shop.market.state().stock.items.map((item) => item.reserved);

/** Two pieces of the warehouse and one of a supplier; then two are wanted, and the supplier brings its own. */
async function supplierKeepsIts(): Promise<OrderInMemory> {
  shop = aShopInMemory({
    shelves: [{ place: 'warehouse-main', sku: 'FILTER', onHand: 2 }],
    offers: { FILTER: [{ party: 'supplier-north', price: 20_000, term: 1 }] },
  });
  const lines = [aWantedLine({ sku: 'FILTER', title: 'Filter', quantity: 3 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  for (const { id } of order.now().instructions) await say(order, id, 'accepted');
  const change = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
  await order.hears('amend', { changes: [change] });
  await say(order, SUPPLIER, 'refused', { to: 'call_off', reason: 'already_packed' });
  expect(promised(order)).toEqual({ held: [2], sourced: [1] });
  return order;
}

test('when the warehouse refuses as well, then it keeps only what the supplier does not bring', async () => {
  const order = await supplierKeepsIts();
  await say(order, WAREHOUSE, 'refused', { reason: 'cannot_in_time' });
  expect(promised(order)).toEqual({ held: [1], sourced: [1] });
  expect(reserved()).toEqual([1]);
  expect(order.now().tasks.map((task) => task.about)).toEqual([WAREHOUSE]);
  // Its piece is wanted again, so it is told to go on.
  const supplier = order.now().instructions.find(({ id }) => id === SUPPLIER);
  expect(supplier?.pending?.kind).toBe('revision');
});

test('when the warehouse is then asked again, then for that one piece', async () => {
  const order = await supplierKeepsIts();
  await say(order, WAREHOUSE, 'refused', { reason: 'cannot_in_time' });
  const found = order.now().tasks.find((task) => task.about === WAREHOUSE);
  await order.hears('closeTask', { taskId: found?.id, outcome: 'chased' });
  const packers = order.now().instructions.filter(({ kind }) => kind !== 'deliver');
  const told = packers.map(({ party, pending, content }) => ({
    ...{ party, pieces: (pending?.content ?? content).lines.map(({ quantity }) => quantity) },
  }));
  expect(told).toEqual(
    expect.arrayContaining([
      { party: 'warehouse-main', pieces: [1] },
      { party: 'supplier-north', pieces: [1] },
    ]),
  );
});

test('when nobody else keeps anything, then who refuses keeps all until it is decided', async () => {
  shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'FILTER', onHand: 2 }] });
  const lines = [aWantedLine({ sku: 'FILTER', title: 'Filter', quantity: 2 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await say(order, WAREHOUSE, 'refused', { reason: 'cannot_in_time' });
  expect(reserved()).toEqual([2]);
});
