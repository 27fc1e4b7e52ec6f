/**
 * What the customer owes for an order as it stands: wished goods less what was refused,
 * and only what was really delivered once the order is being ended.
 */
import type { Totals } from '../../money/money';
import { totalsOf } from '../../money/money';
import { isSettledParcel } from '../../parties/parcel';
import { remembered } from '../../remembered';
import { mayGoBack } from '../amendment/may-go-back';
import { heldCodes } from '../codes/evolve-codes';
import { discountOn } from './discount';
import type { Payable } from './discount';
import { goodsOf } from '../goods/goods';
import type { Order } from '../order';
import { piecesLeft } from '../parties/packing';
import { wantedLines } from '../wish';
import type { Line, Wish } from '../wish';

/** Totals in minor units of the wish's currency. */
export function orderTotals(order: Order): Totals {
  return remembered(order, 'totals', () => totalsFor(order, order.wish));
}

/** The totals the order would have with another wish; previews ask this. */
function totalsFor(order: Order, wish: Wish): Totals {
  const payable = payableFor(order, wish);
  const goods = payable.reduce((total, one) => total + one.amount, 0);
  const charged = !order.closing || goods > 0;
  const discount = discountOn(wish.promo, payable);
  const { paid, refunded } = order.money;
  const charges = { goods, delivery: charged ? wish.delivery.price : 0, discount };
  const total = goods + charges.delivery - discount;
  return totalsOf(charges, { certificates: paidByCertificates(order, total), paid, refunded });
}

/** What is only kept, because the change that gives it back may go back itself, pays nothing. */
function paidByCertificates(order: Order, total: number): number {
  const wished = order.wish.certificates ?? [];
  const held = heldCodes(order)
    .certificates.filter(({ code }) => wished.includes(code))
    .reduce((sum, one) => sum + one.held, 0);
  return mayGoBack(order) ? Math.min(held, total) : held;
}

function payableFor(order: Order, wish: Wish): readonly Payable[] {
  return wish.lines.map((line) => {
    const goods = goodsOf(order, line.id);
    const wanted = line.removed ? 0 : line.quantity - refusedOfWanted(order, line);
    const { sku, group } = line;
    return { sku, group, amount: line.price * (order.closing ? goods.delivered : wanted) };
  });
}

/** What is not to be paid while so many pieces of each line are missing: their price, less its discount. */
export function priceOfMissing(order: Order, missing: (line: Line) => number): number {
  const { wish } = order;
  const whole = payableFor(order, wish);
  const pieces = wish.lines.map((line) => (line.removed ? 0 : line.price * missing(line)));
  const rest = whole.map((one, index) => ({ ...one, amount: one.amount - (pieces[index] ?? 0) }));
  const all = pieces.reduce((sum, price) => sum + price, 0);
  return all - (discountOn(wish.promo, whole) - discountOn(wish.promo, rest));
}

/** Pieces refused of those still wanted: what left beyond the wish is taken back and was never to be paid. */
function refusedOfWanted(order: Order, line: Line): number {
  const unwanted = Math.max(0, piecesLeft(order, line.id) - line.quantity);
  return Math.max(0, goodsOf(order, line.id).refused - unwanted);
}

/** Whether something of the order may leave only after it is paid. */
function needsPrepayment(wish: Wish): boolean {
  return wish.payment === 'prepaid' || wantedLines(wish).some((line) => line.prepaidOnly);
}

/**
 * The most that may go back as the order stands: what is overpaid. Only where the carrier can take it again may
 * a person give back more; who wants everything back of what was prepaid or delivered cancels or claims.
 */
export function mostToRefund(order: Order): number {
  const { paid, refunded, overpaid } = orderTotals(order);
  const isOver = order.deliveredAt !== null || order.closing !== null;
  return isOver || needsPrepayment(order.wish) ? overpaid : Math.max(overpaid, paid - refunded);
}

/** What may still be asked back: nothing of what may yet be delivered although the order is being ended. */
export function refundable(order: Order): number {
  const isOut = order.parcels.some((parcel) => !isSettledParcel(parcel));
  if (order.closing && isOut) return 0;
  return Math.max(0, mostToRefund(order) - order.money.refundAsked);
}

/** What must be in before anything leaves: everything when prepaid, else the prepaid-only lines. */
export function prepaymentOwed(order: Order): number {
  const totals = orderTotals(order);
  if (!needsPrepayment(order.wish)) return 0;
  if (order.wish.payment === 'prepaid') return totals.due;
  // Less what they bring of the discount.
  const needed = priceOfMissing(order, (line) => (line.prepaidOnly ? line.quantity : 0));
  const owed = needed - order.money.paid + order.money.refunded - totals.certificates;
  return Math.max(0, Math.min(totals.due, owed));
}
