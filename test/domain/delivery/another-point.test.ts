/**
 * It lies at a point, and the customer wants it at another one: until it has come there he is told to go nowhere, and
 * then he hears of it as of any arrival.
 */
import { eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, page, PICKUP, report, sent, wait } from '../../support/sent-order';
import type { Sent } from '../../support/sent-order';

const told = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted')
    .map(({ purpose }) => purpose)
    .filter((purpose) => purpose.startsWith('parcel'));

/** At point 1 on the 25th, wanted at point 2 on the 26th. */
async function wantedElsewhere(): Promise<Sent> {
  const { shop, order } = await sent({ delivery: PICKUP });
  await report(order, 'at_pickup_point');
  await order.until('2026-11-27 10:00');
  await change(order, { ...PICKUP, pickupPointId: 'point-2' });
  return { shop, order };
}

test('when the point is asked to send it on, then no place is named at which nothing waits', async () => {
  const seen = await wantedElsewhere();
  expect(page(seen)).toContain('on the way');
  expect(page(seen)).not.toMatch(/waits for you|Point 1|until/);
  await allSayYes(seen.order);
  expect(page(seen)).not.toMatch(/waits for you|Point 1|until/);
});

test('when it is on its way there, then its carrier is waited for and the customer reminded of nothing', async () => {
  const { order } = await wantedElsewhere();
  await allSayYes(order);
  expect(wait(order)).toMatchObject({ party: 'pickup-network', what: { key: 'wait.deliver' } });
  await order.until('2026-12-01 20:00');
  expect(told(order)).toEqual(['parcel_arrived']);
});

test('when it has come there, then the customer hears of it and its days of storage begin anew', async () => {
  const { shop, order } = await wantedElsewhere();
  await allSayYes(order);
  await order.until('2026-11-28 15:00');
  await report(order, 'at_pickup_point');
  expect(told(order)).toEqual(['parcel_arrived', 'parcel_arrived']);
  expect(page({ shop, order })).toContain('waits for you');
  await report(order, 'at_pickup_point');
  expect(told(order)).toHaveLength(2);
});

test('when an older word says once more that it came to the first, then that is no arrival', async () => {
  const { order } = await wantedElsewhere();
  await allSayYes(order);
  const { at } = order.now();
  await order.until('2026-11-28 15:00');
  await report(order, 'at_pickup_point', { at });
  expect(told(order)).toEqual(['parcel_arrived']);
});

test('when the point will not send it on and the change goes back, then it waits where it lay', async () => {
  const seen = await wantedElsewhere();
  const { order } = seen;
  await order.hears('answerInstruction', {
    ...{ instructionId: 'ins_1_2', to: 'revision', answer: 'refused', reason: 'other' },
  });
  const amendmentId = order.now().amendment?.id;
  if (amendmentId) await order.hears('decideAmendment', { amendmentId, decision: 'revert' });
  await allSayYes(order);
  expect(order.now().wish.delivery.pickupPointId).toBe('point-1');
  expect(page(seen)).toContain('waits for you');
});
