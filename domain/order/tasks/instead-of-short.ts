/**
 * The changes by which an order does without what is short of it; whether they can be made is not asked here.
 */
import type { OutcomeData } from '../commands/command-schemas';
import type { Change } from '../commands/shape-schemas';
import { lackOf, shortLines } from '../goods/short-lines';
import type { Order } from '../order';

/** What is short is taken in the number there is, or left out. */
export function withoutShort(order: Order): readonly Change[] {
  return shortLines(order).map((line) => {
    const lineId = line.id;
    const quantity = line.quantity - lackOf(order, line);
    return quantity > 0
      ? { type: 'set_quantity', lineId, quantity }
      : { type: 'remove_line', lineId };
  });
}

/** One line in place of the only short one, where it says not which. */
export function substituted(order: Order, { line, lineId }: OutcomeData): readonly Change[] {
  const short = shortLines(order);
  const instead = lineId ?? (short.length === 1 ? short[0]?.id : undefined);
  return line && instead !== undefined ? [{ type: 'substitute_line', lineId: instead, line }] : [];
}
