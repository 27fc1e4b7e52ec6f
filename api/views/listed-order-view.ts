/**
 * An order as an entry of a list. Pure.
 */
import type { ListedOrder } from '../../database/orders/search-orders';

/** What a list tells of an order. */
export function listedOrderView(order: ListedOrder) {
  const { id, number, shop, version, stage, placedAt, closedReason, waitingFor, dueBy } = order;
  return {
    ...{ id, number, shop, version, stage, placedAt },
    closed: closedReason === null ? null : { reason: closedReason },
    waiting: waitingFor === null ? null : { for: waitingFor, until: dueBy },
    total: { amount: order.total, currency: order.currency },
    customer: { name: order.customerName },
  };
}
