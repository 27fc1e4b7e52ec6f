/**
 * Ids of things inside an order, made from the order's own id and a count,
 * so that the same history gives the same ids wherever it is folded.
 */
import type { Counted, Order } from './order';

const PREFIX: Readonly<Record<Counted, string>> = {
  task: 'tsk',
  instruction: 'ins',
  parcel: 'par',
  message: 'msg',
  amendment: 'amd',
  payment: 'pay',
  reservation: 'res',
};

/** The id of the next thing of its kind; `ahead` where several are made before the first is folded. */
export function nextId(order: Order, counted: Counted, ahead = 0): string {
  const own = order.id.replace(/^ord_/, '');
  return `${PREFIX[counted]}_${own}_${String(order.counts[counted] + 1 + ahead)}`;
}
