/**
 * What comes of a delivery that failed: another date, address or way, what was lost sent anew, and after the
 * last attempt taken back (stories 35 to 37 and 42b).
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { checkAt } from '../../../domain/order/delivery/promise';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  moment,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const monday = { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') };
const shelf = (shop: ShopInMemory): object | undefined => shop.market.state().stock.items[0];
const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const report = (order: OrderInMemory, status: string, number = 1): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status });
const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map((task) => task.kind);
const told = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map((event) => event.purpose);

async function underWay(policy: object = {}): Promise<{
  shop: ShopInMemory;
  order: OrderInMemory;
}> {
  const shop = aShopInMemory({ policy });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  await report(order, 'handed_over');
  return { shop, order };
}

async function ends(
  order: OrderInMemory,
  outcome: string,
  data: object,
): ReturnType<OrderInMemory['hears']> {
  await order.hears('recordContact', { outcome: 'reached' });
  const taskId = taskOf(order, 'find_out_why');
  return order.hears('closeTask', { taskId, outcome, data: { reason: 'nobody_home', ...data } });
}

test('when the courier tried in vain, then the dispatcher finds out why at once, not on the next day', async () => {
  const { order } = await underWay();
  await order.until('2026-11-27 13:01');
  await report(order, 'attempt_failed');
  expect(kinds(order)).toEqual(['find_out_why']);
});

test('when a new date is agreed while the parcel is out, then only the courier is told, not who packed it', async () => {
  const { order } = await underWay();
  await order.until('2026-11-27 13:01');
  await report(order, 'attempt_failed');
  await ends(order, 'new_date', { window: monday });
  expect(order.now().instructions.map((one) => one.pending?.content.window ?? null)).toEqual([
    null,
    monday,
  ]);
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  expect(told(order).at(-1)).toBe('order_amended');
  await order.until('2026-12-01 12:00');
  expect(told(order).at(-1)).toBe('delivery_check');
});

test('when the customer is asked on two days, then the second question goes out too', async () => {
  const { order } = await underWay();
  await order.until('2026-11-28 14:00');
  await ends(order, 'new_date', { window: monday });
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  await order.until('2026-12-01 12:00');
  expect(told(order).filter((purpose) => purpose === 'delivery_check')).toHaveLength(2);
});

test('when a new address is agreed, then the courier is told of it; without one it is missing', async () => {
  const { order } = await underWay();
  await report(order, 'attempt_failed');
  const bare = await ends(order, 'new_address', { window: monday });
  expect(bare).toMatchObject([{ missing: ['address'] }]);
  await ends(order, 'new_address', { window: monday, addressId: 'adr_2' });
  expect(order.now().instructions[1]?.pending?.content).toMatchObject({
    addressId: 'adr_2',
    window: monday,
  });
});

describe('another way', () => {
  test.each([
    ['no way', {}, ['method']],
    ['pickup without a point', { method: 'pickup' }, ['pickup_point']],
  ])('when %s is named, then that is missing', async (_, data, missing) => {
    const { order } = await underWay();
    await report(order, 'attempt_failed');
    expect(await ends(order, 'new_way', data)).toMatchObject([{ missing }]);
  });

  test('when the parcel is still out, then it is called back and goes out anew by the other carrier', async () => {
    const { shop, order } = await underWay();
    await report(order, 'attempt_failed');
    await ends(order, 'new_way', { method: 'post' });
    const [, courier, post] = order.now().instructions;
    expect(courier).toMatchObject({ party: 'own-couriers', pending: { kind: 'call_off' } });
    expect(post).toMatchObject({ party: 'post', state: 'sent' });
    await answer(order, 2, { to: 'call_off', answer: 'accepted' });
    await report(order, 'returned');
    expect(order.now().closing).toBeNull();
    expect(order.now().goods['line-1']).toMatchObject({ refused: 0, replaced: 1 });
    expect(shelf(shop)).toMatchObject({ onHand: 10, reserved: 1 });
    await answer(order, 1, { to: 'revision', answer: 'accepted' });
    await answer(order, 3, { answer: 'accepted' });
    expect(order.now().parcels[1]).toMatchObject({ carrier: 'post', state: 'announced' });
    await report(order, 'delivered', 2);
    expect(order.now().deliveredAt).not.toBeNull();
    expect(orderTotals(order.now()).total).toBe(290_000);
  });

  test('when it promises days instead of hours, then they are counted from the new plan', async () => {
    const { shop, order } = await underWay();
    await order.until('2026-11-28 14:00');
    await ends(order, 'new_way', { method: 'post' });
    // Seven days after Saturday is Saturday; the check is on the working day after.
    const { terms } = shop.market.state();
    expect(checkAt(order.now(), terms)).toBe(moment('2026-12-07 12:00'));
  });
});

describe('attempts (story 36)', () => {
  test('when the third attempt fails by the courier’s word, then it is taken back by itself and the customer told', async () => {
    const { shop, order } = await underWay();
    for (const day of ['2026-11-30', '2026-12-02']) {
      await report(order, 'attempt_failed');
      const window = { from: moment(`${day} 10:00`), to: moment(`${day} 14:00`) };
      await ends(order, 'new_date', { window });
      await answer(order, 2, { to: 'revision', answer: 'accepted' });
      await order.until(`${day} 11:00`);
      await report(order, 'in_transit');
    }
    await report(order, 'attempt_failed');
    expect(order.now().closing?.reason).toBe('undeliverable');
    expect(told(order).at(-1)).toBe('order_closed');
    expect(order.now().instructions[1]?.pending?.kind).toBe('call_off');
    await answer(order, 2, { to: 'call_off', answer: 'accepted' });
    await report(order, 'returned');
    expect(order.now().closed?.reason).toBe('undeliverable');
    expect(shelf(shop)).toMatchObject({ onHand: 10, reserved: 0 });
  });

  test('when the courier tries again by itself, then each attempt counts', async () => {
    const { order } = await underWay();
    for (const word of ['attempt_failed', 'in_transit', 'attempt_failed', 'in_transit']) {
      await report(order, word);
    }
    expect(order.now()).toMatchObject({ check: { failed: 2 }, closing: null });
    await report(order, 'attempt_failed');
    expect(order.now().closing?.reason).toBe('undeliverable');
  });

  test('when two parcels of one attempt come back to the depot, then that is one attempt', async () => {
    const shop = aShopInMemory({
      shelves: [
        { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
        { place: 'warehouse-south', sku: 'DRESS', onHand: 1 },
      ],
    });
    const lines = [aWantedLine({ quantity: 2 })];
    const order = await shop.order({ lines, agreed: { channel: 'phone' } });
    for (const number of [1, 2]) await report(order, 'handed_over', number);
    for (const number of [1, 2]) await report(order, 'attempt_failed', number);
    expect(order.now().check.failed).toBe(1);
  });

  test('when nobody reported anything, then a failed attempt counts when it is planned anew', async () => {
    const { order } = await underWay();
    await order.until('2026-11-28 14:00');
    await ends(order, 'new_date', { window: monday });
    expect(order.now().check).toMatchObject({ failed: 1, attempts: 1 });
  });
});

test('story 37: when the report comes during the task, then it is closed with the reason "delivered late"', async () => {
  const { order } = await underWay();
  await order.until('2026-11-28 14:00');
  await report(order, 'delivered');
  expect(eventsOf(order, 'TaskWithdrawn').at(-1)?.why).toBe('delivered_late');
});

test('when the new date was agreed as an amendment already, then the task still wants its reason and takes that date', async () => {
  const { order } = await underWay();
  await order.until('2026-11-28 14:00');
  const { wish } = order.now();
  const price = { amount: wish.delivery.price, currency: 'RUB' };
  const delivery = { ...wish.delivery, window: monday, price };
  await order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
  expect(kinds(order)).toEqual(['find_out_why']);
  expect(refusalOf(await ends(order, 'new_date', {}))).toBeNull();
  expect(kinds(order)).toEqual([]);
  await order.until('2026-12-01 11:59');
  expect(eventsOf(order, 'DeliveryFoundMissing')).toHaveLength(1);
});

test('when the customer was asked and then moves the date, then no answer is waited for and the check moves', async () => {
  const { order } = await underWay();
  await order.until('2026-11-28 12:30');
  const { wish } = order.now();
  const price = { amount: wish.delivery.price, currency: 'RUB' };
  const delivery = { ...wish.delivery, window: monday, price };
  await order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  await order.until('2026-12-01 11:59');
  expect(kinds(order)).toEqual([]);
  await order.until('2026-12-01 12:00');
  expect(told(order).filter((purpose) => purpose === 'delivery_check')).toHaveLength(2);
});

describe('a lost parcel (42b)', () => {
  async function lost(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
    const given = await underWay();
    await report(given.order, 'lost');
    expect(kinds(given.order)).toEqual(['find_out_why']);
    return given;
  }

  test('when it is sent anew, then the lost goods are written off and others are packed and brought', async () => {
    const { shop, order } = await lost();
    await ends(order, 'new_date', { window: monday });
    expect(eventsOf(order, 'GoodsSentAnew')).toMatchObject([{ lineId: 'line-1', quantity: 1 }]);
    expect(shelf(shop)).toMatchObject({ onHand: 9, reserved: 1 });
    expect(order.now().instructions[0]?.pending?.content.lines).toMatchObject([{ quantity: 2 }]);
    await answer(order, 1, { to: 'revision', answer: 'accepted' });
    await answer(order, 2, { to: 'revision', answer: 'accepted' });
    expect(order.now().instructions[1]?.content).toMatchObject({
      lines: [{ quantity: 1 }],
      window: monday,
      collect: 290_000,
    });
    await report(order, 'delivered', 2);
    expect(order.now().deliveredAt).not.toBeNull();
    expect(shelf(shop)).toMatchObject({ onHand: 8, reserved: 0 });
  });

  test('when the customer wants the money, then the order ends and what was lost is written off', async () => {
    const { shop, order } = await lost();
    await ends(order, 'take_back', {});
    expect(order.now().closed?.reason).toBe('undeliverable');
    expect(order.types()).toContain('GoodsLost');
    expect(shelf(shop)).toMatchObject({ onHand: 9, reserved: 0 });
  });

  test('when the customer has it after all, then it is delivered', async () => {
    const { order } = await lost();
    await ends(order, 'delivered_after_all', {});
    expect(order.now().deliveredAt).not.toBeNull();
  });

  test('when it is found after others were sent in its place, then nothing changes', async () => {
    const { order } = await lost();
    await ends(order, 'new_date', { window: monday });
    await report(order, 'delivered');
    expect(eventsOf(order, 'ParcelReported').at(-1)?.counts).toBe(false);
  });
});
