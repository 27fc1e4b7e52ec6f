/**
 * Which ways to pay go with which ways to deliver, by nature and by what the shop's own ways take. Sums and promises
 * are no matter of it.
 */
import type { DeliveryWays } from '../../delivery/delivery-ways';
import type { DeliveryMethod, PaymentMethod } from '../wish';

/** Whether an order delivered so can be paid so: the post alone takes what is collected by post. */
export function isPayableBy(delivery: DeliveryMethod, payment: PaymentMethod): boolean {
  if (payment === 'prepaid') return true;
  return (delivery === 'post') === (payment === 'cod_post');
}

/** Whether the shop's own way takes it too; a way it does not name takes all that can be. */
export function isTakenOn(
  ways: DeliveryWays | undefined,
  delivery: DeliveryMethod,
  payment: PaymentMethod,
): boolean {
  const way = ways?.ways.find(({ method }) => method === delivery);
  return isPayableBy(delivery, payment) && (!way || way.payments.includes(payment));
}

/** The way to pay where the delivery goes another way: who brings it takes the money still, where it takes any. */
export function paidInstead(
  delivery: DeliveryMethod,
  payment: PaymentMethod,
  ways?: DeliveryWays,
): PaymentMethod {
  if (isTakenOn(ways, delivery, payment)) return payment;
  const usual = delivery === 'post' ? 'cod_post' : 'cash';
  return isTakenOn(ways, delivery, usual) ? usual : 'prepaid';
}
