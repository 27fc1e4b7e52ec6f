/**
 * Stories 16, 17, 19 and 21 with their neighbours: suppliers with offers, an order from two sources,
 * goods that wait for their money, answers in the wrong order.
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

const FILTER = aLine({ sku: 'FILTER-OIL-104', title: 'Фильтр', price: roubles(600) });

async function agreed(fields: object): Promise<OrderSeen> {
  await shop.time('thu 11:00');
  const placed = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00'), fields));
  await shop.time('thu 11:20');
  await shop.confirms(placed.id);
  return placed;
}

const partiesOf = async (id: string): Promise<readonly string[]> =>
  (await shop.order(id)).instructions.map((one) => `${one.party} ${one.pending ?? one.state}`);

/** "01.12": a day of the story's week as letters name it. */
const dayOf = (words: string): string => {
  const [, month = '', day = ''] = shop.moment(`${words} 20:00`).slice(0, 10).split('-');
  return `${day}.${month}`;
};

interface Told {
  readonly lines: readonly { readonly price?: object; readonly term?: number }[];
}

test('when suppliers offer the goods, then the best is told its price and term; refused, the next; refused again, a person', async () => {
  const { id } = await agreed({ lines: [FILTER] });
  const order = await shop.order(id);
  expect(order.lines).toMatchObject([{ reserved: 1, short: 0 }]);
  const best = order.instructions.find((one) => one.kind === 'supplier');
  expect(best?.party).toBe('supplier-south');
  const told = await shop.ask<Told>('dispatcher', `/v1/instructions/${best?.id ?? ''}`);
  expect(told.body.lines).toMatchObject([{ price: roubles(420), term: 5 }]);
  const sent = await shop.sent(id);
  const delayed = sent.filter(({ purpose }) => purpose === 'delivery_delayed');
  expect(delayed.map(({ text }) => text)).toEqual([expect.stringContaining(dayOf('tue+1'))]);
  await shop.answer(id, 'supplier-south', { answer: 'refused', reason: 'cannot_in_time' });
  expect(await partiesOf(id)).toContain('supplier-north sent');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.answer(id, 'supplier-north', { answer: 'refused', reason: 'out_of_stock' });
  expect(await shop.openTasks(id)).toEqual(['find_alternative']);
  expect(await shop.purposes(id)).toContain('goods_missing');
});

test('when a supplier is silent to the end, then it is called off and the next best is told', async () => {
  const { id } = await agreed({ lines: [FILTER] });
  await shop.time('thu 15:21');
  expect(await partiesOf(id)).toEqual(
    expect.arrayContaining(['supplier-south call_off', 'supplier-north sent']),
  );
  expect(await shop.openTasks(id)).not.toContain('find_alternative');
});

test('when nobody is left and somebody offers the goods anew, then the order has them without a person', async () => {
  const lines = [aLine({ sku: 'GASKET', title: 'Прокладка' })];
  const { id } = await agreed({ lines });
  expect(await shop.openTasks(id)).toEqual(['find_alternative']);
  const offer = { party: 'supplier-north', maker: 'Mann', price: roubles(10), term: 1, quality: 1 };
  const body = { title: 'Прокладка', offers: [offer] };
  await shop.ask('admin', '/v1/products/GASKET', { method: 'PUT', body });
  await shop.quiet();
  expect(await shop.openTasks(id)).toEqual([]);
  expect(await partiesOf(id)).toContain('supplier-north sent');
});

test('when the term is later than the wished day, then the next-day check waits for the promised one', async () => {
  const { id } = await agreed({ lines: [FILTER] });
  await shop.answer(id, 'supplier-south', { answer: 'accepted' });
  await shop.answer(id, 'own-couriers', { answer: 'accepted' });
  // Five days from Thursday are Tuesday; nobody asks on Saturday whether it came.
  await shop.time('mon+1 12:30');
  expect(await shop.happened(id)).not.toContain('DeliveryFoundMissing');
  await shop.time('wed+1 12:01');
  expect(await shop.happened(id)).toContain('DeliveryFoundMissing');
});

test('when one line comes from the warehouse and one from a supplier, then the order is whole only after both came', async () => {
  const { id } = await agreed({ lines: [aLine(), FILTER] });
  const packers = (await shop.order(id)).instructions.filter((one) => one.kind !== 'own_couriers');
  expect(packers.map((one) => one.party).sort()).toEqual(['supplier-south', 'warehouse-main']);
  await shop.bothAccept(id);
  const { parcels } = await shop.order(id);
  expect(parcels.map((one) => one.lines.map((line) => line.lineId))).toEqual([
    ['line-1'],
    ['line-2'],
  ]);
  const reports = async (n: number): Promise<void> => {
    const path = `/v1/parcels/${parcels[n]?.id ?? ''}/reports`;
    await shop.ask('courier', path, { body: { status: 'delivered' } });
    await shop.quiet();
  };
  await reports(0);
  expect(await shop.happened(id)).not.toContain('OrderDelivered');
  expect((await shop.order(id)).stage).toBe('delivering');
  await reports(1);
  expect(await shop.happened(id)).toContain('OrderDelivered');
  await shop.pays(id, 3500);
  await shop.time('wed+1 12:01');
  expect(await shop.order(id)).toMatchObject({ closed: { reason: 'completed' } });
});

