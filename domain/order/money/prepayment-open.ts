/**
 * Whether money is asked for before something may leave. When it is reminded of and what happens without it is the
 * stage's business.
 */
import { heldBack } from '../goods/held-back';
import type { Order } from '../order';
import { prepaymentOwed } from './totals';

/** Asked for while something waits for it: all of the order, or what was added since. Else who brings it takes it. */
export function isPrepaymentOpen(order: Order): boolean {
  if (!order.agreement || order.closing || order.deliveredAt) return false;
  if (prepaymentOwed(order) === 0) return false;
  return !order.instructedAt || heldBack(order).size > 0;
}
