/**
 * The sums beneath the goods of an order, row by row, as its customer reads them: from the goods down to what is still
 * to be paid or comes back, so that they add up. Amounts only; words are the messages'.
 */
import { mayGoBack } from '../amendment/may-go-back';
import type { Order } from '../order';
import { wantedLines } from '../wish';
import { orderTotals } from './totals';

export const SUM_NAMES = [
  ...(['notTaken', 'takenBesides', 'delivery', 'discount', 'total'] as const),
  ...(['certificates', 'paid', 'refunded', 'due', 'comesBack'] as const),
] as const;

export type SumName = (typeof SUM_NAMES)[number];

export interface SumRow {
  readonly name: SumName;
  /** Minor units as they are read; what lessens the total is below zero. */
  readonly amount: number;
}

/** Said even where there is nothing: whether delivery is free, what the whole costs, whether anything is to be paid. */
const ALWAYS: readonly SumName[] = ['delivery', 'total', 'due'];

/**
 * What finance has said no to does not come back. While a party may still refuse a change, nothing more is promised
 * than what was over before.
 */
function comesBack(order: Order, overpaid: number): number {
  const { refundAsked, refundRefused } = order.money;
  const over = Math.max(0, overpaid - refundRefused);
  return mayGoBack(order) ? Math.min(over, refundAsked) : over;
}

/** The rows of an order; of those that may be left out only such as say something. */
export function sumRows(order: Order): readonly SumRow[] {
  const totals = orderTotals(order);
  const listed = wantedLines(order.wish).reduce(
    (sum, { price, quantity }) => sum + price * quantity,
    0,
  );
  const amounts: Readonly<Record<SumName, number>> = {
    notTaken: Math.min(0, totals.goods - listed),
    // Wished for no more, and with the customer all the same.
    takenBesides: Math.max(0, totals.goods - listed),
    delivery: totals.delivery,
    discount: -totals.discount,
    total: totals.total,
    certificates: totals.certificates,
    paid: totals.paid,
    refunded: totals.refunded,
    due: totals.due,
    comesBack: comesBack(order, totals.overpaid),
  };
  return SUM_NAMES.map((name) => ({ name, amount: amounts[name] })).filter(
    ({ name, amount }) => amount !== 0 || ALWAYS.includes(name),
  );
}
