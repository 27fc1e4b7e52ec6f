/**
 * Where an order really waits for a person to do something about silent parties, its sentence says so, also once the
 * task is the senior manager's and has no end; nobody is said to deliver who has not even answered.
 */
import { sentenceOf } from '../../../domain/messages/catalogue';
import { aShopInMemory } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const waitOf = (order: OrderInMemory) => order.life().turn.wait;
const agreed = () => aShopInMemory().order({ agreed: { channel: 'phone' } });
const says = (order: OrderInMemory, instructionId: string, more: object = {}): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId, answer: 'accepted', ...more });

test('when warehouse and courier are silent to the end, then the senior manager is waited for, not the courier', async () => {
  const order = await agreed();
  await order.until('2026-11-26 18:50');
  expect(order.now().tasks.map(({ kind, escalated }) => [kind, escalated])).toEqual([
    ['party_overdue', true],
    ['party_overdue', true],
  ]);
  expect(waitOf(order)).toMatchObject({
    ...{ for: 'manager', role: 'senior_manager', until: null },
    ...{ what: { key: 'wait.task.party_overdue', values: { party: 'warehouse-main' } } },
    then: { key: 'then.stays' },
  });
});

test('when the dispatcher has the task, then the dispatcher is waited for until it is raised', async () => {
  const order = await agreed();
  const [first] = order.now().instructions;
  let task = order.now().tasks[0];
  for (const hour of [12, 13, 14, 15, 16, 17, 18]) {
    await order.until(`2026-11-26 ${String(hour)}:01`);
    task = order.now().tasks[0];
    if (task) break;
  }
  expect(task).toMatchObject({ kind: 'party_overdue', about: first?.id, escalated: false });
  expect(waitOf(order)).toMatchObject({ for: 'dispatcher', until: task?.dueBy });
});

test('when only the courier is silent to the end, then it is the same, and its yes ends it', async () => {
  const order = await agreed();
  await says(order, 'ins_1_1');
  await order.until('2026-11-26 18:50');
  expect(waitOf(order)).toMatchObject({
    ...{ for: 'manager', role: 'senior_manager' },
    what: { key: 'wait.task.party_overdue', values: { party: 'own-couriers' } },
  });
  await says(order, 'ins_1_2');
  expect(waitOf(order)).toMatchObject({ for: 'carrier', party: 'own-couriers' });
  expect(waitOf(order)?.what.key).toBe('wait.deliver');
});

test('when a parcel has left while its packer is silent about a change, then who brings it is waited for', async () => {
  const order = await agreed();
  await says(order, 'ins_1_1');
  await says(order, 'ins_1_2');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
  });
  await order.until('2026-11-27 09:59');
  expect(waitOf(order)?.until).not.toBeNull();
});

test('when it is shown to people, then the sentence names who has to act', async () => {
  const order = await agreed();
  await order.until('2026-11-26 18:50');
  const wait = waitOf(order);
  if (!wait) throw new Error('it waits for nobody');
  const reader = { locale: 'ru', zone: 'Europe/Moscow' } as const;
  expect(sentenceOf(wait, reader)).toMatch(/старший/i);
});
