/**
 * What is true of the tasks of people after an event, and what of the last act may still be undone.
 */
import type { Instant } from '../../calendar/instant';
import type { OpenTask } from '../../tasks/task';
import type { OrderEvent } from '../events';
import type { TaskEvent } from './task-events';
import type { Order } from '../order';

const TASK_EVENTS: Readonly<Record<TaskEvent['type'], true>> = {
  TaskOpened: true,
  TaskTaken: true,
  TaskReleased: true,
  TaskHandedOff: true,
  TaskReminded: true,
  TaskEscalated: true,
  TaskReopened: true,
  TaskDone: true,
  TaskWithdrawn: true,
};

/** Whether something happened to a task. */
export function isTaskEvent<Event extends OrderEvent>(
  event: Event,
): event is Extract<Event, { readonly type: TaskEvent['type'] }> {
  return event.type in TASK_EVENTS;
}

/** Folds what happened to one task. */
export function evolveTask(order: Order, event: TaskEvent, at: Instant): Order {
  const others = order.tasks.filter((task) => task.id !== event.taskId);
  const changed = (change: (task: OpenTask) => OpenTask): Order => ({
    ...order,
    tasks: order.tasks.map((task) => (task.id === event.taskId ? change(task) : task)),
  });
  switch (event.type) {
    case 'TaskOpened': {
      const { taskId: id, kind, role, about, dueBy } = event;
      const task = { id, kind, role, about, dueBy, openedAt: at, escalated: false };
      const counts = { ...order.counts, task: order.counts.task + 1 };
      return { ...order, tasks: [...others, task], counts };
    }
    case 'TaskTaken':
      return changed((task) => ({ ...task, takenBy: event.person }));
    case 'TaskReleased':
      return changed(withoutPerson);
    case 'TaskHandedOff':
      return changed((task) => ({
        ...withoutPerson(task),
        ...(event.person === null ? {} : { takenBy: event.person }),
        handOffs: (task.handOffs ?? 0) + 1,
      }));
    case 'TaskReminded':
      return changed((task) => ({
        ...task,
        remindedAt: at,
        ...(event.raiseAt === null ? {} : { raiseAt: event.raiseAt }),
      }));
    case 'TaskEscalated':
      return changed((task) => ({ ...withoutPerson(task), role: event.role, escalated: true }));
    case 'TaskReopened': {
      const { task, contact } = order.undo ?? { task: null, contact: null };
      if (task?.id !== event.taskId) return order;
      return { ...order, tasks: [...others, task], contact: contact ?? order.contact };
    }
    case 'TaskDone':
    case 'TaskWithdrawn':
      return { ...order, tasks: others };
  }
}

function withoutPerson({ takenBy: _nobody, ...task }: OpenTask): OpenTask {
  return task;
}

/** Who works which task leaves the last act as it was. */
const ASIDE: readonly OrderEvent['type'][] = [
  'TaskTaken',
  'TaskReleased',
  'TaskHandedOff',
  'TaskReminded',
];

/** Keeps what stood before an act that may be undone; forgets it with the first thing that follows. */
export function keepUndo(
  before: Order,
  after: Order,
  { event, at }: { readonly event: OrderEvent; readonly at: Instant },
): Order {
  if (ASIDE.includes(event.type)) return after;
  if (event.type === 'ContactAttempted') {
    return { ...after, undo: { at, task: null, contact: before.contact } };
  }
  if (event.type === 'TaskDone' && event.undoable) {
    const task = before.tasks.find((one) => one.id === event.taskId) ?? null;
    const attempt = before.undo?.task === null && before.undo.at === at ? before.undo : null;
    return { ...after, undo: { at, task, contact: attempt?.contact ?? null } };
  }
  if (!after.undo) return after;
  const { undo: _over, ...rest } = after;
  return rest;
}
