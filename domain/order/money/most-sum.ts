/**
 * How much an order may cost: far more than any shop sells, and few enough minor units for every sum made of
 * them to stay exact.
 */
import type { Wish } from '../wish';

const MOST_SUM = 10_000_000_000_000;

/** Whether all sums of a wish can be counted exactly. */
export function mayCost(wish: Wish): boolean {
  const goods = wish.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  return goods + wish.delivery.price <= MOST_SUM;
}
