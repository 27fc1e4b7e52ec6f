/**
 * Decides what may be recorded of money: payments in, refunds asked for.
 */
import type { CommandOf } from '../command-schemas';
import type { Decision, Scene } from '../scene';
import type { OrderFact } from '../events';
import { nextId } from '../numbering';
import { orderTotals } from './totals';

/**
 * Money that came in is recorded whatever the stage; only another currency is
 * refused, and a reference that stands for another sum. The same payment told again counts once.
 */
export function recordPayment({ order }: Scene, command: CommandOf<'recordPayment'>): Decision {
  const { amount, method, reference } = command;
  if (amount.currency !== order.wish.currency) {
    return { refusal: 'other_currency', pointer: '/amount/currency' };
  }
  const known = order.money.references?.find(
    (one) => one.reference === reference && one.method === method,
  );
  if (known && known.amount !== amount.amount) {
    return { refusal: 'reference_used', pointer: '/reference' };
  }
  if (known) return [{ type: 'PaymentToldAgain', paymentId: known.paymentId }];
  const paymentId = nextId(order, 'payment');
  return [{ type: 'PaymentRecorded', paymentId, method, reference, amount: amount.amount }];
}

/** Never more than was paid and has neither gone back nor been asked for already. */
export function askRefund({ order }: Scene, command: CommandOf<'askRefund'>): Decision {
  const { amount, reason, noteId } = command;
  if (amount.currency !== order.wish.currency) {
    return { refusal: 'other_currency', pointer: '/amount/currency' };
  }
  const { paid, refunded, overpaid } = orderTotals(order);
  // What was delivered and is paid for comes back by a claim, never by a mere refund.
  const isOver = order.deliveredAt !== null || order.closing !== null;
  const most = isOver ? overpaid : paid - refunded;
  if (amount.amount > most - order.money.refundAsked) {
    return { refusal: 'more_than_paid', pointer: '/amount/amount' };
  }
  const asked: OrderFact = { type: 'RefundAsked', amount: amount.amount, reason };
  return noteId ? [asked, { type: 'NoteTaken', noteId }] : [asked];
}
