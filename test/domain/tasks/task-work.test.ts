/**
 * Who works a task: one person at a time, given back, handed on, reminded of, raised, and taken back.
 */
import { RAISED_TO, TASK_RULES } from '../../../domain/tasks/task';
import {
  aShopInMemory,
  CONTACT,
  eventsOf,
  moment,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven } from '../../support/an-order-in-memory';

const ANNA = 'manager:anna';
const BORIS = 'manager:boris';

async function toCall(given: ShopGiven = {}): Promise<{ order: OrderInMemory; taskId: string }> {
  const order = await aShopInMemory(given).order();
  await order.until('2026-11-26 11:15');
  return { order, taskId: taskOf(order, 'call_customer') };
}

const said = async (order: OrderInMemory, name: string, command: object): Promise<string | null> =>
  refusalOf(await order.hears(name, command));

describe('taking', () => {
  test('when two reach for one task, then the second is refused, whoever it is', async () => {
    const { order, taskId } = await toCall();
    const [taken] = await order.hears('takeTask', { taskId, actor: ANNA });
    expect(taken).toMatchObject({ type: 'TaskTaken', person: ANNA, by: ANNA });
    expect(await said(order, 'takeTask', { taskId, actor: BORIS })).toBe('task_taken');
    expect(await said(order, 'takeTask', { taskId, actor: ANNA })).toBe('task_taken');
  });

  test('when it is given back, then others may have it; nobody gives back what another has', async () => {
    const { order, taskId } = await toCall();
    expect(await said(order, 'releaseTask', { taskId, actor: ANNA })).toBe('not_allowed_now');
    await order.hears('takeTask', { taskId, actor: ANNA });
    expect(await said(order, 'releaseTask', { taskId, actor: BORIS })).toBe('task_taken');
    expect(await said(order, 'releaseTask', { taskId, actor: ANNA })).toBeNull();
    expect(await said(order, 'takeTask', { taskId, actor: BORIS })).toBeNull();
    expect(await said(order, 'releaseTask', { taskId, actor: 'senior_manager:eve' })).toBeNull();
    expect(order.now().tasks[0]).not.toHaveProperty('takenBy');
  });

  test('when the order no longer needs it, then there is nothing to take', async () => {
    const { order, taskId } = await toCall();
    await order.hears('confirm', { channel: 'phone' });
    expect(await said(order, 'takeTask', { taskId })).toBe('task_closed');
  });
});

describe('handing on (story 59)', () => {
  const to = (role: string, person: string | null = null): object => ({ to: { role, person } });

  test('when a task is handed on for the third time, then the senior manager has it', async () => {
    const { order, taskId } = await toCall();
    await order.hears('takeTask', { taskId, actor: ANNA });
    await order.hears('handOffTask', { taskId, actor: ANNA, ...to('manager', BORIS) });
    expect(order.now().tasks).toMatchObject([{ takenBy: BORIS, handOffs: 1, role: 'manager' }]);
    await order.hears('handOffTask', { taskId, actor: BORIS, ...to('manager') });
    expect(order.now().tasks).toMatchObject([{ handOffs: 2, role: 'manager' }]);
    expect(order.now().tasks[0]).not.toHaveProperty('takenBy');
    await order.hears('handOffTask', { taskId, actor: ANNA, ...to('manager', BORIS) });
    expect(order.now().tasks).toMatchObject([
      { handOffs: 3, role: 'senior_manager', escalated: true },
    ]);
    expect(order.now().tasks[0]).not.toHaveProperty('takenBy');
  });

  test('when it is meant for a stranger, or is another’s, then it stays', async () => {
    const { order, taskId } = await toCall();
    const strange = await order.hears('handOffTask', { taskId, ...to('courier') });
    expect(strange).toMatchObject([{ refusal: 'not_allowed_now', pointer: '/to' }]);
    await order.hears('takeTask', { taskId, actor: ANNA });
    const others = { taskId, actor: BORIS, ...to('manager') };
    expect(await said(order, 'handOffTask', others)).toBe('task_taken');
  });

  test('when it is handed straight to the senior manager, then it is raised at once', async () => {
    const { order, taskId } = await toCall();
    await order.hears('handOffTask', { taskId, ...to('senior_manager') });
    expect(order.now().tasks).toMatchObject([{ role: 'senior_manager', escalated: true }]);
  });
});

