/**
 * Keeps the tasks of people true: withdrawn when what they were for has passed, raised to the senior
 * manager when overdue. Nobody is waited for without a name and a time.
 */
import type { Instant } from '../../calendar/instant';
import type { OpenTask, Role, TaskKind } from '../../tasks/task';
import { shortLines } from '../goods';
import { isAnyOut, isAwaited, isUnwilling } from '../in-hand';
import { record } from '../intent';
import type { Order } from '../order';
import type { Stage } from '../stages/stage';
import { orderTotals } from '../totals';
import { phrase } from '../waiting';
import type { WaitingFor } from '../waiting';

const isOpen = (order: Order): boolean => !order.closing && !order.closed;

/** Whether what a task was opened for is still so. */
const STILL_NEEDED: Readonly<Record<TaskKind, (order: Order, task: OpenTask) => boolean>> = {
  call_customer: (order) => !order.agreement && isOpen(order),
  fix_contact: (order) => isOpen(order) && !order.deliveredAt,
  find_alternative: (order) => shortLines(order).length > 0,
  customer_wants_change: (order) => isOpen(order) && !order.deliveredAt,
  party_overdue: isStillOverdue,
  party_refused: (order, task) =>
    order.instructions.some((one) => one.id === task.about && isUnwilling(order, one)),
  find_out_why: (order) => isOpen(order) && !order.deliveredAt,
  decide_partial_refusal: (order, task) =>
    isOpen(order) &&
    order.amendment?.state === 'partly_refused' &&
    order.amendment.id === task.about,
  message_undeliverable: () => true,
  hand_in_overdue: (order) => orderTotals(order).due > 0,
  approve_refund: (order) => order.money.refundAsked > 0,
  system_trouble: () => true,
};

function isStillOverdue(order: Order, task: OpenTask): boolean {
  if (order.closed) return false;
  if (task.about === 'still_out') {
    return isAnyOut(order);
  }
  return (
    !order.deliveredAt &&
    order.instructions.some((one) => one.id === task.about && isAwaited(order, one))
  );
}

/** Raised once; people with nobody above them are not. */
const RAISED_TO: Readonly<Partial<Record<Role, Role>>> = {
  manager: 'senior_manager',
  dispatcher: 'senior_manager',
  cashier: 'senior_manager',
  finance: 'senior_manager',
};

function isOverdue(task: OpenTask, at: Instant): boolean {
  return !task.escalated && task.dueBy !== null && task.dueBy <= at && task.role in RAISED_TO;
}

const WAITING_FOR: Readonly<Partial<Record<Role, WaitingFor>>> = {
  dispatcher: 'dispatcher',
  cashier: 'cashier',
  finance: 'finance',
  admin: 'admin',
};

/** Kinds whose wait a stage tells already. */
const TOLD_BY_STAGE: readonly TaskKind[] = [
  'call_customer',
  'find_alternative',
  'find_out_why',
  'approve_refund',
];

export const tasks: Omit<Stage, 'finished'> = {
  intents: (order, _terms, at) =>
    order.tasks.flatMap((task) => {
      const { id: taskId, kind, role } = task;
      if (!STILL_NEEDED[kind](order, task)) {
        const isLate = kind === 'find_out_why' && order.deliveredAt !== null;
        const why = isLate ? 'delivered_late' : 'settled';
        return [record({ type: 'TaskWithdrawn', taskId, why })];
      }
      const above = RAISED_TO[role];
      return above && isOverdue(task, at)
        ? [record({ type: 'TaskEscalated', taskId, role: above })]
        : [];
    }),

  deadlines: (order) =>
    order.tasks
      .filter((task) => !task.escalated && task.role in RAISED_TO)
      .flatMap((task) => (task.dueBy ? [{ key: `task:${task.id}`, at: task.dueBy }] : [])),

  waiting: (order) => {
    const open = order.tasks.filter((task) => !TOLD_BY_STAGE.includes(task.kind));
    const [first] = [...open].sort((one, other) =>
      (one.dueBy ?? '9999').localeCompare(other.dueBy ?? '9999'),
    );
    if (!first) return null;
    return {
      for: WAITING_FOR[first.role] ?? 'manager',
      party: null,
      what: phrase(`wait.task.${first.kind}`),
      since: first.openedAt,
      until: first.dueBy,
      then: phrase(first.escalated ? 'then.nothing' : 'then.escalate'),
    };
  },
};
