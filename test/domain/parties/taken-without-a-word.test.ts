/**
 * A courier who takes the parcel has said that he brings it: nobody asks him once more whether he will (R21).
 */
import { visitsOf } from '../../../domain/couriers/visit';
import { aShopInMemory, DELIVERY, moment } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

async function untaken(): Promise<{ readonly shop: ShopInMemory; readonly order: OrderInMemory }> {
  const shop = aShopInMemory();
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await order.hears('answerInstruction', { instructionId: 'ins_1_1', answer: 'accepted' });
  return { shop, order };
}

const takes = (order: OrderInMemory) =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });

test('when he takes it without having answered, then he is not chased, and the order is on its way', async () => {
  const { order } = await untaken();
  expect(order.life().turn.stage).toBe('instructing');
  await takes(order);
  expect(order.life().turn.stage).toBe('delivering');
  await order.until('2026-11-26 20:00');
  expect(order.types()).not.toContain('PartyReminded');
  expect(order.now().tasks.map(({ kind }) => kind)).not.toContain('party_overdue');
});

test('when he was told otherwise after he took it, then his answer to that is awaited', async () => {
  const { order } = await untaken();
  await takes(order);
  const window = { from: moment('2026-11-28 10:00'), to: moment('2026-11-28 14:00') };
  const changes = [{ type: 'change_delivery', delivery: { ...DELIVERY, window } }];
  await order.hears('amend', { changes });
  expect(order.now().instructions[1]?.pending?.kind).toBe('revision');
  await order.until('2026-11-26 20:00');
  expect(order.types()).toContain('PartyReminded');
});

const earliestOf = ({ shop, order }: Awaited<ReturnType<typeof untaken>>) =>
  visitsOf(order.now(), shop.market.state().terms)[0]?.earliest;

test('when only the sum is told anew after the cut-off, then the visit is no later for it; another day is', async () => {
  const shop = aShopInMemory();
  const given = { shop, order: await shop.order({ agreed: { channel: 'phone' } }) };
  const { order } = given;
  expect(earliestOf(given)).toBe('2026-11-26');
  await order.until('2026-11-26 15:30');
  const amount = { amount: 100_000, currency: 'RUB' };
  await order.hears('recordPayment', { method: 'cash', amount });
  expect(order.now().instructions[1]?.pending?.kind).toBe('revision');
  expect(earliestOf(given)).toBe('2026-11-26');
  await order.hears('answerInstruction', {
    ...{ instructionId: 'ins_1_2', to: 'revision', answer: 'accepted' },
  });
  expect(earliestOf(given)).toBe('2026-11-26');
  const window = { from: moment('2026-11-28 10:00'), to: moment('2026-11-28 14:00') };
  const changes = [{ type: 'change_delivery', delivery: { ...DELIVERY, window } }];
  await order.hears('amend', { changes });
  expect(earliestOf(given)).toBe('2026-11-27');
});
