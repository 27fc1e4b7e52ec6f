/**
 * Take the prepayment where the goods or the shop demand it: nothing leaves before it is in;
 * a reminder, and after the deadline the end (R91).
 */
import type { Instant } from '../../calendar/instant';
import type { Terms } from '../../policy/policy';
import { dueAfter } from '../../policy/shop-hours';
import { hasTask, tellCustomer } from '../tasks/asking';
import { heldBack } from '../goods/held-back';
import { tellNews } from '../amendment/tell-amended';
import { isPrepaymentOpen } from '../money/prepayment-open';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { Order } from '../order';
import { prepaymentOwed } from '../money/totals';
import { phrase } from '../waiting';
import { wantedLines } from '../wish';
import type { Stage } from './stage';

function moments(order: Order, terms: Terms): { remindAt: Instant; closeAt: Instant } | null {
  if (!order.prepayment) return null;
  const { calendar, prepayment } = terms.policy;
  const { askedAt } = order.prepayment;
  return {
    remindAt: dueAfter(calendar, askedAt, prepayment.remindAfterMinutes),
    closeAt: dueAfter(calendar, askedAt, prepayment.closeAfterMinutes),
  };
}

/** Whether something of the order goes on though something else waits for its money. */
function isPartlyUnderWay(order: Order): boolean {
  const held = heldBack(order);
  const isAll = wantedLines(order.wish).every((line) => held.get(line.id) === line.quantity);
  return order.instructedAt !== null && held.size > 0 && !isAll;
}

/** The wish without what was held back for its money and never paid; what is under way goes on. */
function withoutUnpaid(order: Order): OrderIntent {
  const held = heldBack(order);
  const version = order.wish.version + 1;
  const lines = order.wish.lines.map((line) => {
    const back = held.get(line.id) ?? 0;
    if (back === 0) return line;
    const quantity = line.quantity - back;
    return quantity > 0 ? { ...line, quantity } : { ...line, removed: true };
  });
  return record({
    type: 'AmendmentMade',
    amendmentId: nextId(order, 'amendment'),
    version,
    wish: { ...order.wish, lines, version },
    changes: [],
    reason: 'not_paid',
    noteId: null,
  });
}

function isReminded(order: Order): boolean {
  return (order.told.payment_reminder ?? -1) >= (order.prepayment?.version ?? 0);
}

export const prepay: Stage = {
  intents: (order, terms, at) => {
    const met = order.prepayment && prepaymentOwed(order) === 0 && !order.closing;
    if (met) return [record({ type: 'PrepaymentMet' })];
    if (!isPrepaymentOpen(order)) return [];
    const due = moments(order, terms);
    const { version } = order.wish;
    if (!due) {
      return [
        ...tellNews(order, terms, { purpose: 'payment_asked', at }),
        record({ type: 'PrepaymentAsked', version }),
      ];
    }
    if (due.closeAt <= at) {
      const closing = record({ type: 'ClosingBegun', reason: 'not_paid', noteId: null });
      return [isPartlyUnderWay(order) ? withoutUnpaid(order) : closing];
    }
    if (due.remindAt > at || isReminded(order)) return [];
    const asked = order.prepayment?.version ?? 0;
    return tellCustomer(order, terms, { purpose: 'payment_reminder', version: asked, at });
  },

  deadlines: (order, terms) => {
    const due = isPrepaymentOpen(order) ? moments(order, terms) : null;
    if (!due) return [];
    const close = { key: 'not_paid', at: due.closeAt };
    const reminded = isReminded(order) || hasTask(order, 'fix_contact');
    return reminded ? [close] : [{ key: 'payment_reminder', at: due.remindAt }, close];
  },

  waiting: (order, terms) => {
    if (!isPrepaymentOpen(order) || !order.prepayment) return null;
    return {
      for: 'payment',
      party: null,
      what: phrase('wait.payment'),
      since: order.prepayment.askedAt,
      until: moments(order, terms)?.closeAt ?? null,
      then: phrase(order.instructedAt ? 'then.drop_unpaid' : 'then.close_unpaid'),
    };
  },

  finished: (order) => order.instructedAt !== null || prepaymentOwed(order) === 0,
};
