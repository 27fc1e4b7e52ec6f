/**
 * A cancelled order whose courier will not be called off: the dispatcher decides whether it is brought or comes
 * back (story 42a); never both refunded and delivered.
 */
import { aShopInMemory, eventsOf, refusalOf, taskOf } from '../support/an-order-in-memory';
import type { OrderInMemory } from '../support/an-order-in-memory';

const cancel = (order: OrderInMemory): ReturnType<OrderInMemory['hears']> =>
  order.hears('cancel', { reason: 'changed_mind' });
const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const report = (order: OrderInMemory, status: string): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status });

async function aPaidOrderBeingPacked(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order({ payment: 'prepaid', agreed: { channel: 'phone' } });
  const amount = { amount: 290_000, currency: 'RUB' };
  await order.hears('recordPayment', { method: 'card', amount });
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  return order;
}

async function refused(): Promise<OrderInMemory> {
  const order = await aPaidOrderBeingPacked();
  await report(order, 'handed_over');
  await cancel(order);
  await answer(order, 2, { to: 'call_off', answer: 'refused', reason: 'already_handed_over' });
  return order;
}
const decides = (order: OrderInMemory, outcome: string): ReturnType<OrderInMemory['hears']> =>
  order.hears('closeTask', { taskId: taskOf(order, 'party_refused'), outcome });

test('when it may be brought, then it is called off no more and, once delivered, is not refunded', async () => {
  const order = await refused();
  await decides(order, 'deliver');
  expect(order.now().tasks).toEqual([]);
  expect(order.now().instructions[1]).toMatchObject({ pending: null, goesOn: true });
  await report(order, 'delivered');
  expect(order.now().closed?.reason).toBe('changed_mind');
  expect(order.types()).not.toContain('RefundAsked');
});

test.each(['chased', 'cancelled'])(
  'when it is to come back (%s), then it is called off once more, and refunded only when it is back',
  async (outcome) => {
    const order = await refused();
    await decides(order, outcome);
    expect(order.now().instructions[1]?.pending?.kind).toBe('call_off');
    await answer(order, 2, { to: 'call_off', answer: 'accepted' });
    expect(order.types()).not.toContain('RefundAsked');
    await report(order, 'returned');
    expect(eventsOf(order, 'RefundAsked')).toMatchObject([{ amount: 290_000 }]);
  },
);

test('when a packer refuses, then there is nobody who could bring it', async () => {
  const order = await aPaidOrderBeingPacked();
  await cancel(order);
  await answer(order, 1, { to: 'call_off', answer: 'refused', reason: 'already_packed' });
  expect(refusalOf(await decides(order, 'deliver'))).toBe('not_allowed_now');
});
