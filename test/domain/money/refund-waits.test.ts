/**
 * Money of a change goes back when the change is settled: while a party may still refuse it, the price may still be
 * what it was.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const asked = (order: OrderInMemory): number => order.now().money.refundAsked;

/** Two dresses that are paid for and being packed, of which the customer wants one no more. */
async function paidAndMadeLess(): Promise<OrderInMemory> {
  const shop = aShopInMemory({ policy: { partlyRefused: 'revert' } });
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await shop.order({ lines, payment: 'prepaid', agreed: { channel: 'phone' } });
  await order.hears('recordPayment', {
    ...{ method: 'card', amount: { amount: 550_000, currency: 'RUB' } },
  });
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  await order.hears('amend', { changes });
  expect(orderTotals(order.now()).overpaid).toBe(260_000);
  return order;
}

test('when paid goods are taken out of an order, then their price goes back once all have agreed', async () => {
  const order = await paidAndMadeLess();
  expect(asked(order)).toBe(0);
  await answer(order, 1, { to: 'revision', answer: 'accepted' });
  expect(asked(order)).toBe(0);
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  expect(asked(order)).toBe(260_000);
});

test('when the packer refuses and it goes back, then no money was asked for', async () => {
  const order = await paidAndMadeLess();
  await answer(order, 1, { to: 'revision', answer: 'refused', reason: 'already_packed' });
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  expect(orderTotals(order.now()).overpaid).toBe(0);
  expect(order.types()).not.toContain('RefundAsked');
});

test('when the order is cancelled before all have answered, then the money waits for no answer', async () => {
  const order = await paidAndMadeLess();
  await order.hears('cancel', { reason: 'price' });
  await answer(order, 1, { to: 'call_off', answer: 'accepted' });
  await answer(order, 2, { to: 'call_off', answer: 'accepted' });
  expect(asked(order)).toBe(550_000);
});
