/**
 * Story 40: a pickup point: the parcel arrives, the customer hears where it waits and until when, and fetches it or
 * it goes back. Stories 28 and 41 over HTTP: a dearer zone, and what was refused at the door is inspected.
 */
import { aDelivery, aLine, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { OrderSeen, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function underWay(delivery: object, fields: object = {}): Promise<string> {
  await shop.time('tue 11:01');
  const { id } = await shop.place(anOrder(null, { delivery, ...fields }));
  await shop.confirms(id);
  await shop.bothAccept(id);
  return id;
}

const toPoint = (pickupPointId = 'point-1'): object =>
  aDelivery(null, { method: 'pickup', address: null, pickupPointId, price: roubles(150) });

test.each([
  ['fetched', 'delivered'],
  ['not fetched', 'returned'],
])('story 40: when it has arrived and is %s, then the order ends so', async (_how, word) => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await underWay(toPoint());
  await shop.report(id, { status: 'handed_over' });
  await shop.time('thu 15:01');
  await shop.report(id, { status: 'at_pickup_point' });
  const [arrived] = (await shop.sent(id)).slice(-1);
  expect(arrived?.purpose).toBe('parcel_arrived');
  expect(arrived?.text).toContain('Мясницкая, 24');
  const until = shop.moment('wed+1 12:00').slice(0, 10).split('-');
  expect(arrived?.text).toContain(`${until[2] ?? ''}.${until[1] ?? ''}`);
  await shop.time('tue+1 13:01');
  expect((await shop.purposes(id)).slice(1)).toEqual([
    ...['parcel_arrived', 'parcel_waits', 'parcel_waits'],
  ]);
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.report(id, { status: word });
  if (word === 'delivered') {
    await shop.pays(id, 2750);
    expect((await shop.order(id)).stage).toBe('completed');
  } else {
    await shop.answer(id, 'pickup-network', { to: 'call_off', answer: 'accepted' });
    expect((await shop.order(id)).closed).toMatchObject({ reason: 'undeliverable' });
    expect((await shop.stock('DRESS-RED-42')).onHand).toBe(before.onHand);
  }
});

test('story 40: when its days are over and nobody has fetched it, then the dispatcher has it back', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await underWay(toPoint());
  await shop.report(id, { status: 'handed_over' });
  await shop.time('thu 15:01');
  await shop.report(id, { status: 'at_pickup_point' });
  await shop.time('thu+1 11:59');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('thu+1 12:01');
  expect(await shop.tasks(id)).toMatchObject([
    { kind: 'party_overdue', role: 'dispatcher', state: 'open' },
  ]);
  await shop.report(id, { status: 'returned' });
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.answer(id, 'pickup-network', { to: 'call_off', answer: 'accepted' });
  expect((await shop.order(id)).closed).toMatchObject({ reason: 'undeliverable' });
  expect((await shop.stock('DRESS-RED-42')).onHand).toBe(before.onHand);
});

const amend = (order: OrderSeen, delivery: object, path = 'amendments') =>
  shop.ask<Record<string, unknown>>('manager', `/v1/orders/${order.id}/${path}`, {
    body: { changes: [{ type: 'change_delivery', delivery }] },
    version: order.version,
  });

/** What the courier is to take, and what of that it has not agreed to. */
async function collects(id: string): Promise<object> {
  const path = `/v1/instructions?orderId=${id}&party=own-couriers`;
  type Told = Pick<OrderSeen['instructions'][number], 'pending'> & { collect: object | null };
  const list = await shop.ask<{ items: readonly Told[] }>('dispatcher', path);
  const [told] = list.body.items;
  return { pending: told?.pending, collect: told?.collect };
}

test('story 28: when the address moves to a dearer zone, then the preview says so and the courier collects more', async () => {
  const id = await underWay(aDelivery(null));
  const order = await shop.order(id);
  const address = { postalCode: '141006', city: 'Мытищи', street: 'Мира', house: '1' };
  const preview = await amend(order, { address }, 'amendments/preview');
  expect(preview.body).toMatchObject({
    toCollect: roubles(250),
    delivery: { from: { price: roubles(300) }, to: { price: roubles(550) } },
    refusals: [],
  });
  expect((await amend(order, { address })).status).toBe(202);
  await shop.quiet();
  expect((await shop.order(id)).totals).toMatchObject({
    delivery: roubles(550),
    due: roubles(3150),
  });
  for (const party of ['warehouse-main', 'own-couriers']) {
    await shop.answer(id, party, { to: 'revision', answer: 'accepted', wishVersion: 2 });
  }
  expect(await collects(id)).toEqual({ pending: null, collect: roubles(3150) });
});

