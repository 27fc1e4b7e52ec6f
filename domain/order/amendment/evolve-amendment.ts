/**
 * Folds amendments: the wish gets its new version, and all that are open stay so until every party they touch
 * has answered.
 */
import type { Instant } from '../../calendar/instant';
import { unwantedByRevert, wantedByChange } from '../delivery/coming-back/wanted-again';
import { contactWith } from '../contact/new-number';
import { goodsOf, sentQuantity } from '../goods/goods';
import type { Order, PendingAmendment } from '../order';
import { same } from '../../same';
import { wishedOf } from '../wish';
import type { Wish } from '../wish';
import type { AmendmentEvent } from './amendment-events';
import { changedParts, withChanged } from './changed-parts';
import { replacedBy } from './replaced';

/** Folds one amendment event. */
export function evolveAmendment(order: Order, event: AmendmentEvent, at: Instant): Order {
  if (event.type === 'AmendmentSettled') {
    const isBack = event.state === 'reverted';
    const parcels = isBack ? unwantedByRevert(order, versionsOf(order, event)) : order.parcels;
    return { ...order, parcels, amendment: settled(order.amendment, event) };
  }
  const counts = { ...order.counts, amendment: order.counts.amendment + 1 };
  const parcels = isRevert(event) ? order.parcels : wantedByChange(order, event.wish);
  return {
    ...order,
    wish: event.wish,
    counts,
    parcels,
    changes: withChanged(order.changes, changedParts(order.wish, event.wish)),
    ...promisedAnew(order, event.wish, at),
    contact: contactWith(order, event.wish, at),
    amendment: {
      id: event.amendmentId,
      version: event.version,
      state: 'telling',
      before: order.amendment?.before ?? order.wish,
      ...opened(order, event),
      ...chosenBefore(order),
      isRevert: isRevert(event),
      ...(wantsBack(order, event.wish) ? { atTheDoor: true as const } : {}),
    },
  };
}

type Settled = Extract<AmendmentEvent, { readonly type: 'AmendmentSettled' }>;
type Made = Extract<AmendmentEvent, { readonly type: 'AmendmentMade' }>;

const isRevert = ({ reason }: Made): boolean => reason === 'reverted';

function settled(amendment: Order['amendment'], event: Settled): Order['amendment'] {
  if (!amendment) return null;
  if (event.state === 'partly_refused' || event.state === 'telling')
    return { ...amendment, state: event.state };
  const left = amendment.open?.filter(({ id }) => id !== event.amendmentId) ?? [];
  return event.alone && left.length > 0 ? { ...amendment, open: left } : null;
}

/** Which versions of the wish an event settles: its own, or all that are open. */
function versionsOf({ amendment }: Order, { alone, version }: Settled): readonly number[] {
  const open = amendment?.open?.map((one) => one.version) ?? [];
  return alone ? [version] : [version, ...open];
}

/** Of an order whose open amendment began before it was kept, nothing is told apart until all is settled. */
function opened(
  { amendment, wish, instructedAt }: Order,
  event: Made,
): Pick<PendingAmendment, 'open'> {
  if (amendment && !amendment.open) return {};
  const { amendmentId: id, version } = event;
  const replaced = replacedBy(wish, event.wish);
  const afterTelling = instructedAt === null ? {} : { afterTelling: true as const };
  const own = { id, version, isRevert: isRevert(event), ...afterTelling, replaced };
  return { open: [...(amendment?.open ?? []), own] };
}

/** Whether more of a line has left by now than the new wish wants. */
function wantsBack(order: Order, wish: Wish): boolean {
  return wish.lines.some((line) => sentQuantity(goodsOf(order, line.id)) > wishedOf(line));
}

/** The carrier a person had chosen for the wish as it was settled last. */
function chosenBefore({ amendment, carrier }: Order): Pick<PendingAmendment, 'chosen'> {
  const chosen = amendment ? amendment.chosen : (carrier ?? undefined);
  return chosen === undefined ? {} : { chosen };
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
