/**
 * What was to go out once more is lost on its way back: the customer, who waits for it, hears so; who let it go back
 * hears nothing.
 */
import { DELIVERY, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, PICKUP, report, sent } from '../../support/sent-order';
import { decides, report as reportOf, twoParcels } from '../../support/two-parcels';

const losses = (order: OrderInMemory): number =>
  eventsOf(order, 'MessageNoted').filter(({ purpose }) => purpose === 'parcel_lost').length;

async function atThePoint(): Promise<OrderInMemory> {
  const { order } = await sent({ delivery: PICKUP });
  await report(order, 'at_pickup_point');
  return order;
}

test('when he has asked for it at another point meanwhile, then he hears once that it is lost', async () => {
  const order = await atThePoint();
  await report(order, 'returning');
  await change(order, { ...PICKUP, pickupPointId: 'point-2' });
  await allSayYes(order);
  await report(order, 'lost');
  expect(losses(order)).toBe(1);
});

test('when the point sends it back for a courier to bring, then he hears once that it is lost', async () => {
  const order = await atThePoint();
  await change(order, { ...DELIVERY, zone: 'moscow', window: LATER });
  await allSayYes(order);
  await report(order, 'returning');
  await report(order, 'lost');
  expect(losses(order)).toBe(1);
});

test('when he has asked for nothing, then he hears nothing of its loss', async () => {
  const order = await atThePoint();
  await report(order, 'returning');
  await report(order, 'lost');
  expect(losses(order)).toBe(0);
});

test('when a person had it taken back, then he hears nothing of its loss', async () => {
  const { order } = await twoParcels('cash');
  for (const number of [1, 2]) await reportOf(order, number, 'handed_over');
  await reportOf(order, 1, 'attempt_failed');
  await decides(order, 'take_back');
  await reportOf(order, 1, 'returning');
  await reportOf(order, 1, 'lost');
  expect(losses(order)).toBe(0);
});
