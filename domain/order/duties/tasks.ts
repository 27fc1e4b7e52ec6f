/**
 * Keeps the tasks of people true: withdrawn when what they were for has passed, reminded of when overdue,
 * then raised to the senior manager. Nobody is waited for without a name and a time.
 */
import type { Instant } from '../../calendar/instant';
import type { Deadline } from '../../life/life';
import type { Policy } from '../../policy/policy';
import { dueAfter } from '../../policy/shop-hours';
import { RAISED_TO } from '../../tasks/task';
import type { OpenTask, Role, TaskKind } from '../../tasks/task';
import { canPhone } from '../contact/reach';
import type { OrderFact } from '../events';
import { shortLines } from '../goods/goods';
import { isAnyOut, isAwaited, isUnwilling } from '../parties/in-hand';
import { record } from '../intent';
import type { Order } from '../order';
import type { Stage } from '../stages/stage';
import { orderTotals } from '../money/totals';
import { phrase } from '../waiting';
import type { WaitingFor } from '../waiting';

const isOpen = (order: Order): boolean => !order.closing && !order.closed;

/** Whether what a task was opened for is still so. */
const STILL_NEEDED: Readonly<Record<TaskKind, (order: Order, task: OpenTask) => boolean>> = {
  call_customer: (order) => !order.agreement && isOpen(order) && canPhone(order),
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
  approve_refund: ({ money }, { about }) =>
    money.refundAsked > 0 && (about === null || about === String(money.refundAsked)),
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

/** Whether a person is still needed for what the task was opened for. */
export function isStillNeeded(order: Order, task: OpenTask): boolean {
  return STILL_NEEDED[task.kind](order, task);
}

/** Overdue: its people are reminded and it is shown so; unheeded, it goes to the senior manager. */
function overdue(task: OpenTask, policy: Policy, at: Instant): readonly OrderFact[] {
  const { id: taskId, dueBy, raiseAt, remindedAt, escalated } = task;
  const above = RAISED_TO[task.role];
  if (escalated || dueBy === null || dueBy > at) return [];
  if (remindedAt === undefined) {
    const minutes = policy.taskRaiseMinutes ?? 0;
    const raised = above ? dueAfter(policy.calendar, at, minutes) : null;
    return [{ type: 'TaskReminded', taskId, raiseAt: raised }];
  }
  return above && raiseAt !== undefined && raiseAt <= at
    ? [{ type: 'TaskEscalated', taskId, role: above }]
    : [];
}

function nextMoment(task: OpenTask): readonly Deadline[] {
  const { id, dueBy, raiseAt, remindedAt, escalated } = task;
  if (escalated || dueBy === null) return [];
  if (remindedAt === undefined) return [{ key: `task:${id}`, at: dueBy }];
  return raiseAt === undefined ? [] : [{ key: `raise:${id}`, at: raiseAt }];
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

/** Nothing but the agreement is waited for: its stage tells of the search for a way to the customer, too. */
const isBeingAgreed = (order: Order): boolean => !order.agreement && isOpen(order);

export const tasks: Omit<Stage, 'finished'> = {
  intents: (order, { policy }, at) =>
    order.tasks.flatMap((task) => {
      if (!isStillNeeded(order, task)) {
        const isLate = task.kind === 'find_out_why' && order.deliveredAt !== null;
        const why = isLate ? 'delivered_late' : 'settled';
        return [record({ type: 'TaskWithdrawn', taskId: task.id, why })];
      }
      return overdue(task, policy, at).map((fact) => record(fact));
    }),

  deadlines: (order) => order.tasks.flatMap(nextMoment),

  waiting: (order) => {
    const isTold = (kind: TaskKind): boolean =>
      TOLD_BY_STAGE.includes(kind) || (kind === 'fix_contact' && isBeingAgreed(order));
    const open = order.tasks.filter((task) => !isTold(task.kind));
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