describe('overdue', () => {
  test('when nobody works it, then its people are reminded, then the senior manager has it', async () => {
    const { order, taskId } = await toCall();
    await order.hears('takeTask', { taskId, actor: ANNA });
    await order.until('2026-11-26 11:44');
    expect(order.types()).not.toContain('TaskReminded');
    await order.until('2026-11-26 11:45');
    expect(order.now().tasks).toMatchObject([{ role: 'manager', takenBy: ANNA }]);
    expect(eventsOf(order, 'TaskReminded')).toMatchObject([
      { taskId, raiseAt: moment('2026-11-26 12:15') },
    ]);
    await order.until('2026-11-26 12:15');
    expect(order.now().tasks).toMatchObject([{ role: 'senior_manager', escalated: true }]);
    expect(order.now().tasks[0]).not.toHaveProperty('takenBy');
    await order.until('2026-11-26 12:59');
    expect(order.types().filter((type) => type === 'TaskEscalated')).toHaveLength(1);
  });

  test('when the shop gives no time, then reminder and senior manager come at one moment', async () => {
    const { order } = await toCall({ policy: { taskRaiseMinutes: 0 } });
    await order.until('2026-11-26 11:45');
    expect(order.types().slice(-2)).toEqual(['TaskReminded', 'TaskEscalated']);
  });

  test('everybody who works tasks has somebody above, but for the administrator', () => {
    const workers = new Set(Object.values(TASK_RULES).map(({ role }) => role));
    expect([...workers].filter((role) => !RAISED_TO[role])).toEqual(['admin']);
  });
});

describe('taking an outcome back', () => {
  test('when nobody answered by a slip, then ten seconds long the call is to be made again', async () => {
    const { order, taskId } = await toCall();
    const { contact } = order.now();
    await order.hears('closeTask', { taskId, outcome: 'no_answer' });
    expect(order.now().contact.attempts).toBe(1);
    expect(await said(order, 'undoTask', { taskId })).toBeNull();
    expect(order.now().contact).toEqual(contact);
    expect(taskOf(order, 'call_customer')).toBe(taskId);
    expect(order.now()).not.toHaveProperty('undo');
    expect(await said(order, 'undoTask', { taskId })).toBe('not_allowed_now');
  });

  test('when the ten seconds are over, then it stays as it is', async () => {
    const shop = aShopInMemory();
    const order = await shop.order();
    await order.until('2026-11-26 11:15');
    const taskId = taskOf(order, 'call_customer');
    await order.hears('closeTask', { taskId, outcome: 'no_answer' });
    shop.market.passTo('2026-11-26T08:15:10.001Z');
    expect(await said(order, 'undoTask', { taskId })).toBe('too_late');
  });

  test('when it was recorded as a contact, then it is the same', async () => {
    const { order, taskId } = await toCall();
    await order.hears('recordContact', { outcome: 'busy' });
    expect(await said(order, 'undoTask', { taskId })).toBeNull();
    expect(order.now().contact.attempts).toBe(0);
  });

  test.each(['confirmed', 'declined'])(
    'when %s has gone on to others, then the refusal says it cannot be taken back',
    async (outcome) => {
      const { order, taskId } = await toCall();
      await order.hears('closeTask', { taskId, outcome });
      expect(await said(order, 'undoTask', { taskId })).toBe('cannot_be_undone');
    },
  );

  test('when somebody else has work of it already, then nothing is taken back', async () => {
    const order = await aShopInMemory().order({ contact: { ...CONTACT, hasEmail: false } });
    await order.until('2026-11-26 11:15');
    const taskId = taskOf(order, 'call_customer');
    await order.hears('closeTask', { taskId, outcome: 'wrong_number' });
    expect(taskOf(order, 'fix_contact')).toBeDefined();
    expect(await said(order, 'undoTask', { taskId })).toBe('cannot_be_undone');
  });
});

describe('commands and outcomes are one', () => {
  test('when the order is changed as the customer wished, then the task for it is done', async () => {
    const { order } = await toCall();
    await order.hearsAll({ name: 'customerAnswers', command: { answer: 'change' } });
    const taskId = taskOf(order, 'customer_wants_change');
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];
    await order.hears('amend', { changes });
    expect(eventsOf(order, 'TaskDone')).toMatchObject([{ taskId, outcome: 'amended' }]);
  });

  test('when the outcome brings the change with it, then the order is changed', async () => {
    const { order } = await toCall();
    await order.hearsAll({ name: 'customerAnswers', command: { answer: 'change' } });
    const taskId = taskOf(order, 'customer_wants_change');
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];
    await order.hears('closeTask', { taskId, outcome: 'amended', data: { changes } });
    expect(order.now().wish).toMatchObject({ version: 2, lines: [{ quantity: 2 }] });
    expect(order.now().tasks.map((task) => task.kind)).toEqual(['call_customer']);
  });
});
