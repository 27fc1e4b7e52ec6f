/**
 * Money in integer minor units of one currency, and the sums an order is judged by.
 * Never floating point, never two currencies in one sum.
 */

/** What the customer owes and has paid; every field in minor units of the order's currency. */
export interface Totals {
  readonly goods: number;
  readonly delivery: number;
  readonly discount: number;
  readonly total: number;
  readonly certificates: number;
  readonly paid: number;
  readonly refunded: number;
  readonly due: number;
  readonly overpaid: number;
}

export interface Charges {
  readonly goods: number;
  readonly delivery: number;
  readonly discount: number;
}

export interface Receipts {
  readonly certificates: number;
  readonly paid: number;
  readonly refunded: number;
}

/** Puts charges and receipts together; what is left over either way is due or overpaid, never both. */
export function totalsOf(charges: Charges, receipts: Receipts): Totals {
  const total = charges.goods + charges.delivery - charges.discount;
  const balance = total - receipts.certificates - receipts.paid + receipts.refunded;
  return {
    ...charges,
    total,
    ...receipts,
    due: Math.max(0, balance),
    overpaid: Math.max(0, -balance),
  };
}

/** The identity that must hold at every step; asserted by commit and by the property tests. */
export function moneyAddsUp(totals: Totals): boolean {
  const whole = [totals.goods, totals.delivery, totals.discount, totals.total, totals.certificates];
  const rest = [totals.paid, totals.refunded, totals.due, totals.overpaid];
  return (
    [...whole, ...rest].every((amount) => Number.isSafeInteger(amount)) &&
    totals.total === totals.goods + totals.delivery - totals.discount &&
    totals.total ===
      totals.certificates + totals.paid - totals.refunded + totals.due - totals.overpaid
  );
}
