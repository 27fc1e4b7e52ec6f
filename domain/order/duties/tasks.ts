/**
 * Keeps the tasks of people true: withdrawn when what they were for has passed, reminded of when overdue,
 * then raised to the senior manager. Nobody is waited for without a name and a time.
 */
import type { Instant } from '../../calendar/instant';
import type { Deadline } from '../../life/life';
import type { Policy } from '../../policy/policy';
import { hasLeft, isSettledParcel, outstanding } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import { dueAfter } from '../../policy/shop-hours';
import { RAISED_TO } from '../../tasks/task';
import type { OpenTask, TaskKind } from '../../tasks/task';
import { canPhone } from '../contact/reach';
import { isAwaitedBack, STILL_OUT } from '../delivery/coming-back/awaited-back';
import { isWishOpen } from '../delivery/courier-request';
import { followedOf } from '../delivery/following/evolve-following';
import { storageOf, trackingOf } from '../delivery/following/followed';
import type { OrderFact } from '../events';
import { shortLines } from '../goods/short-lines';
import { isAwaited, isUnwilling, mayBeTold } from '../parties/in-hand';
import { owesGoods } from '../parties/owed';
import { record } from '../intent';
import type { Order } from '../order';
import type { Stage } from '../stages/stage';
import { partyOfTask } from '../tasks/party-of-task';
import { taskWait } from '../tasks/task-wait';
import { orderTotals } from '../money/totals';
import { phrase } from '../waiting';

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
  courier_request: isWishOpen,
  doubtful_report: () => true,
  find_out_why: (order) => isOpen(order) && !order.deliveredAt,
  decide_partial_refusal: (order, task) =>
    isOpen(order) &&
    order.amendment?.state === 'partly_refused' &&
    order.amendment.id === task.about,
  message_undeliverable: () => true,
  hand_in_overdue: (order) => orderTotals(order).due > 0,
  approve_refund: ({ money }, { about }) =>
    money.refundAsked > 0 && (about === null || about === String(money.refundAsked)),
  inspect_return: (order, task) =>
    order.parcels.some(
      ({ id, state, lines }) =>
        id === task.about && state === 'returned' && lines.some((line) => outstanding(line) > 0),
    ),
  system_trouble: () => true,
};

function isStillOverdue(order: Order, task: OpenTask): boolean {
  if (order.closed) return false;
  if (task.about === STILL_OUT) return isAwaitedBack(order);
  const followed = order.parcels.find(({ id }) => task.about?.endsWith(`:${id}`));
  if (followed) return isStillFollowed(order, task, followed);
  return order.instructions.some(
    (one) =>
      one.id === task.about &&
      mayBeTold(order, one) &&
      (isAwaited(order, one) || owesGoods(order, one)),
  );
}

/** Somebody has to look after a parcel until it is handed over, goes back, or its carrier answers again. */
function isStillFollowed(order: Order, task: OpenTask, parcel: Parcel): boolean {
  if (isSettledParcel(parcel)) return false;
  if (task.about === storageOf(parcel.id)) return parcel.state === 'at_pickup_point';
  return task.about === trackingOf(parcel.id)
    ? followedOf(order, parcel.id).unreachableTold === true
    : !hasLeft(parcel) && !order.closing;
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

  waiting: (order, terms) => {
    const isTold = (kind: TaskKind): boolean =>
      TOLD_BY_STAGE.includes(kind) || (kind === 'fix_contact' && isBeingAgreed(order));
    const open = order.tasks.filter((task) => !isTold(task.kind));
    const ends = (task: OpenTask): string => taskWait(task).until ?? '9999';
    const [first] = [...open].sort((one, other) => ends(one).localeCompare(ends(other)));
    if (!first) return null;
    const party = partyOfTask(order, terms, first.about);
    return { ...taskWait(first), what: phrase(`wait.task.${first.kind}`, party) };
  },
};
