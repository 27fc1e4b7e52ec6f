/**
 * Decides who works a task: taken by one person at a time, given back, handed on, and opened again when its
 * outcome was a slip. What an outcome does is decided elsewhere.
 */
import { epoch } from '../../calendar/instant';
import { isRefusal } from '../../life/life';
import type { Refusal } from '../../life/life';
import { RAISED_TO } from '../../tasks/task';
import type { OpenTask } from '../../tasks/task';
import type { CommandOf } from '../commands/command-schemas';
import { isStillNeeded } from '../duties/tasks';
import type { OrderFact } from '../events';
import type { Decision, Scene } from '../scene';

const UNDO_MILLISECONDS = 10_000;
/** The hand-off with which nobody has found the right one: the senior manager does. */
const LAST_HAND_OFF = 3;

/** Who may part others from their tasks. */
const OVER_OTHERS = ['senior_manager', 'admin', 'operator'];

function openTask({ order }: Scene, taskId: string): OpenTask | Refusal {
  return (
    order.tasks.find((task) => task.id === taskId) ?? {
      refusal: 'task_closed',
      pointer: '/taskId',
    }
  );
}

function isAnothers({ takenBy }: OpenTask, actor: string): boolean {
  const [role = ''] = actor.split(':');
  return takenBy !== undefined && takenBy !== actor && !OVER_OTHERS.includes(role);
}

/** One person at a time; somebody who has it already is no exception, one key may be used by several. */
export function takeTask(scene: Scene, { taskId, actor }: CommandOf<'takeTask'>): Decision {
  const task = openTask(scene, taskId);
  if (isRefusal(task)) return task;
  if (task.takenBy !== undefined) return { refusal: 'task_taken' };
  return [{ type: 'TaskTaken', taskId, person: actor }];
}

export function releaseTask(scene: Scene, { taskId, actor }: CommandOf<'releaseTask'>): Decision {
  const task = openTask(scene, taskId);
  if (isRefusal(task)) return task;
  if (task.takenBy === undefined) return { refusal: 'not_allowed_now' };
  if (isAnothers(task, actor)) return { refusal: 'task_taken' };
  return [{ type: 'TaskReleased', taskId }];
}

/** Counted; the third goes to the senior manager wherever it was meant to go. */
export function handOffTask(scene: Scene, command: CommandOf<'handOffTask'>): Decision {
  const { taskId, to, noteId, actor } = command;
  const task = openTask(scene, taskId);
  if (isRefusal(task)) return task;
  if (isAnothers(task, actor)) return { refusal: 'task_taken' };
  const isUp = to.person === null && to.role !== task.role && to.role === RAISED_TO[task.role];
  if (to.person === null && to.role !== task.role && !isUp) {
    return { refusal: 'not_allowed_now', pointer: '/to' };
  }
  const { person } = to;
  const handed: OrderFact = {
    type: 'TaskHandedOff',
    ...{ taskId, to: person ?? to.role, person, noteId },
  };
  const isLast = (task.handOffs ?? 0) + 1 >= LAST_HAND_OFF;
  const above = RAISED_TO[task.role];
  return above && (isUp || isLast)
    ? [handed, { type: 'TaskEscalated', taskId, role: above }]
    : [handed];
}

/** Takes an outcome back while nothing has followed from it. */
export function undoTask(scene: Scene, { taskId }: CommandOf<'undoTask'>): Decision {
  const { order, at } = scene;
  if (order.tasks.some((task) => task.id === taskId)) return { refusal: 'not_allowed_now' };
  const { undo } = order;
  if (undo?.task?.id !== taskId) return { refusal: 'cannot_be_undone' };
  if (epoch(at) - epoch(undo.at) > UNDO_MILLISECONDS) return { refusal: 'too_late' };
  if (!isStillNeeded(order, undo.task)) return { refusal: 'cannot_be_undone' };
  return [{ type: 'TaskReopened', taskId }];
}

/** Marks the end of a task where the decision changes nothing that could not be undone. */
export function markUndoable(decision: Decision): Decision {
  if (isRefusal(decision)) return decision;
  const harmless: readonly OrderFact['type'][] = ['TaskDone', 'NoteTaken', 'ContactAttempted'];
  const ends = decision.filter(({ type }) => type === 'TaskDone');
  if (ends.length !== 1 || !decision.every(({ type }) => harmless.includes(type))) return decision;
  return decision.map((fact) => (fact.type === 'TaskDone' ? { ...fact, undoable: true } : fact));
}
