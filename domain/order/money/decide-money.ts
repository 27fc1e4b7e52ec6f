/**
 * Decides what may be recorded of money: payments in, refunds asked for.
 */
import type { CommandOf } from '../command-schemas';
import type { Decision, Scene } from '../scene';
import { nextId } from '../numbering';
import { refundable } from './totals';

/** Money that came in is recorded whatever the stage; only another currency is refused. */
export function recordPayment({ order }: Scene, command: CommandOf<'recordPayment'>): Decision {
  const { amount, method, reference } = command;
  if (amount.currency !== order.wish.currency) {
    return { refusal: 'other_currency', pointer: '/amount/currency' };
  }
  const paymentId = nextId(order, 'payment');
  return [{ type: 'PaymentRecorded', paymentId, method, reference, amount: amount.amount }];
}

/** Never more than may go back of the order as it stands and was not asked for already. */
export function askRefund({ order }: Scene, command: CommandOf<'askRefund'>): Decision {
  const { amount, reason } = command;
  if (amount.currency !== order.wish.currency) {
    return { refusal: 'other_currency', pointer: '/amount/currency' };
  }
  if (amount.amount > refundable(order)) {
    return { refusal: 'more_than_paid', pointer: '/amount/amount' };
  }
  return [{ type: 'RefundAsked', amount: amount.amount, reason }];
}
