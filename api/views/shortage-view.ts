/**
 * What an order lacks, with what there is instead, as a manager needs it to find an alternative. Pure.
 */
import type { Alternatives } from '../../database/stock/alternatives';
import { lackingLines } from '../../domain/order/goods/short-lines';
import type { Order } from '../../domain/order/order';

/** The short lines of an order, each with its alternatives. */
export function shortageView(order: Order, alternatives: Alternatives) {
  return lackingLines(order).flatMap(({ lineId, sku, quantity: short, since }) => {
    const line = order.wish.lines.find((one) => one.id === lineId);
    if (!line) return [];
    const { title, attributes, quantity } = line;
    const instead = alternatives.get(sku) ?? [];
    return [{ lineId, sku, title, attributes, quantity, short, since, alternatives: [...instead] }];
  });
}
