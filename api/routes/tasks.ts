/**
 * Tasks of people: listed, read, and closed with an outcome that does what the command of its meaning does.
 */
import { z } from 'zod';
import { colleagueById } from '../../database/shops/api-keys';
import { listTasks, offerNextTask, taskById, withdrawOffer } from '../../database/orders/tasks';
import type { ListedTask } from '../../database/orders/tasks';
import { RAISED_TO, ROLES, TASK_RULES } from '../../domain/tasks/task';
import type { TaskKind } from '../../domain/tasks/task';
import { findOrder, giveCommand, refusalIn } from '../orders/act';
import { actorOf } from '../orders/actor';
import {
  addressId,
  codedReason,
  commandChanges,
  lineKnown,
  noSuchPoint,
} from '../orders/personal-parts';
import { deliveryAfter, deliveryNow, whereNext } from '../orders/place-at';
import type { Before, PersonalParts } from '../orders/personal-parts';
import { toShow } from '../orders/show';
import { shownTask } from '../orders/shown-task';
import { invalid, problem } from '../problems/problems';
import { neededVersion, versionOf } from '../request/conditional';
import { updateIdOf } from '../request/idempotency';
import { pageOf, pageQuery, readCursor } from '../request/paging';
import { mayWorkFor } from '../request/permissions';
import { keyRoute } from '../request/route';
import type { KeyCall, Reply } from '../request/route';
import { idField, idParams, instantIn, shopField } from '../schemas/fields';
import { handOffBody, outcomeBody, taskOut, taskPage } from '../schemas/tasks';
import type { OutcomeBody } from '../schemas/tasks';
import { ok } from './answers';
import { beforeChanges, command } from './orders/order-commands';
import { chosenShops } from './shop/shops';

const tag = 'Tasks';

/** There is nothing to say: an empty object or nothing at all. */
const noBody = { type: 'json', schema: z.strictObject({}).optional() } as const;

type Said = Pick<KeyCall<unknown, unknown, unknown>, 'deps' | 'caller'>;

const taskQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(Object.keys(TASK_RULES) as [TaskKind]).optional(),
  role: z.enum(ROLES).optional(),
  shop: shopField.optional(),
  state: z.enum(['open', 'taken', 'done', 'withdrawn']).optional(),
  orderId: idField.optional(),
});

const placeInList = z.strictObject({ at: instantIn, id: idField });

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
    const items = await Promise.all(page.items.map((task) => shownTask(call, task)));
    return { status: 200, body: { ...page, items } };
  },
});

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
    return { status: 200, body: await shownTask(call, task) };
  },
});

/** 403 for whoever may not work tasks of its kind; raised ones stay its own people's too, money's theirs alone. */
function mustWorkFor({ caller }: Said, { role, kind }: ListedTask): void {
  const worker = TASK_RULES[kind].role;
  const staysTheirs = RAISED_TO[worker] === worker;
  const mayAsRaised = !staysTheirs && mayWorkFor(caller.role, role);
  if (!mayAsRaised && !mayWorkFor(caller.role, worker)) throw problem('forbidden');
}

const close = keyRoute({
  method: 'post',
  path: '/v1/tasks/{id}/outcome',
  operation: 'closeTask',
  summary: 'Close a task with one of the outcomes it allows',
  tag,
  idempotency: 'accepted',
  ifMatch: 'accepted',
  params: idParams,
  body: { type: 'json', schema: outcomeBody },
  answers: ok('The task, closed', taskOut),
  handle: async (call) => {
    const { outcome, note, data } = call.body;
    const task = await findTask(call, call.params.id);
    mustWorkFor(call, task);
    const found = await findOrder(call, task.orderId);
    const taken = data.line ? [{ type: 'add_line', line: data.line } as const] : [];
    const before = await beforeChanges(call, found, [...(data.changes ?? []), ...taken]);
    const where = await whereFor(call, before, data);
    // As a confirmation with changes: they are made on a version that was seen.
    const version = data.changes ? neededVersion(call.ifMatch) : versionOf(call.ifMatch);
    await command(call, found, {
      name: 'closeTask',
      version,
      body: (parts) => {
        const { reason, noteId } = codedReason(parts, { reason: data.reason, note });
        const said = { ...where, ...(reason === null ? {} : { reason }) };
        return {
          taskId: task.id,
          outcome,
          noteId,
          data: { ...dataOf(before, data, parts), ...said },
        };
      },
    });
    return { status: 200, body: await shownTask(call, await findTask(call, task.id)) };
  },
});

/** Where another way or place leads to; 422 for a pickup point nobody knows. */
async function whereFor(call: Said, before: Before, data: OutcomeBody['data']): Promise<object> {
  const { order, personal } = before;
  const { method, address, pickupPointId } = data;
  if (!method && !address && !pickupPointId) return {};
  const { terms } = await toShow(call.deps, await findOrder(call, order.id));
  const now = deliveryNow(order, personal);
  const to = deliveryAfter(now, { method, address, pickupPointId });
  const scope = { shop: order.shop, policy: terms.policy };
  const { unknownPoint, ...where } = await whereNext(call.deps.database, scope, { now, to });
  if (unknownPoint && pickupPointId) throw noSuchPoint('/data/pickupPointId');
  return where;
}

