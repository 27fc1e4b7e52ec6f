/**
 * Take the prepayment where the goods or the shop demand it: nothing leaves before it is in;
 * a reminder, and after the deadline the end (R91).
 */
import type { Instant } from '../../calendar/instant';
import type { Terms } from '../../policy/policy';
import { dueAfter } from '../../policy/shop-hours';
import { hasTask, tellCustomer } from '../asking';
import { record } from '../intent';
import type { Order } from '../order';
import { prepaymentOwed } from '../totals';
import { phrase } from '../waiting';
import type { Stage } from './stage';

const isOpen = (order: Order): boolean =>
  order.agreement !== null && !order.closing && !order.instructedAt && prepaymentOwed(order) > 0;

function moments(order: Order, terms: Terms): { remindAt: Instant; closeAt: Instant } | null {
  if (!order.prepayment) return null;
  const { calendar, prepayment } = terms.policy;
  const { askedAt } = order.prepayment;
  return {
    remindAt: dueAfter(calendar, askedAt, prepayment.remindAfterMinutes),
    closeAt: dueAfter(calendar, askedAt, prepayment.closeAfterMinutes),
  };
}

export const prepay: Stage = {
  intents: (order, terms, at) => {
    if (!isOpen(order)) return [];
    const due = moments(order, terms);
    const { version } = order.wish;
    if (!due) {
      return [
        ...tellCustomer(order, terms, { purpose: 'payment_asked', version, at }),
        record({ type: 'PrepaymentAsked' }),
      ];
    }
    if (due.closeAt <= at) {
      return [record({ type: 'ClosingBegun', reason: 'not_paid', noteId: null })];
    }
    return due.remindAt <= at
      ? tellCustomer(order, terms, { purpose: 'payment_reminder', at })
      : [];
  },

  deadlines: (order, terms) => {
    const due = isOpen(order) ? moments(order, terms) : null;
    if (!due) return [];
    const close = { key: 'not_paid', at: due.closeAt };
    const reminded = order.told.payment_reminder !== undefined || hasTask(order, 'fix_contact');
    return reminded ? [close] : [{ key: 'payment_reminder', at: due.remindAt }, close];
  },

  waiting: (order, terms) => {
    if (!isOpen(order) || !order.prepayment) return null;
    return {
      for: 'payment',
      party: null,
      what: phrase('wait.payment'),
      since: order.prepayment.askedAt,
      until: moments(order, terms)?.closeAt ?? null,
      then: phrase('then.close_unpaid'),
    };
  },

  finished: (order) => order.instructedAt !== null || prepaymentOwed(order) === 0,
};
