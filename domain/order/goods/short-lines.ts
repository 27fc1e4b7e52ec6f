/**
 * What an order lacks: wanted, and neither held nor sourced nor sent, nor lent by another line. Books nothing.
 */
import type { WaitingLine } from '../../stock/set-aside';
import type { Order } from '../order';
import { wantedLines } from '../wish';
import type { Line } from '../wish';
import { coveredQuantity, goodsOf, wantedQuantity } from './goods';
import { lentTo } from './lent';

/** Pieces of a line that nobody has promised or sent. */
export function lackOf(order: Order, line: Line): number {
  const covered = coveredQuantity(goodsOf(order, line.id)) + lentTo(order, line.id);
  return Math.max(0, wantedQuantity(order, line) - covered);
}

/** Wanted lines for which fewer pieces are covered than wanted. */
export function shortLines(order: Order): readonly Line[] {
  return wantedLines(order.wish).filter((line) => lackOf(order, line) > 0);
}

/** What the order lacks as the stock's queue of waiting lines knows it. */
export function lackingLines(order: Order): readonly WaitingLine[] {
  return shortLines(order).map((line) => {
    const since = goodsOf(order, line.id).shortSince ?? order.placedAt;
    return {
      lifeId: order.id,
      lineId: line.id,
      sku: line.sku,
      quantity: lackOf(order, line),
      since,
    };
  });
}
