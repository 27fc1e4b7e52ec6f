/**
 * Everything comes back to go out once more, and then the customer wants fewer: nothing has gone out that he cannot do
 * without, so nobody has refused anything.
 */
import { aShopInMemory, aWantedLine, DELIVERY, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, PICKUP, report, sent } from '../../support/sent-order';
import { report as reportOf } from '../../support/two-parcels';

const two = { lines: [aWantedLine({ quantity: 2 })] };

async function oneIsEnough(order: OrderInMemory): Promise<void> {
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  await order.hears('amend', { changes });
  for (let round = 0; round < 2; round += 1) await allSayYes(order);
}

async function isBroughtOnce(order: OrderInMemory): Promise<void> {
  expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
  expect(order.now().wish.lines[0]?.quantity).toBe(1);
  await report(order, 'returned');
  for (let round = 0; round < 2; round += 1) await allSayYes(order);
  expect(order.now().goods['line-1']).toMatchObject({ refused: 0, replaced: 2 });
  const again = order.now().parcels.filter(({ state }) => state === 'announced');
  expect(again).toMatchObject([{ lines: [{ quantity: 1 }] }]);
}

test.each(['revert', 'ask'] as const)(
  'when its carrier was called off for a point and a refused change is to %s, then fewer are agreed and one is sent',
  async (partlyRefused) => {
    const { order } = await sent(two, { partlyRefused });
    await change(order, PICKUP);
    await allSayYes(order);
    await oneIsEnough(order);
    expect(eventsOf(order, 'AmendmentSettled').map(({ state }) => state)).not.toContain('reverted');
    await isBroughtOnce(order);
  },
);

test('when it goes back and is wanted on another day, then fewer are agreed and one is sent', async () => {
  const { order } = await sent(two);
  await report(order, 'returning');
  await change(order, { ...DELIVERY, window: LATER });
  await allSayYes(order);
  await oneIsEnough(order);
  await isBroughtOnce(order);
});

test('when it goes back and nobody wants it again, then it is too late for fewer', async () => {
  const { order } = await sent(two);
  await report(order, 'returning');
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  await order.hears('amend', { changes });
  expect(eventsOf(order, 'Refused').map(({ refusal }) => refusal)).toEqual(['too_late']);
});

test('when he has two already and only the third is called back, then the two cannot be wished away', async () => {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 2 },
      { place: 'warehouse-south', sku: 'DRESS', onHand: 1 },
    ],
  });
  const lines = [aWantedLine({ quantity: 3 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await allSayYes(order);
  for (const number of [1, 2]) await reportOf(order, number, 'handed_over');
  await reportOf(order, 1, 'delivered');
  await change(order, PICKUP);
  await allSayYes(order);
  expect(order.now().instructions.map(({ state }) => state)).toContain('called_off');
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  await order.hears('amend', { changes });
  expect(eventsOf(order, 'Refused').map(({ refusal }) => refusal)).toEqual(['too_late']);
});
