/**
 * What carriers say late, again, of another day or of a day to come: which attempt it is of, and which word holds.
 */
import {
  aShopInMemory,
  DELIVERY,
  eventsOf,
  moment,
  momentsOf,
  POST,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const window = { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') };

async function underWay(delivery: object = {}): Promise<{
  shop: ShopInMemory;
  order: OrderInMemory;
}> {
  const shop = aShopInMemory();
  const isByPost = 'method' in delivery;
  const order = await shop.order({
    agreed: { channel: 'phone' },
    delivery: { ...DELIVERY, ...delivery },
    payment: isByPost ? 'cod_post' : 'cash',
  });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await report(order, 'handed_over');
  return { shop, order };
}

const report = (order: OrderInMemory, status: string, more: object = {}): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status, ...more });

const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map((task) => task.kind);

async function plansAnew(order: OrderInMemory): Promise<void> {
  await order.hears('recordContact', { outcome: 'reached' });
  const data = { reason: 'nobody_home', window };
  const taskId = taskOf(order, 'find_out_why');
  await order.hears('closeTask', { taskId, outcome: 'new_date', data });
  for (const { id: instructionId, pending } of order.now().instructions) {
    if (pending) {
      const said = { instructionId, to: pending.kind, answer: 'accepted' };
      await order.hears('answerInstruction', said);
    }
  }
}

describe('an attempt that failed', () => {
  test('when the courier tries in vain once more on the new day and names no hour, then a person finds out at once', async () => {
    const { order } = await underWay();
    await order.until('2026-11-27 13:01');
    await report(order, 'attempt_failed');
    await plansAnew(order);
    expect(kinds(order)).toEqual([]);
    await order.until('2026-11-30 13:01');
    await report(order, 'attempt_failed');
    expect(order.now().check.failed).toBe(2);
    expect(kinds(order)).toEqual(['find_out_why']);
    await report(order, 'attempt_failed');
    expect(order.now().check.failed).toBe(2);
  });

  test('when it is told only after the delivery was planned anew, then it is the attempt counted there', async () => {
    const { order } = await underWay();
    await order.until('2026-11-28 14:00');
    await plansAnew(order);
    expect(order.now().check.failed).toBe(1);
    await report(order, 'attempt_failed', { at: moment('2026-11-27 13:00') });
    expect(eventsOf(order, 'ParcelReported').at(-1)).toMatchObject({ counts: false });
    expect(order.now().check.failed).toBe(1);
    expect(kinds(order)).toEqual([]);
    await order.until('2026-11-30 13:01');
    await report(order, 'attempt_failed', { at: moment('2026-11-30 13:00') });
    expect(order.now().check.failed).toBe(2);
    expect(kinds(order)).toEqual(['find_out_why']);
  });

  test('when it is told of an hour that is yet to come, then it counts as of now and every later one counts too', async () => {
    const { order } = await underWay();
    await order.until('2026-11-27 13:01');
    await report(order, 'attempt_failed', { at: moment('2036-01-01 13:00') });
    expect(order.now().parcels[0]?.reportedAt).toBe(moment('2026-11-27 13:01'));
    await report(order, 'attempt_failed', { at: moment('2036-01-01 13:00') });
    expect(order.now().check.failed).toBe(1);
    await plansAnew(order);
    await order.until('2026-11-30 13:01');
    await report(order, 'attempt_failed', { at: moment('2026-11-30 13:00') });
    expect(order.now().check.failed).toBe(2);
  });
});

describe('a word that comes late', () => {
  test('when the office has the parcel already, then an attempt before that changes nothing and nobody is told again', async () => {
    const { order } = await underWay(POST);
    await order.until('2026-12-01 09:05');
    await report(order, 'at_pickup_point', { at: moment('2026-12-01 09:00') });
    await report(order, 'attempt_failed', { at: moment('2026-11-30 09:00') });
    expect(order.now().parcels[0]?.state).toBe('at_pickup_point');
    expect(kinds(order)).toEqual([]);
    await report(order, 'at_pickup_point', { at: moment('2026-12-01 09:30') });
    expect(momentsOf(order, 'StorageTold')).toHaveLength(1);
  });

  test('when it is of a moment after the word known, then the parcel goes out again', async () => {
    const { order } = await underWay(POST);
    await order.until('2026-12-01 09:05');
    await report(order, 'at_pickup_point', { at: moment('2026-12-01 09:00') });
    await report(order, 'attempt_failed', { at: moment('2026-12-01 09:03') });
    expect(order.now().parcels[0]?.state).toBe('attempt_failed');
  });

  test('when a step of its way was noted late by hand, then the carrier’s earlier word moves it on all the same', async () => {
    const { order } = await underWay(POST);
    await order.until('2026-11-27 11:00');
    await report(order, 'in_transit', { at: moment('2026-11-26 10:30') });
    expect(order.now().parcels[0]?.state).toBe('in_transit');
  });
});
