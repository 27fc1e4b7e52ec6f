/**
 * Parcels that are followed for weeks: handed over or not, kept and fetched, silent, lost, back and inspected;
 * stories 39 to 42b by the rules alone.
 */
import type { OrderRequest } from '../../../domain/order/place';
import { orderTotals } from '../../../domain/order/money/totals';
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY,
  eventsOf,
  moment,
  momentsOf,
  POST,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const PICKUP: OrderRequest['delivery'] = {
  ...DELIVERY,
  method: 'pickup',
  addressId: null,
  pickupPointId: 'point-1',
  window: null,
  zone: 'moscow',
};

async function sent(
  delivery: OrderRequest['delivery'] = POST,
  fields: Partial<OrderRequest> = {},
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const payment = delivery.method === 'post' ? 'cod_post' : 'cash';
  const order = await shop.order({ delivery, payment, agreed: { channel: 'phone' }, ...fields });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return { shop, order };
}

const report = (order: OrderInMemory, status: string, more: object = {}): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status, ...more });

const told = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted')
    .map(({ purpose }) => purpose)
    .filter((purpose) => purpose.startsWith('parcel'));

test('when the post has not taken the parcel by the next day, then a person looks into it, once a day', async () => {
  const { order } = await sent();
  await order.until('2026-11-27 11:59');
  expect(order.now().tasks).toEqual([]);
  await order.until('2026-11-27 12:00');
  expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'handover:par_1_1' }]);
  const taskId = taskOf(order, 'party_overdue');
  await order.hears('closeTask', { taskId, outcome: 'chased' });
  expect(order.now().tasks).toEqual([]);
  await order.until('2026-11-28 12:00');
  expect(eventsOf(order, 'TaskOpened')).toHaveLength(2);
  await report(order, 'handed_over');
  expect(order.now().tasks).toEqual([]);
});

test('when the person asks only days later, then he is asked to look again the day after that, not at once', async () => {
  const { order } = await sent();
  await order.until('2026-12-02 15:00');
  const taskId = taskOf(order, 'party_overdue');
  await order.hears('closeTask', { taskId, outcome: 'chased' });
  await order.until('2026-12-03 11:59');
  expect(order.now().tasks).toEqual([]);
  await order.until('2026-12-03 12:00');
  expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'handover:par_1_1' }]);
});

test('when the next day is a holiday, then handing over is asked for on the first working day after', async () => {
  const shop = aShopInMemory();
  const { calendar } = shop.market.state().terms.policy;
  const holidays = ['2026-11-27', '2026-11-28'];
  const closed = aShopInMemory({ policy: { calendar: { ...calendar, holidays } } });
  const payment = 'cod_post';
  const order = await closed.order({ delivery: POST, payment, agreed: { channel: 'phone' } });
  await order.until('2026-11-30 11:59');
  expect(order.types()).not.toContain('HandOverMissed');
  await order.until('2026-11-30 12:00');
  expect(order.types()).toContain('HandOverMissed');
});

test('story 39: when it waits at the post, then day 1 is told at once, days 5, 10 and 13 at noon, and nobody asks “did it come?”', async () => {
  const { order } = await sent();
  await report(order, 'handed_over');
  await order.until('2026-12-03 15:00');
  await report(order, 'at_pickup_point');
  expect(told(order)).toEqual(['parcel_arrived']);
  await order.until('2026-12-16 15:00');
  expect(eventsOf(order, 'StorageTold').map(({ day }) => day)).toEqual([1, 5, 10, 13]);
  expect(momentsOf(order, 'StorageTold').slice(1)).toEqual([
    moment('2026-12-07 12:00'),
    moment('2026-12-12 12:00'),
    moment('2026-12-15 12:00'),
  ]);
  expect(order.now().tasks).toEqual([]);
  await report(order, 'delivered');
  await order.until('2026-12-20 12:00');
  expect(told(order)).toEqual(['parcel_arrived', 'parcel_waits', 'parcel_waits', 'parcel_waits']);
  expect(eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose)).not.toContain(
    'delivery_check',
  );
});

test('when the arrival is heard of only a week later, then one message goes out, not three', async () => {
  const { order } = await sent();
  await report(order, 'handed_over');
  await order.until('2026-12-08 15:00');
  await report(order, 'at_pickup_point', { at: moment('2026-12-01 10:00') });
  expect(told(order)).toEqual(['parcel_arrived']);
  expect(eventsOf(order, 'StorageTold').map(({ day }) => day)).toEqual([5]);
  await order.until('2026-12-10 12:00');
  expect(told(order)).toEqual(['parcel_arrived', 'parcel_waits']);
});

test('when it goes out again and comes back to the office, then its days are counted and told anew', async () => {
  const { order } = await sent();
  await report(order, 'at_pickup_point');
  await order.until('2026-12-01 15:00');
  await report(order, 'attempt_failed');
  await report(order, 'at_pickup_point');
  await order.until('2026-12-05 15:00');
  expect(eventsOf(order, 'StorageTold').map(({ day }) => day)).toEqual([1, 5, 1, 5]);
});

