/**
 * Stories 20, 24 and 25: a silent warehouse, and changes before and during picking.
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

async function instructed(fields: object = {}): Promise<OrderSeen> {
  await shop.time('thu 11:00');
  const placed = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), fields));
  await shop.time('thu 11:20');
  await shop.confirms(placed.id);
  return placed;
}

test('when the warehouse is silent, then it is reminded, then a person chases it, and its late yes closes the task', async () => {
  const { id } = await instructed();
  await shop.answer(id, 'own-couriers', { answer: 'accepted' });
  await shop.time('thu 13:21');
  expect(await shop.happened(id)).toContain('PartyReminded');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('thu 15:22');
  expect(await shop.openTasks(id)).toEqual(['party_overdue']);
  const overdue = (await shop.order(id)).instructions.find((one) => one.overdue);
  expect(overdue?.party).toBe('warehouse-main');
  await shop.answer(id, 'warehouse-main', { answer: 'accepted' });
  expect(await shop.openTasks(id)).toEqual([]);
  expect((await shop.order(id)).stage).toBe('delivering');
  const answered = (await shop.timeline(id)).filter((row) => row.type === 'PartyAnswered');
  expect(answered.map(({ by, data }) => [by.split(':')[0], data['party']])).toEqual([
    ['dispatcher', 'own-couriers'],
    ['warehouse', 'warehouse-main'],
  ]);
});

test('when the quantity falls before anything is instructed, then the reservation follows and nobody else is told', async () => {
  await shop.time('thu 11:00');
  const before = await shop.stock('DRESS-RED-42');
  const lines = [aLine({ quantity: 2 })];
  const { id } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), { lines }));
  expect((await shop.stock('DRESS-RED-42')).reserved).toBe(before.reserved + 2);
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  const amended = await shop.ask('manager', `/v1/orders/${id}/amendments`, {
    body: { changes, by: 'customer' },
    version: 1,
  });
  expect(amended.status).toBe(202);
  await shop.quiet();
  const order = await shop.order(id);
  expect(order).toMatchObject({ version: 2, totals: { total: roubles(2900) } });
  expect((await shop.stock('DRESS-RED-42')).reserved).toBe(before.reserved + 1);
  expect(order.instructions).toHaveLength(0);
  expect(await shop.purposes(id)).toEqual(['order_received']);
});

test('when a line is added while picking, then warehouse and courier are told and the customer hears once', async () => {
  const { id } = await instructed();
  await shop.bothAccept(id);
  const changes = [
    { type: 'add_line', line: aLine({ sku: 'BELT-BLACK', title: 'Ремень', price: roubles(700) }) },
  ];
  const preview = await shop.ask<{ parties: { party: string; effect: string }[] }>(
    'manager',
    `/v1/orders/${id}/amendments/preview`,
    { body: { changes } },
  );
  const told = preview.body.parties.filter((one) => one.effect === 'tell').map((one) => one.party);
  expect(told.sort()).toEqual(['own-couriers', 'warehouse-main']);
  const stale = await shop.ask('manager', `/v1/orders/${id}/amendments`, {
    body: { changes, by: 'customer' },
  });
  expect(stale.status).toBe(428);
  await shop.ask('manager', `/v1/orders/${id}/amendments`, {
    body: { changes, by: 'customer' },
    version: 1,
  });
  await shop.quiet();
  expect((await shop.order(id)).instructions.map((one) => one.pending)).toEqual([
    'revision',
    'revision',
  ]);
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 2 });
  expect(await shop.purposes(id)).toEqual(['order_received']);
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted', wishVersion: 2 });
  const order = await shop.order(id);
  expect(order.instructions.every((one) => one.pending === null && one.wishVersion === 2)).toBe(
    true,
  );
  expect(order.totals.total).toEqual(roubles(3600));
  const courier = await shop.ask<{ items: readonly { collect: object | null }[] }>(
    'dispatcher',
    `/v1/instructions?orderId=${id}&party=own-couriers`,
  );
  expect(courier.body.items.map(({ collect }) => collect)).toEqual([roubles(3600)]);
  expect(await shop.purposes(id)).toEqual(['order_received', 'order_amended']);
  const mail = (await shop.sent(id)).at(-1);
  expect(mail?.text.replace(/\s/g, ' ')).toContain('3 600');
});

test('when a change was made on an older version, then it is refused with 412 and nothing is changed', async () => {
  const { id } = await instructed({ lines: [aLine({ quantity: 2 })] });
  const path = `/v1/orders/${id}/amendments`;
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  const both = await Promise.all([
    shop.ask('manager', path, { body: { changes, by: 'manager' }, version: 1 }),
    shop.ask('manager', path, {
      body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 3 }], by: 'manager' },
      version: 1,
    }),
  ]);
  await shop.quiet();
  expect(both.map((reply) => reply.status).sort()).toEqual([202, 412]);
  expect((await shop.order(id)).version).toBe(2);
});
