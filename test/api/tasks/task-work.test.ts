/**
 * Who works which task, over HTTP: the next one for each, handed on, given back, taken back.
 */
import { testKey } from '../../support/test-keys';
import { anOrder, aLine } from '../../support/an-order';
import { tomorrow, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Reply, Seen } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

/** An agreed order whose goods nobody has: a manager must find an alternative. */
async function aTask(): Promise<Seen> {
  const lines = [aLine({ sku: 'NO-SUCH-GOODS' })];
  const order = await api.anAgreedOrder({ lines });
  const list = await api.ask(`/v1/tasks?orderId=${order.id}&kind=find_alternative`);
  return list.body.items[0]!;
}

const next = (asking: object = {}): Promise<Reply> =>
  api.ask('/v1/tasks/next', { method: 'POST', ...asking });

/** Takes all there is, so that a test begins with nothing to do. */
async function clear(): Promise<void> {
  while ((await next()).status === 200);
}

describe('the next task (story 58 in its simple form)', () => {
  test('when many ask at once with one key, then each gets a task of its own, the first due first', async () => {
    await clear();
    const tasks = [];
    for (let count = 0; count < 6; count += 1) tasks.push(await aTask());
    const asked = await Promise.all(Array.from({ length: 9 }, () => next()));
    const given = asked.filter(({ status }) => status === 200).map(({ body }) => body.id);
    expect([...given].sort()).toEqual(tasks.map(({ id }) => id).sort());
    expect(asked.filter(({ status }) => status === 204)).toHaveLength(3);
    expect(asked.find(({ status }) => status === 200)?.body).toMatchObject({
      state: 'taken',
      takenBy: 'manager:key_demo_manager',
      handOffs: 0,
      data: { overdue: false },
    });
  });

  test('when one is due before the others, then it comes first; a request told again gets the same', async () => {
    await clear();
    const [later, sooner] = [await aTask(), await aTask()];
    await api.database.pool.query(
      `UPDATE task SET due_by = due_by - interval '1 day' WHERE id = $1`,
      [sooner.id],
    );
    const first = await next({ key: 'the-same' });
    expect(first.body.id).toBe(sooner.id);
    const again = await next({ key: 'the-same' });
    expect(again.body.id).toBe(sooner.id);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await next()).body.id).toBe(later.id);
  });

  test('when it is another role’s or another shop’s, then there is nothing to do', async () => {
    await clear();
    await aTask();
    expect((await next({ role: 'dispatcher' })).status).toBe(204);
    expect((await next({ shop: 'parts' })).status).toBe(204);
    expect((await next()).status).toBe(200);
  });

  test('when nobody answers for the order, then 503, and the task is there for the next one', async () => {
    await clear();
    const task = await aTask();
    api.engine.isThere = false;
    const asked = await next();
    api.engine.isThere = true;
    expect(asked.status).toBe(503);
    expect((await next()).body.id).toBe(task.id);
  });
});

const act = (task: Seen, what: string, body?: object, more: object = {}): Promise<Reply> =>
  api.ask(`/v1/tasks/${task.id}/${what}`, {
    method: 'POST',
    ...(body ? { body } : {}),
    ...more,
  });