test('when one of the two came and the other goes back, then the customer hears what and that it is not to be paid', async () => {
  const { id } = await agreed({ lines: [aLine(), FILTER] });
  await shop.bothAccept(id);
  const { parcels } = await shop.order(id);
  for (const [n, status] of ['delivered', 'handed_over', 'returned'].entries()) {
    const path = `/v1/parcels/${parcels[Math.min(n, 1)]?.id ?? ''}/reports`;
    await shop.ask('courier', path, { body: { status } });
    await shop.quiet();
  }
  const [letter, ...more] = (await shop.sent(id)).filter(
    ({ purpose }) => purpose === 'parcel_back',
  );
  expect(letter?.text).toMatch(/возвращается к нам: .+ × 1\. Платить за это 600,00 ₽ не нужно/);
  expect(more).toEqual([]);
  expect((await shop.order(id)).totals).toMatchObject({ total: roubles(2900) });
});

describe('goods that leave only after they are paid', () => {
  const MUG = aLine({ sku: 'MUG-PRINT', title: 'Кружка', price: roubles(900) });

  test('when one is added while picking, then it waits for its money and the rest goes on', async () => {
    const { id } = await agreed({});
    await shop.bothAccept(id);
    const body = { changes: [{ type: 'add_line', line: MUG }], by: 'customer' };
    await shop.ask('manager', `/v1/orders/${id}/amendments`, { body, version: 1 });
    await shop.quiet();
    expect((await shop.order(id)).lines[1]).toMatchObject({ prepaidOnly: true, reserved: 1 });
    expect(await partiesOf(id)).toContain('warehouse-main accepted');
    // One message: how the order is now, and what is to be paid first.
    expect(await shop.purposes(id)).toEqual(['order_received', 'order_amended']);
    const [one] = (await shop.sent(id)).filter(({ purpose }) => purpose === 'order_amended');
    expect(one?.text).toMatch(/изменён.*Сначала оплатите 900,00 ₽.*: http/);
    await shop.pays(id, 900);
    expect(await partiesOf(id)).toContain('warehouse-main revision');
  });

  test('when the money comes a minute before the deadline, then the order goes on', async () => {
    await shop.time('tue 11:00');
    const placed = await shop.place(
      anOrder(shop.window('sat 11:00', 'sat 15:00'), { lines: [MUG] }),
    );
    await shop.time('tue 11:20');
    await shop.confirms(placed.id);
    await shop.time('thu 11:19');
    await shop.pays(placed.id, 900);
    await shop.time('thu 11:40');
    expect(await shop.order(placed.id)).toMatchObject({ closed: null });
    expect((await shop.order(placed.id)).instructions).toHaveLength(2);
  });

  test('when the money comes after the order was closed for the lack of it, then its refund is asked', async () => {
    await shop.time('tue 11:00');
    const placed = await shop.place(anOrder(null, { lines: [MUG] }));
    await shop.time('tue 11:20');
    await shop.confirms(placed.id);
    await shop.time('thu 11:21');
    expect(await shop.order(placed.id)).toMatchObject({ closed: { reason: 'not_paid' } });
    await shop.pays(placed.id, 900);
    expect(await shop.openTasks(placed.id)).toEqual(['approve_refund']);
    const { stage, totals } = await shop.order(placed.id);
    expect([stage, totals.overpaid]).toEqual(['cancelled', roubles(900)]);
  });
});

test('when answers come in the wrong order, twice, to an older version or to what was called off, then the state stays right', async () => {
  const { id } = await agreed({});
  const state = async (): Promise<string | undefined> =>
    (await partiesOf(id)).find((one) => one.startsWith('warehouse-main'));
  const says = (answer: object): Promise<{ status: number }> =>
    shop.answer(id, 'warehouse-main', answer);
  await shop.answer(id, 'own-couriers', { answer: 'accepted' });
  await says({ answer: 'done' });
  expect((await says({ answer: 'accepted' })).status).toBe(200);
  expect(await state()).toBe('warehouse-main done');
  for (const quantity of [2, 3]) {
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity }];
    const body = { changes, by: 'customer' };
    await shop.ask('manager', `/v1/orders/${id}/amendments`, { body, version: quantity - 1 });
    await shop.quiet();
  }
  await says({ to: 'revision', answer: 'accepted', wishVersion: 2 });
  expect(await state()).toBe('warehouse-main revision');
  await says({ to: 'revision', answer: 'accepted', wishVersion: 3 });
  await says({ answer: 'refused', reason: 'out_of_stock', wishVersion: 1 });
  // A yes to other pieces than were packed is no parcel yet.
  expect(await state()).toBe('warehouse-main accepted');
  await shop.ask('manager', `/v1/orders/${id}/cancellation`, { body: { reason: 'changed_mind' } });
  await shop.quiet();
  await says({ to: 'call_off', answer: 'accepted' });
  expect((await says({ answer: 'done' })).status).toBe(200);
  expect((await says({ answer: 'refused', reason: 'out_of_stock' })).status).toBe(200);
  expect(await state()).toBe('warehouse-main called_off');
});
