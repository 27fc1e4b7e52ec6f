/**
 * Tasks of people over HTTP: what may be done, what is missing, and what an outcome does.
 */
import { anOrder, aLine } from '../../support/an-order';
import { instructionOf, openApiAtWork, tomorrow } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Seen } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

describe('tasks', () => {
  async function aRefusedInstruction(): Promise<Seen> {
    const order = await api.anAgreedOrder();
    await api.answer(
      instructionOf(order, 'own_couriers'),
      { answer: 'refused', reason: 'cannot_in_time' },
      'courier',
    );
    const list = await api.ask(`/v1/tasks?orderId=${order.id}&kind=party_refused`, {
      role: 'dispatcher',
    });
    expect(list.body.items).toHaveLength(1);
    return list.body.items[0]!;
  }

  test('when a courier refuses, then the dispatcher’s task says what may be done', async () => {
    const task = await aRefusedInstruction();
    expect(task).toMatchObject({
      role: 'dispatcher',
      state: 'open',
      allowed: ['chased', 'replaced', 'cancelled'],
      missing: [],
      data: { needs: { chased: [], replaced: ['party'], cancelled: [] } },
    });
    expect(task.title).not.toContain('wait.');
    const read = await api.ask(`/v1/tasks/${task.id}`, { role: 'dispatcher' });
    expect(read.body).toEqual(task);
    expect((await api.ask(`/v1/tasks/${task.id}`, { shop: 'parts' })).status).toBe(404);
  });

  test('when something is missing, then 422 names it; when it is there, the task is done', async () => {
    const task = await aRefusedInstruction();
    const path = `/v1/tasks/${task.id}/outcome`;
    const dispatcher = { role: 'dispatcher' } as const;
    const vague = await api.ask(path, { ...dispatcher, body: { outcome: 'replaced' } });
    expect(vague).toMatchObject({
      status: 422,
      body: { type: '/problems/task-conditions', refusal: 'task_conditions', missing: ['party'] },
    });
    const strange = await api.ask(path, { ...dispatcher, body: { outcome: 'danced' } });
    expect(strange).toMatchObject({ status: 422, body: { errors: [{ pointer: '/outcome' }] } });
    const data = { party: 'city-courier' };
    const done = await api.ask(path, { ...dispatcher, body: { outcome: 'replaced', data } });
    expect(done).toMatchObject({ status: 200, body: { state: 'done', allowed: [] } });
    const order = await api.ask(`/v1/orders/${task.orderId}`);
    expect(order.body.instructions.map((one) => one.party)).toContain('city-courier');
    const again = await api.ask(path, { ...dispatcher, body: { outcome: 'replaced', data } });
    expect(again.body.refusal).toBe('task_closed');
  });

  test('when it is another role’s, then 403', async () => {
    const task = await aRefusedInstruction();
    for (const role of ['manager', 'cashier', 'finance', 'warehouse'] as const) {
      const closed = await api.ask(`/v1/tasks/${task.id}/outcome`, {
        role,
        body: { outcome: 'cancelled' },
      });
      expect(closed.status).toBe(403);
    }
  });

  test('when an alternative is found, then the task’s outcome changes the order', async () => {
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(tomorrow(), { lines: [aLine({ sku: 'NO-SUCH-GOODS' })] }),
    });
    const path = `/v1/orders/${placed.body.id}`;
    await api.ask(`${path}/confirmation`, { body: { channel: 'phone' } });
    const found = await api.ask(`/v1/tasks?orderId=${placed.body.id}&kind=find_alternative`);
    const [task] = found.body.items;
    if (!task) throw new Error('nobody is asked for an alternative');
    expect(task.title).toContain('NO-SUCH-GOODS');
    const line = aLine({ sku: 'DRESS-BLUE-42', title: 'Платье синее' });
    const body = {
      outcome: 'substituted',
      data: { changes: [{ type: 'substitute_line', lineId: 'line-1', line }] },
    };
    const outcome = `/v1/tasks/${task.id}/outcome`;
    expect((await api.ask(outcome, { body })).status).toBe(428);
    const stale = await api.ask(outcome, { body, version: 7 });
    expect(stale).toMatchObject({ status: 412, body: { refusal: 'stale_version' } });
    const closed = await api.ask(outcome, { body, version: 1 });
    expect(closed).toMatchObject({ status: 200, body: { state: 'done' } });
    const order = await api.ask(path);
    expect(order.body.lines).toMatchObject([
      { state: 'removed' },
      { sku: 'DRESS-BLUE-42', state: 'reserved' },
    ]);
  });
});
