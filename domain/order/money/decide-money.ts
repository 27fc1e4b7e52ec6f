/**
 * Decides what may be recorded of money: payments in, refunds asked for.
 */
import type { CommandOf } from '../commands/command-schemas';
import type { Decision, Scene } from '../scene';
import type { OrderFact } from '../events';
import { nextId } from '../numbering';
import { refundable } from './totals';

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

/** Never more than may go back of the order as it stands and was not asked for already. */
export function askRefund({ order }: Scene, command: CommandOf<'askRefund'>): Decision {
  const { amount, reason, noteId } = command;
  if (amount.currency !== order.wish.currency) {
    return { refusal: 'other_currency', pointer: '/amount/currency' };
  }
  if (amount.amount > refundable(order)) {
    return { refusal: 'more_than_paid', pointer: '/amount/amount' };
  }
  const asked: OrderFact = { type: 'RefundAsked', amount: amount.amount, reason };
  return noteId ? [asked, { type: 'NoteTaken', noteId }] : [asked];
}
