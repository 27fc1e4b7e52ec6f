/**
 * Which ways to pay go with which ways to deliver. Sums and promises are no matter of it.
 */
import type { DeliveryMethod, PaymentMethod } from '../wish';

/** Whether an order delivered so can be paid so: the post alone takes what is collected by post. */
export function isPayableBy(delivery: DeliveryMethod, payment: PaymentMethod): boolean {
  if (payment === 'prepaid') return true;
  return (delivery === 'post') === (payment === 'cod_post');
}

/** The way to pay where the delivery goes another way: who brings it takes the money still. */
export function paidInstead(delivery: DeliveryMethod, payment: PaymentMethod): PaymentMethod {
  if (isPayableBy(delivery, payment)) return payment;
  return delivery === 'post' ? 'cod_post' : 'cash';
}
