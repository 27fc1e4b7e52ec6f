/**
 * Tasks of people: listed, read, and closed with an outcome that does what the command of its meaning does.
 */
import { z } from 'zod';
import { alternativesFor } from '../../database/alternatives';
import { listTasks, taskById } from '../../database/tasks';
import type { ListedTask } from '../../database/tasks';
import { orderById } from '../../database/orders';
import { shortLines } from '../../domain/order/goods';
import { TASK_RULES } from '../../domain/tasks/task';
import { findOrder } from '../orders/act';
import { addressId, commandChanges } from '../orders/personal-parts';
import type { Before, PersonalParts } from '../orders/personal-parts';
import { toShow } from '../orders/show';
import { problem } from '../problems';
import { pageOf, pageQuery, readCursor } from '../request/paging';
import { mayWorkFor } from '../request/permissions';
import { keyRoute } from '../request/route';
import type { KeyCall } from '../request/route';
import { idField, idParams, shopField } from '../schemas/fields';
import { outcomeBody, taskOut, taskPage } from '../schemas/tasks';
import type { OutcomeBody } from '../schemas/tasks';
import { callBackView } from '../views/call-back-view';
import { taskView } from '../views/task-view';
import { ok } from './answers';
import { beforeChanges, command } from './order-commands';
import { chosenShops } from './shops';

const tag = 'Tasks';

type Said = Pick<KeyCall<unknown, unknown, unknown>, 'deps' | 'caller'>;

const taskQuery = z.strictObject({
  ...pageQuery,
  kind: z.string().max(60).optional(),
  role: z.string().max(60).optional(),
  shop: shopField.optional(),
  state: z.enum(['open', 'taken', 'done', 'withdrawn']).optional(),
  orderId: idField.optional(),
});

const placeInList = z.strictObject({ at: z.iso.datetime(), id: z.string().max(120) });

const list = keyRoute({
  method: 'get',
  path: '/v1/tasks',
  operation: 'listTasks',
  summary: 'Find tasks, the oldest first',
  tag,
  query: taskQuery,
  answers: ok('Tasks that fit', taskPage),
  handle: async (call) => {
    const { query, caller, deps } = call;
    const after = readCursor(query.cursor, placeInList);
    const found = await listTasks(deps.database, {
      shops: chosenShops(caller, query.shop),
      kind: query.kind ?? null,
      role: query.role ?? null,
      state: query.state ?? null,
      orderId: query.orderId ?? null,
      after: after && { openedAt: after.at, id: after.id },
      limit: query.limit + 1,
    });
    const page = pageOf(found, {
      limit: query.limit,
      place: ({ openedAt, id }) => ({ at: openedAt, id }),
      show: (task) => task,
    });
    const items = await Promise.all(page.items.map((task) => shown(call, task)));
    return { status: 200, body: { ...page, items } };
  },
});

async function shown({ deps, caller }: Said, task: ListedTask) {
  const { shops } = caller;
  const found = await orderById(deps.database.pool, { id: task.orderId, shops });
  const shown = found ? await toShow(deps, found) : null;
  const locale = shown?.terms.policy.locale ?? 'en';
  const order = found?.order ?? null;
  const isShort = task.kind === 'find_alternative' && order !== null;
  const skus = isShort ? shortLines(order).map((line) => line.sku) : [];
  const alternatives = await alternativesFor(deps.database.pool, task.shop, skus);
  const view = taskView(task, order, { locale, alternatives });
  const isCall = task.kind === 'call_customer' && view.allowed.length > 0;
  const callBack = isCall && shown && order ? callBackView(order, shown.terms) : null;
  return callBack ? { ...view, data: { ...view.data, callBack } } : view;
}

async function findTask({ deps, caller }: Said, id: string): Promise<ListedTask> {
  const task = await taskById(deps.database, { id, shops: caller.shops });
  if (!task) throw problem('not-found');
  return task;
}

const read = keyRoute({
  method: 'get',
  path: '/v1/tasks/{id}',
  operation: 'readTask',
  summary: 'Read one task',
  tag,
  params: idParams,
  answers: ok('The task', taskOut),
  handle: async (call) => {
    const task = await findTask(call, call.params.id);
    return { status: 200, body: await shown(call, task) };
  },
});

const close = keyRoute({
  method: 'post',
  path: '/v1/tasks/{id}/outcome',
  operation: 'closeTask',
  summary: 'Close a task with one of the outcomes it allows',
  tag,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: outcomeBody },
  answers: ok('The task, closed', taskOut),
  handle: async (call) => {
    const { outcome, note, data } = call.body;
    const task = await findTask(call, call.params.id);
    const { role } = call.caller;
    const worker = TASK_RULES[task.kind].role;
    if (!mayWorkFor(role, task.role) && !mayWorkFor(role, worker)) throw problem('forbidden');
    const found = await findOrder(call, task.orderId);
    const before = await beforeChanges(call, found, data.changes ?? []);
    await command(call, found, {
      name: 'closeTask',
      version: null,
      body: (parts) => ({
        taskId: task.id,
        outcome,
        noteId: parts.note(note),
        data: dataOf(before, data, parts),
      }),
    });
    return { status: 200, body: await shown(call, await findTask(call, task.id)) };
  },
});

/** The outcome's data as the command carries them: an address by its id. */
function dataOf(before: Before, data: OutcomeBody['data'], parts: PersonalParts): object {
  const { address, changes, ...plain } = data;
  return {
    ...plain,
    ...(address ? { addressId: addressId(before, address, parts) } : {}),
    ...(changes
      ? { changes: commandChanges(before, changes, { parts, pointer: '/data/changes' }) }
      : {}),
  };
}

export const taskRoutes = [list, read, close];
