/**
 * How papers and doors name a line: its title with size, colour and the like.
 */
import type { Order } from '../order/order';

/** The line's title with its attributes, or null where the order has no such line. */
export function lineTitle(order: Order, lineId: string): string | null {
  const line = order.wish.lines.find(({ id }) => id === lineId);
  if (!line) return null;
  const details = Object.values(line.attributes).join(', ');
  return details === '' ? line.title : `${line.title} (${details})`;
}
