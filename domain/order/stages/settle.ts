/**
 * Settle the money: what the courier took is handed in, what is over is paid back; nothing ends
 * while money is owed either way (R50, R68, R69).
 */
import type { Instant } from '../../calendar/instant';
import { addDays, fromLocal, localDate } from '../../calendar/local-time';
import type { Terms } from '../../policy/policy';
import { mayGoBack } from '../amendment/may-go-back';
import { workingDayAfter, workingDaysAfter } from '../../policy/shop-hours';
import { isSettledParcel } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import { askPerson, hasTask } from '../tasks/asking';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import type { Order } from '../order';
import { taskWait } from '../tasks/task-wait';
import { mostToRefund, orderTotals } from '../money/totals';
import { phrase } from '../waiting';
import type { Stage } from './stage';

/** By when the money of a delivered order must be in: the shop's hour of that day, or of the next one it works. */
function handInBy(order: Order, terms: Terms): Instant | null {
  if (!order.deliveredAt) return null;
  const { calendar, handInBy: time } = terms.policy;
  const { moneyDays } = terms.policy.delivery.follow?.post ?? {};
  const today = localDate(order.deliveredAt, calendar.zone);
  if (order.wish.payment === 'cod_post' && moneyDays !== undefined) {
    return fromLocal({ date: workingDaysAfter(calendar, today, moneyDays), time }, calendar.zone);
  }
  // On a day without work nobody is there to take it.
  const date = workingDayAfter(calendar, addDays(today, -1));
  const first = fromLocal({ date, time }, calendar.zone);
  if (first > order.deliveredAt) return first;
  return fromLocal({ date: workingDayAfter(calendar, date), time }, calendar.zone);
}

const isOver = (order: Order): boolean => order.deliveredAt !== null || order.closing !== null;

/** Money the customer is owed and nobody has asked finance for. */
function toRefund(order: Order): number {
  // What may still be delivered may still have to be paid for: never both refunded and delivered.
  const isOut = (parcel: Parcel): boolean =>
    (order.closing !== null || parcel.takenBack === true) && !isSettledParcel(parcel);
  if (order.parcels.some(isOut)) return 0;
  // A change that a party may still refuse may still go back, and its price with it.
  if (mayGoBack(order)) return 0;
  const { refundAsked, refundRefused } = order.money;
  return Math.max(0, orderTotals(order).overpaid - refundAsked - refundRefused);
}

/** Money asked back that is owed no more, because the order came to cost more meanwhile. */
function noLongerOwed(order: Order): number {
  const { refundAsked, refundAskedByOrdo = 0 } = order.money;
  const byPeople = refundAsked - refundAskedByOrdo;
  const owed = Math.max(0, orderTotals(order).overpaid - byPeople);
  const overByOrdo = Math.max(0, refundAskedByOrdo - owed);
  return overByOrdo + Math.max(0, byPeople - mostToRefund(order));
}

/** Finance decides on just the sum it was shown: of another sum it is asked anew. */
function approvalIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const over = noLongerOwed(order);
  if (over > 0) return [record({ type: 'RefundWithdrawn', amount: over })];
  const { refundAsked } = order.money;
  if (refundAsked === 0) return [];
  const task = { kind: 'approve_refund', about: String(refundAsked), at } as const;
  return askPerson(order, terms.policy, task);
}

export const settle: Stage = {
  intents: (order, terms, at) => {
    const amount = toRefund(order);
    const ask = amount > 0 ? [record({ type: 'RefundAsked', amount, reason: 'overpaid' })] : [];
    const due = handInBy(order, terms);
    const late =
      due && due <= at && orderTotals(order).due > 0
        ? askPerson(order, terms.policy, { kind: 'hand_in_overdue', about: null, at })
        : [];
    return [...ask, ...approvalIntents(order, terms, at), ...late];
  },

  deadlines: (order, terms) => {
    const due = handInBy(order, terms);
    const waits = due && orderTotals(order).due > 0 && !hasTask(order, 'hand_in_overdue');
    return waits ? [{ key: 'hand_in', at: due }] : [];
  },

  waiting: (order, terms) => {
    const task = order.tasks.find((one) => one.kind === 'approve_refund');
    if (task) {
      return { ...taskWait(task), what: phrase('wait.refund') };
    }
    const isOwed = order.deliveredAt !== null && orderTotals(order).due > 0;
    if (!isOwed || hasTask(order, 'hand_in_overdue')) return null;
    return {
      for: 'cashier',
      party: null,
      what: phrase('wait.hand_in'),
      since: order.deliveredAt,
      until: handInBy(order, terms),
      then: phrase('then.hand_in_task'),
    };
  },

  finished: (order) => {
    const totals = orderTotals(order);
    const { refundAsked, refundRefused } = order.money;
    const square = totals.due === 0 && totals.overpaid <= refundRefused && refundAsked === 0;
    return isOver(order) && square;
  },
};
