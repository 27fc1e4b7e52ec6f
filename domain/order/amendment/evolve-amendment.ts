/**
 * Folds amendments: the wish gets its new version, and the last one stays pending
 * until every party it touches has answered.
 */
import type { Instant } from '../../calendar/instant';
import { isWrongPhone } from '../contact/reach';
import type { AmendmentEvent } from '../events';
import { goodsOf, sentQuantity } from '../goods/goods';
import type { Order } from '../order';
import { same } from '../../same';
import type { Wish } from '../wish';

/** Folds one amendment event. */
export function evolveAmendment(order: Order, event: AmendmentEvent, at: Instant): Order {
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
    ...promisedAnew(order, event.wish, at),
    contact: { ...order.contact, wrongNumber: isWrongPhone(order, event.wish.contact) },
    amendment: {
      id: event.amendmentId,
      version: event.version,
      state: 'telling',
      before: unsettled ?? order.wish,
      isRevert: event.reason === 'reverted',
      ...(wantsBack(order, event.wish) ? { atTheDoor: true as const } : {}),
    },
  };
}

/** Whether more of a line has left by now than the new wish wants. */
function wantsBack(order: Order, wish: Wish): boolean {
  return wish.lines.some(
    (line) => sentQuantity(goodsOf(order, line.id)) > (line.removed ? 0 : line.quantity),
  );
}

/**
 * Another date or way is another promise: whether it came is asked anew. A carrier chosen by a person was
 * chosen for the old way.
 */
function promisedAnew(order: Order, wish: Wish, at: Instant): Pick<Order, 'check' | 'carrier'> {
  const { window, method } = order.wish.delivery;
  const { check, carrier } = order;
  const isOtherWay = wish.delivery.method !== method;
  if (!isOtherWay && same(wish.delivery.window, window)) return { check, carrier };
  const { delayedUntil: _promisedAnew, ...asked } = check;
  return {
    check: { ...asked, plannedAt: at, askedAt: null, saidNotReceived: false, delayedTo: null },
    carrier: isOtherWay ? null : carrier,
  };
}
