/**
 * What a promo code takes off. A percentage is rounded once, over all the goods it is for, to the nearest minor
 * unit, half a unit in the customer's favour.
 */
import type { Promo } from '../wish';

/** What a line of goods costs, in minor units. */
export interface Payable {
  readonly sku: string;
  readonly amount: number;
}

/** The discount in minor units, never more than the goods it is for. */
export function discountOn(promo: Promo | undefined, payable: readonly Payable[]): number {
  if (!promo) return 0;
  const { skus, percent, sum } = promo;
  const goods = payable
    .filter((one) => skus === null || skus.includes(one.sku))
    .reduce((total, one) => total + one.amount, 0);
  return percent === null ? Math.min(sum ?? 0, goods) : Math.round((goods * percent) / 100);
}
