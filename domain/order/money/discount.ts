/**
 * What a promo code takes off. A percentage is rounded once, over all the goods it is for, to the nearest minor
 * unit, half a unit in the customer's favour.
 */
import type { Promo } from '../wish';

/** What a line of goods costs, in minor units. */
export interface Payable {
  readonly sku: string;
  readonly group?: string | undefined;
  readonly amount: number;
}

/** Whether the code is for these goods. */
function isFor({ skus, groups = null }: Promo, { sku, group }: Payable): boolean {
  if (skus === null && groups === null) return true;
  return (skus ?? []).includes(sku) || (group !== undefined && (groups ?? []).includes(group));
}

/** The discount in minor units, never more than the goods it is for. */
export function discountOn(promo: Promo | undefined, payable: readonly Payable[]): number {
  if (!promo) return 0;
  const { percent, sum } = promo;
  const goods = payable
    .filter((one) => isFor(promo, one))
    .reduce((total, one) => total + one.amount, 0);
  return percent === null ? Math.min(sum ?? 0, goods) : Math.round((goods * percent) / 100);
}