/** The outcome's data as the command carries them: an address by its id. */
function dataOf(before: Before, data: OutcomeBody['data'], parts: PersonalParts): object {
  const { address, changes, line, ...plain } = data;
  return {
    ...plain,
    ...(line ? { line: lineKnown(before, line) } : {}),
    ...(address ? { addressId: addressId(before, address, parts) } : {}),
    ...(changes
      ? { changes: commandChanges(before, changes, { parts, pointer: '/data/changes' }) }
      : {}),
  };
}

/** More often than this nobody loses a race for one task after the other. */
const MOST_OFFERS = 20;

const next = keyRoute({
  method: 'post',
  path: '/v1/tasks/next',
  operation: 'nextTask',
  summary: 'Take the task of your role that is due first',
  tag,
  idempotency: 'accepted',
  body: noBody,
  answers: {
    ...ok('The task, taken by you', taskOut),
    204: { description: 'There is nothing to do' },
  },
  handle: async (call) => {
    const { deps, caller } = call;
    for (let offers = 0; offers < MOST_OFFERS; offers += 1) {
      const offered = await offerNextTask(deps.database, caller);
      if (!offered) break;
      if (await take(call, offered)) {
        return { status: 200, body: await shownTask(call, await findTask(call, offered.id)) };
      }
    }
    return { status: 204 };
  },
});

/** Whether the order gave the task to the caller; a refused one stays out of reach for a moment. */
async function take(call: KeyCall<unknown, unknown, unknown>, task: ListedTask): Promise<boolean> {
  let isRefused = false;
  try {
    const answer = await giveCommand(call, await findOrder(call, task.orderId), {
      name: 'takeTask',
      body: { taskId: task.id, actor: actorOf(call) },
      updateId: `${updateIdOf(call, null)}-${task.id}`,
    });
    isRefused = refusalIn(answer) !== null;
    return !isRefused;
  } finally {
    if (!isRefused) await withdrawOffer(call.deps.database, task.id);
  }
}

const handOff = keyRoute({
  method: 'post',
  path: '/v1/tasks/{id}/hand-off',
  operation: 'handOffTask',
  summary: 'Hand a task on; the third time the senior manager gets it',
  tag,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: handOffBody },
  answers: ok('The task, handed on', taskOut),
  handle: async (call) => {
    const task = await findTask(call, call.params.id);
    mustWorkFor(call, task);
    const to = await receiver(call, task, call.body.to);
    return work(call, task, {
      name: 'handOffTask',
      body: (parts) => ({ taskId: task.id, to, noteId: parts.note(call.body.reason) }),
    });
  },
});

/** A role of the task, or a colleague who may work it; 422 for anybody else. */
async function receiver({ deps }: Said, task: ListedTask, to: string): Promise<object> {
  if (to === task.role || to === RAISED_TO[task.role]) return { role: to, person: null };
  const person = await colleagueById(deps.database, { id: to, shop: task.shop });
  if (person && mayWorkFor(person.role, task.role)) {
    return { role: person.role, person: `${person.role}:${person.id}` };
  }
  throw invalid([{ pointer: '/to', detail: 'is nobody who may work this task' }]);
}

/** Gives a command about who works a task, and shows the task as it is then. */
async function work(
  call: KeyCall<{ readonly id: string }, unknown, unknown>,
  task: ListedTask,
  asked: Pick<Parameters<typeof command>[2], 'name' | 'body'>,
): Promise<Reply> {
  await command(call, await findOrder(call, task.orderId), { ...asked, version: null });
  return { status: 200, body: await shownTask(call, await findTask(call, task.id)) };
}

const simply = (
  name: 'releaseTask' | 'undoTask',
  words: { readonly path: string; readonly summary: string; readonly answer: string },
) =>
  keyRoute({
    method: 'post',
    path: words.path,
    operation: name,
    summary: words.summary,
    tag,
    idempotency: 'accepted',
    params: idParams,
    body: noBody,
    answers: ok(words.answer, taskOut),
    handle: async (call) => {
      const task = await findTask(call, call.params.id);
      mustWorkFor(call, task);
      return work(call, task, { name, body: () => ({ taskId: task.id }) });
    },
  });

const release = simply('releaseTask', {
  path: '/v1/tasks/{id}/release',
  summary: 'Give a task back that was taken',
  answer: 'The task, free again',
});

const undo = simply('undoTask', {
  path: '/v1/tasks/{id}/undo',
  summary: 'Take an outcome back within ten seconds, where nothing has followed from it',
  answer: 'The task, open again',
});

export const taskRoutes = [list, read, close, next, handOff, release, undo];
