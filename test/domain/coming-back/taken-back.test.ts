/**
 * Goods on their way in an order that is being ended: who has them is given the time it takes to bring them back,
 * and one person deals with it.
 */
import { aShopInMemory, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);

async function cancelledOnItsWay(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  for (const number of [1, 2]) {
    const instructionId = `ins_1_${String(number)}`;
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.hears('cancel', { reason: 'changed_mind' });
  return order;
}

const answersCallOff = (order: OrderInMemory, answer: string) =>
  order.hears('answerInstruction', { instructionId: 'ins_1_2', to: 'call_off', answer });

test('when it is cancelled on its way, then nobody is chased before there was time to answer and to come back', async () => {
  const order = await cancelledOnItsWay();
  expect(kinds(order)).toEqual([]);
  await answersCallOff(order, 'accepted');
  expect(kinds(order)).toEqual([]);
  expect(order.life().turn.wait).toMatchObject({ for: 'carrier', party: 'own-couriers' });
  await order.until('2026-11-28 11:59');
  expect(kinds(order)).toEqual([]);
  await order.until('2026-11-28 12:00');
  expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'still_out' }]);
});

test('when a person has chased who has it, then nobody is asked again before the next day', async () => {
  const order = await cancelledOnItsWay();
  await answersCallOff(order, 'accepted');
  await order.until('2026-11-28 12:30');
  const taskId = taskOf(order, 'party_overdue');
  await order.hears('closeTask', { taskId, outcome: 'chased' });
  expect(kinds(order)).toEqual([]);
  await order.until('2026-11-30 12:00');
  expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'still_out' }]);
});

test('when the carrier will not be called off, then that is the one task there is', async () => {
  const order = await cancelledOnItsWay();
  await answersCallOff(order, 'refused');
  expect(kinds(order)).toEqual(['party_refused']);
  await order.until('2026-11-28 12:01');
  // Whatever is heard makes it look again, after the hour at which it would have asked.
  await order.hears('note', { noteId: 'n_1' });
  expect(kinds(order)).toEqual(['party_refused']);
});

test('when it has come back in time, then nobody was asked for anything', async () => {
  const order = await cancelledOnItsWay();
  await answersCallOff(order, 'accepted');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'returned' });
  await order.until('2026-12-01 12:00');
  expect(order.now().closed?.reason).toBe('changed_mind');
  expect(order.types()).not.toContain('TaskOpened');
});