test('story 39: when nobody fetches it, then it comes back to stock and what it cost is on the books', async () => {
  const { shop, order } = await sent();
  await report(order, 'at_pickup_point');
  await order.until('2026-12-14 15:00');
  await report(order, 'returning');
  await report(order, 'returned');
  expect(order.now().money.deliveryCost).toBe(35_000);
  expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 10, reserved: 0 });
  expect(orderTotals(order.now())).toMatchObject({ total: 0, due: 0 });
  expect(order.now().closing?.reason).toBe('undeliverable');
});

test('story 40: when the point keeps parcels for five days, then that is what counts, not its network’s rule', async () => {
  const { order } = await sent({ ...PICKUP, storageDays: 5 });
  await report(order, 'at_pickup_point');
  await order.until('2026-12-10 12:00');
  expect(eventsOf(order, 'StorageTold').map(({ day }) => day)).toEqual([1, 3]);
  const own = await sent(PICKUP);
  await report(own.order, 'at_pickup_point');
  await own.order.until('2026-12-10 12:00');
  expect(eventsOf(own.order, 'StorageTold').map(({ day }) => day)).toEqual([1, 3, 6]);
});

test('story 42b: when the post says nothing for its term, then the parcel counts as lost, the customer is told and a person decides', async () => {
  const { order } = await sent();
  await report(order, 'in_transit');
  await order.until('2026-12-16 10:59');
  expect(order.types()).not.toContain('ParcelTakenForLost');
  await order.until('2026-12-16 11:00');
  expect(order.now().parcels[0]).toMatchObject({ state: 'lost', reason: 'silent' });
  expect(told(order)).toEqual(['parcel_lost']);
  expect(order.now().tasks).toMatchObject([{ kind: 'find_out_why' }]);
});

test('when a word nobody knows is heard, then the carrier is not silent', async () => {
  const { order } = await sent();
  await report(order, 'in_transit');
  await order.until('2026-12-10 11:00');
  await report(order, 'sorted_in_klin');
  await order.until('2026-12-29 11:00');
  expect(order.types()).not.toContain('ParcelTakenForLost');
  await order.until('2026-12-30 11:00');
  expect(order.types()).toContain('ParcelTakenForLost');
});

test('when a parcel taken for lost turns up, then it is delivered after all', async () => {
  const { order } = await sent();
  await report(order, 'in_transit');
  await order.until('2026-12-16 11:00');
  await report(order, 'delivered');
  expect(order.now().deliveredAt).not.toBeNull();
  expect(order.now().tasks).toEqual([]);
});

describe('what comes back is inspected', () => {
  async function twoRefused(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
    const shop = aShopInMemory();
    const lines = [aWantedLine({ quantity: 3 })];
    const order = await shop.order({ lines, agreed: { channel: 'phone' } });
    await report(order, 'handed_over');
    const refused = [{ lineId: 'line-1', accepted: 1, refused: 2 }];
    await report(order, 'partly_delivered', { lines: refused });
    await report(order, 'returned');
    return { shop, order };
  }
  const close = (order: OrderInMemory, outcome: string, data: object = {}) =>
    order.hears('closeTask', { taskId: taskOf(order, 'inspect_return'), outcome, data });

  test('story 41: when one of two is good, then one goes back to stock and one is written off', async () => {
    const { shop, order } = await twoRefused();
    expect(shop.market.state().stock.items[0]?.onHand).toBe(7);
    await close(order, 'restock', { lines: [{ lineId: 'line-1', quantity: 1 }] });
    expect(shop.market.state().stock.items[0]?.onHand).toBe(8);
    expect(eventsOf(order, 'GoodsLost')).toMatchObject([{ quantity: 1 }]);
    expect(order.now().goods['line-1']).toMatchObject({ delivered: 1, refused: 2, returned: 2 });
    expect(order.now().tasks).toEqual([]);
  });

  test.each([
    ['restock', 9],
    ['write_off', 7],
  ])('when all of it is to be %s, then %d are on hand', async (outcome, onHand) => {
    const { shop, order } = await twoRefused();
    await close(order, outcome);
    expect(shop.market.state().stock.items[0]?.onHand).toBe(onHand);
  });

  test.each([
    ['more than came back', [{ lineId: 'line-1', quantity: 3 }]],
    ['a line that was not in it', [{ lineId: 'line-9', quantity: 1 }]],
    [
      'a line twice',
      [
        { lineId: 'line-1', quantity: 1 },
        { lineId: 'line-1', quantity: 1 },
      ],
    ],
  ])('when %s is named, then it is refused', async (_what, lines) => {
    const { order } = await twoRefused();
    const [refused] = await close(order, 'restock', { lines });
    expect(refused).toMatchObject({ type: 'Refused', refusal: 'more_than_shipped' });
  });

  test('when it comes back unopened, then it goes on the shelf unasked', async () => {
    const { shop, order } = await sent();
    await report(order, 'handed_over');
    await report(order, 'returned');
    expect(shop.market.state().stock.items[0]?.onHand).toBe(10);
    expect(order.types()).not.toContain('TaskOpened');
  });
});
