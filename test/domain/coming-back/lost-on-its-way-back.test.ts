/**
 * What was refused at the door is lost on its way back: what the customer took and what he refused is counted once,
 * whoever says what of it later.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, LATER } from '../../support/sent-order';
import { decides, DELIVERY, DRESS, report } from '../../support/two-parcels';

/** One of three dresses is taken, two are lost on their way back; a belt in another parcel is still to come. */
async function restLost(): Promise<OrderInMemory> {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 9 },
      { place: 'warehouse-south', sku: 'BELT', onHand: 1 },
    ],
  });
  const lines = [aWantedLine({ quantity: 3 }), aWantedLine({ sku: 'BELT', title: 'Belt' })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  for (const number of [1, 2]) await report(order, number, 'handed_over');
  const taken = [{ lineId: 'line-1', accepted: 1, refused: 2 }];
  await report(order, 1, 'partly_delivered', { lines: taken });
  await report(order, 1, 'lost');
  return order;
}

const dresses = (order: OrderInMemory): object => {
  const { delivered, refused, returned } = order.now().goods['line-1'] ?? {};
  return { delivered, refused, returned };
};

test('when the customer says that he has it all, then that is said of what he did not refuse', async () => {
  const order = await restLost();
  await order.hearsAll({ name: 'customerAnswers', command: { answer: 'received' } });
  expect(dresses(order)).toMatchObject({ delivered: 1, refused: 2 });
  expect(order.now().goods['line-2']).toMatchObject({ delivered: 1, refused: 0 });
  expect(orderTotals(order.now()).due).toBe(2 * DRESS + DELIVERY);
});

test('when its carrier finds the two and the customer takes them after all, then he has three', async () => {
  const order = await restLost();
  await report(order, 1, 'delivered');
  expect(dresses(order)).toMatchObject({ delivered: 3, refused: 0 });
  expect(orderTotals(order.now()).due).toBe(4 * DRESS + DELIVERY);
});

test('when a person writes the two off, then they are refused once', async () => {
  const order = await restLost();
  await decides(order, 'take_back');
  expect(dresses(order)).toEqual({ delivered: 1, refused: 2, returned: 2 });
  expect(orderTotals(order.now()).due).toBe(2 * DRESS + DELIVERY);
});

test('when a person has the order brought another day, then others go in place of none that he refused', async () => {
  const order = await restLost();
  await decides(order, 'new_date', { window: LATER });
  await allSayYes(order);
  expect(dresses(order)).toEqual({ delivered: 1, refused: 2, returned: 2 });
  expect(order.now().goods['line-1']?.replaced).toBe(0);
  expect(order.now().parcels).toHaveLength(2);
  await report(order, 2, 'delivered');
  expect(order.now().deliveredAt).not.toBeNull();
  expect(orderTotals(order.now()).due).toBe(2 * DRESS + DELIVERY);
});