describe('handing on (story 59)', () => {
  test('when it goes through three hands, then the senior manager is offered it', async () => {
    await clear();
    const task = await aTask();
    const to = { to: 'both', reason: 'Ирина знает этот товар' };
    const once = await act(task, 'hand-off', to);
    expect(once).toMatchObject({
      status: 200,
      body: { state: 'taken', takenBy: 'manager:both', handOffs: 1 },
    });
    expect((await next()).status).toBe(204);
    const strange = await act(task, 'hand-off', { to: 'manager', reason: 'x' });
    expect(strange.body.refusal).toBe('task_taken');
    await act(task, 'release', undefined, { role: 'senior_manager' });
    await act(task, 'hand-off', { to: 'manager', reason: 'не успеваю' });
    const third = await act(task, 'hand-off', to);
    expect(third.body).toMatchObject({ state: 'open', role: 'senior_manager', handOffs: 3 });
    expect((await next({ role: 'senior_manager' })).body.id).toBe(task.id);
    const timeline = await api.ask(`/v1/orders/${task.orderId}/timeline`);
    const notes = timeline.body.items.filter(({ type }) => type === 'TaskHandedOff');
    expect(notes).toHaveLength(3);
    expect(JSON.stringify(notes)).toContain('Ирина знает этот товар');
  });

  test('when it is handed to a stranger or a role that may not, then the field is named', async () => {
    const task = await aTask();
    for (const to of ['courier', 'nobody', 'key_parts_manager', 'key_demo_finance']) {
      const asked = await act(task, 'hand-off', { to, reason: 'x' });
      expect(asked).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } });
    }
    const foreign = await act(task, 'hand-off', { to: 'manager', reason: 'x' }, { shop: 'parts' });
    expect(foreign.status).toBe(404);
    const role = { role: 'dispatcher' } as const;
    expect((await act(task, 'hand-off', { to: 'manager', reason: 'x' }, role)).status).toBe(403);
    expect((await act(task, 'release', undefined, role)).status).toBe(403);
    expect((await act(task, 'undo', undefined, role)).status).toBe(403);
  });
});

describe('giving back and taking back', () => {
  test('when it is given back, then it is the next one again', async () => {
    await clear();
    const task = await aTask();
    await next();
    const free = await act(task, 'release');
    expect(free.body).toMatchObject({ state: 'open', takenBy: null });
    const again = await act(task, 'release');
    expect(again.body.refusal).toBe('not_allowed_now');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await next()).body.id).toBe(task.id);
  });

  test('when the outcome was a slip, then the task is open again as it was', async () => {
    const order = await api.anAgreedOrder();
    const { database } = api;
    await database.pool.query(
      `INSERT INTO inbox (life_id, sender, sender_id, received_at, command)
       VALUES ($1, 'customer', $1, now(), '{"name":"customerAnswers","body":{"answer":"change"}}')`,
      [order.id],
    );
    const path = `/v1/tasks?orderId=${order.id}&kind=customer_wants_change`;
    let [task] = (await api.ask(path)).body.items;
    for (let looks = 0; !task && looks < 100; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      [task] = (await api.ask(path)).body.items;
    }
    const done = await act(task!, 'outcome', { outcome: 'kept' });
    expect(done.body.state).toBe('done');
    const undone = await act(task!, 'undo');
    expect(undone).toMatchObject({ status: 200, body: { ...task, state: 'open' } });
    expect((await act(task!, 'outcome', { outcome: 'kept' })).body.state).toBe('done');
  });

  test('when others were told of it, then the refusal says so', async () => {
    const task = await aTask();
    await act(task, 'outcome', { outcome: 'declined' });
    const undone = await act(task, 'undo');
    expect(undone).toMatchObject({ status: 422, body: { refusal: 'cannot_be_undone' } });
  });
});

test('when two managers amend at once from one version, then one wins and the other gets 412 (story 29)', async () => {
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(tomorrow()) });
  const path = `/v1/orders/${placed.body.id}/amendments`;
  const amend = (quantity: number, bearer: string): Promise<Reply> =>
    api.ask(path, {
      bearer,
      version: 1,
      body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity }] },
    });
  const both = await Promise.all([
    amend(2, testKey('demo', 'manager')),
    amend(3, testKey('demo', 'senior_manager')),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([202, 412]);
  const lost = both.find(({ status }) => status === 412);
  expect(lost?.body).toMatchObject({ type: '/problems/stale-version', refusal: 'stale_version' });
  const order = (await api.ask(`/v1/orders/${placed.body.id}`)).body;
  expect(order.version).toBe(2);
  const preview = await api.ask(`${path}/preview`, {
    body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 5 }] },
  });
  expect(preview.body.version).toBe(2);
});