test('story 28: when the address of a prepaid order moves to a cheaper zone, then the difference is asked back', async () => {
  const address = { postalCode: '141006', city: 'Мытищи', street: 'Мира', house: '1' };
  const payment = { method: 'prepaid', certificates: [], promoCode: null };
  const far = aDelivery(null, { address: { country: 'RU', ...address }, price: roubles(550) });
  await shop.time('tue 11:01');
  const { id } = await shop.place(anOrder(null, { delivery: far, payment }));
  await shop.confirms(id);
  await shop.pays(id, 3150);
  await shop.bothAccept(id);
  const near = { postalCode: '101000', city: 'Москва', street: 'Мясницкая', house: '5' };
  const preview = await amend(await shop.order(id), { address: near }, 'amendments/preview');
  expect(preview.body).toMatchObject({ toRefund: roubles(250), refusals: [] });
  expect((await amend(await shop.order(id), { address: near })).status).toBe(202);
  await shop.quiet();
  for (const { party } of (await shop.order(id)).instructions.filter(({ pending }) => pending)) {
    await shop.answer(id, party, { to: 'revision', answer: 'accepted', wishVersion: 2 });
  }
  const order = await shop.order(id);
  expect(order.totals).toMatchObject({ delivery: roubles(300), due: roubles(0) });
  const asked = (await shop.timeline(id)).find(({ type }) => type === 'RefundAsked');
  expect(asked?.data).toMatchObject({ amount: 25_000 });
  expect(await shop.openTasks(id)).toEqual(['approve_refund']);
});

test('when it is to be fetched instead, then courier and network change places; a point nobody knows is refused', async () => {
  const id = await underWay(aDelivery(null));
  const order = await shop.order(id);
  const nowhere = await amend(order, { method: 'pickup', pickupPointId: 'no-such-point' });
  expect(nowhere.status).toBe(422);
  expect(nowhere.body['errors']).toMatchObject([{ pointer: '/changes/0/delivery/pickupPointId' }]);
  expect((await amend(order, { method: 'pickup', pickupPointId: 'point-2' })).status).toBe(202);
  await shop.quiet();
  const changed = await shop.order(id);
  expect(changed.totals.delivery).toEqual(roubles(150));
  const carriers = changed.instructions.filter(({ task }) => task === 'deliver');
  expect(carriers.map(({ party, pending }) => [party, pending])).toEqual([
    ['own-couriers', 'call_off'],
    ['pickup-network', null],
  ]);
});

test('story 41: when two of three are refused at the door, then the warehouse inspects them: one to stock, one written off', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await underWay(aDelivery(null), { lines: [aLine({ quantity: 3 })] });
  await shop.time('wed 12:01');
  await shop.report(id, { status: 'handed_over' });
  const lines = [{ lineId: 'line-1', accepted: 1, refused: 2 }];
  await shop.report(id, { status: 'partly_delivered', lines });
  await shop.pays(id, 2900);
  await shop.time('thu 12:31');
  await shop.report(id, { status: 'returned' });
  const task = (await shop.tasks(id)).find(({ kind }) => kind === 'inspect_return');
  expect(task).toMatchObject({ role: 'warehouse', state: 'open' });
  const path = `/v1/tasks/${task?.id ?? ''}/outcome`;
  const tooMany = { outcome: 'restock', data: { lines: [{ lineId: 'line-1', quantity: 3 }] } };
  expect((await shop.ask('warehouse', path, { body: tooMany })).status).toBe(422);
  const one = { outcome: 'restock', data: { lines: [{ lineId: 'line-1', quantity: 1 }] } };
  expect((await shop.ask('manager', path, { body: one })).status).toBe(403);
  expect((await shop.ask('warehouse', path, { body: one })).status).toBe(200);
  await shop.quiet();
  expect((await shop.stock('DRESS-RED-42')).onHand).toBe(before.onHand - 2);
  expect((await shop.order(id)).stage).toBe('completed');
});
