/**
 * The wait an order shows is never one that is over: after every moment it says what is true from then on.
 */
import { aShopInMemory, moment } from '../support/an-order-in-memory';
import type { OrderInMemory } from '../support/an-order-in-memory';

const waitOf = (order: OrderInMemory) => order.life().turn.wait;

test('when the money was not handed in, then the cashier is waited for until the task is due, and no task is promised', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  expect(waitOf(order)).toMatchObject({ for: 'cashier', then: { key: 'then.hand_in_task' } });
  await order.until('2026-11-26 20:00');
  const task = order.now().tasks.find(({ kind }) => kind === 'hand_in_overdue');
  expect(waitOf(order)).toMatchObject({ for: 'cashier', then: { key: 'then.escalate' } });
  expect(waitOf(order)?.until).toBe(task?.dueBy);
});

test('when a task was raised, then the senior manager is waited for, without an end', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  for (const instructionId of ['ins_1_1', 'ins_1_2']) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  for (const status of ['handed_over', 'lost']) {
    await order.hears('reportParcel', { parcelId: 'par_1_1', status });
  }
  const due = waitOf(order)?.until ?? '';
  expect(due).toBe(order.now().tasks[0]?.dueBy);
  await order.until('2026-11-26 13:01');
  const raiseAt = waitOf(order)?.until ?? '';
  expect(raiseAt > due).toBe(true);
  await order.until('2026-11-26 18:00');
  expect(order.now().tasks[0]).toMatchObject({ escalated: true, role: 'senior_manager' });
  expect(waitOf(order)).toMatchObject({
    ...{ for: 'manager', role: 'senior_manager', until: null },
    then: { key: 'then.stays' },
  });
});

test('when nobody works the call, then the wait ends with what comes next by itself', async () => {
  const order = await aShopInMemory().order();
  await order.until('2026-11-27 18:00');
  const until = waitOf(order)?.until ?? '9999';
  expect(until > moment('2026-11-27 18:00')).toBe(true);
});
