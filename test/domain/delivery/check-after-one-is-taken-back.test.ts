/**
 * One of two parcels sent by post is taken back while the other has arrived: the check of what came falls at its time,
 * whenever the other is back.
 */
import { checkAt } from '../../../domain/order/delivery/promise';
import { aShopInMemory, aWantedLine, momentsOf, POST } from '../../support/an-order-in-memory';
import { decides, report } from '../../support/two-parcels';

test('when all that comes by post has come and the other parcel is on its way back, then it is checked at its time', async () => {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
      { place: 'warehouse-south', sku: 'GOWN', onHand: 1 },
    ],
  });
  const lines = [aWantedLine(), aWantedLine({ sku: 'GOWN', title: 'Gown' })];
  const paid = { payment: 'cod_post', delivery: POST } as const;
  const order = await shop.order({ ...paid, lines, agreed: { channel: 'phone' } });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  for (const number of [1, 2]) await report(order, number, 'handed_over');
  await report(order, 1, 'attempt_failed');
  await decides(order, 'take_back');
  await report(order, 2, 'delivered');
  expect(order.now().parcels).toMatchObject([{ state: 'returning' }, { state: 'delivered' }]);
  expect(order.now()).toMatchObject({ closing: null, check: { passedAt: null } });
  const due = checkAt(order.now(), shop.market.state().terms);
  await order.until('2026-12-20 12:00');
  expect(momentsOf(order, 'DeliveryCheckPassed')).toEqual([due]);
});
