/**
 * By when the money of a delivered order must be handed in: the shop's hour, on a day somebody is there (R69).
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { aShopInMemory, moment, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

async function delivered(at: string, policy = {}): Promise<OrderInMemory> {
  const order = await aShopInMemory({ policy }).order({ agreed: { channel: 'phone' } });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await order.until(at);
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  return order;
}

test.each([
  ['on a working day', '2026-11-27 12:30', '2026-11-27 20:00'],
  ['after the shop’s hour', '2026-11-27 20:30', '2026-11-28 20:00'],
  ['on a Sunday', '2026-11-29 12:00', '2026-11-30 20:00'],
  ['after the hour of a Saturday', '2026-11-28 21:00', '2026-11-30 20:00'],
])('when it is delivered %s, then the money is due by %s → %s', async (_, at, due) => {
  const order = await delivered(at);
  expect(order.life().turn.deadline).not.toBeNull();
  await order.until('2026-12-02 12:00');
  expect(taskOf(order, 'hand_in_overdue')).toBeDefined();
  const opened = order
    .life()
    .journal.filter(({ event }) => event.type === 'TaskOpened' && event.kind === 'hand_in_overdue');
  expect(opened.map((row) => row.at)).toEqual([moment(due)]);
});

test('story 42c: when three holidays follow, then the money is due after them', async () => {
  const holidays = ['2026-11-28', '2026-11-30', '2026-12-01'];
  const { calendar } = DEMO_POLICY;
  const order = await delivered('2026-11-28 12:00', { calendar: { ...calendar, holidays } });
  await order.until('2026-12-02 19:59');
  expect(order.now().tasks.map((task) => task.kind)).not.toContain('hand_in_overdue');
  await order.until('2026-12-02 20:00');
  expect(taskOf(order, 'hand_in_overdue')).toBeDefined();
});
