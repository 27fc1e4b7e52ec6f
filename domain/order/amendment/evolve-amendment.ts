/**
 * Folds amendments: the wish gets its new version, and the last one stays pending
 * until every party it touches has answered.
 */
import { isWrongPhone } from '../contact/reach';
import type { AmendmentEvent } from '../events';
import type { Order } from '../order';

/** Folds one amendment event. */
export function evolveAmendment(order: Order, event: AmendmentEvent): Order {
  if (event.type === 'AmendmentSettled') {
    const { amendment } = order;
    if (!amendment) return order;
    const open = event.state === 'partly_refused';
    return { ...order, amendment: open ? { ...amendment, state: 'partly_refused' } : null };
  }
  const unsettled = order.amendment?.before;
  const counts = { ...order.counts, amendment: order.counts.amendment + 1 };
  return {
    ...order,
    wish: event.wish,
    counts,
    contact: { ...order.contact, wrongNumber: isWrongPhone(order, event.wish.contact) },
    amendment: {
      id: event.amendmentId,
      version: event.version,
      state: 'telling',
      before: unsettled ?? order.wish,
      isRevert: event.reason === 'reverted',
    },
  };
}
