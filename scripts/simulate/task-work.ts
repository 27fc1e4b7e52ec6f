/**
 * Who works which task: taken, given back, handed on, its outcome taken back; rightly and otherwise.
 */
import { happens, pick } from './dice';
import type { Happening } from './happening';

/** Something about who works a task is said, of an open one or of any there ever was. */
export const movesTask: Happening = ({ life, dice }) => {
  const { tasks, counts } = life.order;
  const number = String(1 + dice.below(counts.task + 1));
  const open = tasks.length > 0 && happens(dice, 80) ? pick(dice, tasks) : null;
  const taskId = open?.id ?? `tsk_${life.id.slice(4)}_${number}`;
  const actor = pick(dice, ['manager:1', 'manager:2', 'senior_manager:1']);
  const name = pick(dice, ['takeTask', 'takeTask', 'handOffTask', 'releaseTask', 'undoTask']);
  if (name !== 'handOffTask') return [{ name, command: { taskId, actor } }];
  const role = pick(dice, [open?.role ?? 'manager', 'senior_manager', 'courier']);
  const person = happens(dice, 50) ? `${role}:3` : null;
  return [{ name, command: { taskId, to: { role, person }, actor } }];
};

/** A slip: an outcome that changes nothing else is taken back at once. */
export const slips: Happening = ({ life, dice }) => {
  const call = life.order.tasks.find(({ kind }) => kind === 'call_customer');
  const wish = life.order.tasks.find(({ kind }) => kind === 'customer_wants_change');
  const task = wish ?? call;
  if (!task) return [];
  const actor = 'manager:1';
  const outcome = task === wish ? 'kept' : pick(dice, ['no_answer', 'busy', 'reached']);
  return [
    { name: 'closeTask', command: { taskId: task.id, outcome, actor } },
    { name: 'undoTask', command: { taskId: task.id, actor } },
  ];
};
