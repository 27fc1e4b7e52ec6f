/**
 * Stories 7a, 58 and 59 in their simple form: tasks that nobody works, that are taken, handed on and taken back.
 */
import { anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop, TaskSeen } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function toCall(): Promise<string> {
  await shop.time('thu 11:00');
  const { id } = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00')));
  await shop.time('thu 11:16');
  expect(await shop.openTasks(id)).toEqual(['call_customer']);
  return id;
}

const next = async (role: 'manager' | 'senior_manager') => {
  const given = await shop.ask<TaskSeen & { takenBy: string | null }>(role, '/v1/tasks/next', {
    method: 'POST',
  });
  await shop.quiet();
  return given;
};

test('when nobody works the call task, then it is overdue, raised, and the e-mail goes out all the same', async () => {
  const id = await toCall();
  await shop.time('thu 11:50');
  expect(await shop.happened(id)).toContain('TaskReminded');
  expect(await shop.tasks(id)).toMatchObject([{ role: 'manager', data: { overdue: true } }]);
  await shop.time('thu 12:20');
  expect(await shop.tasks(id)).toMatchObject([{ role: 'senior_manager', state: 'open' }]);
  expect((await shop.order(id)).waiting?.for).toBe('manager');
  expect(await shop.purposes(id)).toEqual(['order_received']);
  await shop.time('fri 10:02');
  expect(await shop.purposes(id)).toEqual(['order_received', 'confirm_by_email']);
  expect(await shop.happened(id)).not.toContain('ContactAttempted');
});

test('when a task is taken, handed on three times and called, then it was one person’s at each moment', async () => {
  const id = await toCall();
  const taken = await next('manager');
  expect(taken).toMatchObject({ status: 200, body: { kind: 'call_customer', state: 'taken' } });
  expect((await next('manager')).status).toBe(204);
  const path = `/v1/tasks/${taken.body.id}`;
  for (const to of ['manager', 'manager', 'manager']) {
    const handed = await shop.ask('manager', `${path}/hand-off`, { body: { to, reason: 'обед' } });
    expect(handed.status).toBe(200);
  }
  expect((await next('manager')).status).toBe(204);
  const raised = await next('senior_manager');
  expect(raised.body).toMatchObject({ id: taken.body.id, role: 'senior_manager', state: 'taken' });
  await shop.confirms(id);
  expect(await shop.tasks(id)).toMatchObject([{ state: 'done' }]);
  const undone = await shop.ask('senior_manager', `${path}/undo`, { method: 'POST' });
  expect(undone).toMatchObject({ status: 422, body: { refusal: 'cannot_be_undone' } });
});

test('when "no answer" was a slip, then it is taken back, and the call counts once when it is made', async () => {
  const id = await toCall();
  const [task] = await shop.tasks(id);
  await shop.outcome(id, 'call_customer', { outcome: 'no_answer' });
  expect(await shop.openTasks(id)).toEqual([]);
  const undone = await shop.ask('manager', `/v1/tasks/${task?.id ?? ''}/undo`, { method: 'POST' });
  expect(undone.status).toBe(200);
  expect(await shop.openTasks(id)).toEqual(['call_customer']);
  await shop.calls(id, 'declined', { reason: 'price' });
  expect(await shop.order(id)).toMatchObject({ closed: { reason: 'price' } });
});
