/**
 * When the post has a parcel that can be looked up, the customer is told so, with its number and once (R28, R60).
 */
import { letterData } from '../../../domain/messages/letter';
import { aShopInMemory, DELIVERY, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

async function instructed(method: 'post' | 'courier'): Promise<OrderInMemory> {
  const delivery = { ...DELIVERY, method, window: null };
  const payment = method === 'post' ? 'cod_post' : 'cash';
  const order = await aShopInMemory().order({
    ...{ delivery, payment, agreed: { channel: 'phone' } },
  });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return order;
}

const report = (order: OrderInMemory, status: string, tracking: string | null): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status, tracking });
const told = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted')
    .map(({ purpose }) => purpose)
    .filter((purpose) => purpose.startsWith('parcel'));
const tracking = (order: OrderInMemory): unknown =>
  letterData(order.now(), {
    ...{ name: 'Anna', address: null, link: '', shop: 'Demo', point: null, keptUntil: null },
  })['tracking'];

test('when the post has taken it, then the customer is told its number, and not again as it moves on', async () => {
  const order = await instructed('post');
  await report(order, 'handed_over', 'RA644000001RU');
  expect(told(order)).toEqual(['parcel_sent']);
  expect(tracking(order)).toBe('RA644000001RU');
  await report(order, 'in_transit', null);
  expect(told(order)).toEqual(['parcel_sent']);
});

test('when its number comes later, then it is told then', async () => {
  const order = await instructed('post');
  await report(order, 'handed_over', null);
  expect(told(order)).toEqual([]);
  await report(order, 'in_transit', 'RA644000001RU');
  expect(told(order)).toEqual(['parcel_sent']);
});

test('when its number comes with a word that says nothing new, then it is told then, and no later one takes its place', async () => {
  const order = await instructed('post');
  await report(order, 'handed_over', null);
  await report(order, 'handed_over', 'RA644000001RU');
  expect(told(order)).toEqual(['parcel_sent']);
  expect(tracking(order)).toBe('RA644000001RU');
  await report(order, 'handed_over', 'RA999999999RU');
  expect(tracking(order)).toBe('RA644000001RU');
});

test('when it is heard of first at the office, then only that is told', async () => {
  const order = await instructed('post');
  await report(order, 'at_pickup_point', 'RA644000001RU');
  expect(told(order)).toEqual(['parcel_arrived']);
});

test('when a courier of the shop brings it, then there is nothing to look up and nothing is told', async () => {
  const order = await instructed('courier');
  await report(order, 'handed_over', 'K-17');
  expect(told(order)).toEqual([]);
});
