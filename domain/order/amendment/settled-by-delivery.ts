/**
 * What becomes of a change that is still open when everything has been delivered: there is nothing left to decide, it
 * is settled by what came. Neither money nor messages are moved here.
 */
import type { InstructionContent } from '../../parties/instruction';
import { same } from '../../same';
import type { Terms } from '../../policy/policy';
import type { OrderFact } from '../events';
import { goodsOf } from '../goods/goods';
import { mayCost } from '../money/most-sum';
import { isPayableBy } from '../money/payable-by';
import { orderTotals } from '../money/totals';
import { nextId } from '../numbering';
import type { OpenAmendment, Order, PendingAmendment } from '../order';
import { carrierOf } from '../parties/desired';
import { carrierOfParcel } from '../parties/door-money';
import { wishedOf } from '../wish';
import type { Delivery, Line, Window, Wish } from '../wish';
import { isSamePart, putBack, replacedBy } from './replaced';
import type { Replaced } from './replaced';

/** What those who refused, or have not said yes, were to do all the same, as they had agreed to it. */
interface Brought {
  readonly party: string;
  readonly content: InstructionContent;
}

/** Carriers that said no to a change, or nothing yet, and have brought what they had agreed to before. */
function broughtAsBefore(order: Order): readonly Brought[] {
  const brought = order.parcels.filter(({ lines }) => lines.some(({ delivered }) => delivered > 0));
  return brought
    .flatMap((parcel) => carrierOfParcel(order, parcel) ?? [])
    .filter(({ refusedVersion, pending }) => refusedVersion !== null || pending !== null);
}

/** What the customer has been given beyond the wish is his; what he refused of it was never charged. */
function asGiven(order: Order, line: Line): Line {
  const { delivered } = goodsOf(order, line.id);
  return delivered > wishedOf(line) ? { ...line, quantity: delivered, removed: false } : line;
}

/** What was wished at some time while the changes were open, the newest first. */
function wishedBefore<Part>(
  { before, open = [] }: PendingAmendment,
  partOf: (one: OpenAmendment['replaced'][number]) => readonly Part[],
  first: (wish: Wish) => Part,
): readonly Part[] {
  const later = open.toReversed().flatMap(({ replaced }) => replaced.flatMap(partOf));
  return [...later, first(before)];
}

/** Where it was brought to, in the words of the wish it was wished with. */
function asBrought(order: Order, terms: Terms, amendment: PendingAmendment): Delivery {
  const { delivery } = order.wish;
  const places = wishedBefore<Omit<Delivery, 'window'>>(
    amendment,
    (was) => (was.part === 'where' ? [was.delivery] : []),
    (wish) => wish.delivery,
  );
  const windows = wishedBefore<Window | null>(
    amendment,
    (was) => (was.part === 'window' ? [was.window] : []),
    (wish) => wish.delivery.window,
  );
  return broughtAsBefore(order).reduce<Delivery>((wished, { party, content }) => {
    const isThere = (place: Omit<Delivery, 'window'>): boolean =>
      place.addressId === content.addressId &&
      place.pickupPointId === content.pickupPointId &&
      carrierOf(withDelivery(order, { ...wished, ...place }), terms) === party;
    const place = [wished, ...places].find(isThere) ?? wished;
    const isThen = (window: Window | null): boolean => same(window, content.window);
    const window = [wished.window, ...windows].find(isThen) ?? wished.window;
    return { ...place, window };
  }, delivery);
}

const withDelivery = (order: Order, delivery: Delivery): Order => ({
  ...order,
  wish: { ...order.wish, delivery },
});

/** Parts that say what is to be collected and nothing else. */
const OF_THE_SUM: readonly Replaced['part'][] = ['price', 'promo', 'certificate'];

/** What would make it dearer than its carrier was told to collect goes back: nobody was asked for more. */
function notDearer(order: Order, { open = [] }: PendingAmendment, wish: Wish): Wish {
  if (broughtAsBefore(order).length === 0) return wish;
  const toCollect = (wished: Wish): number => {
    const { total, certificates } = orderTotals({ ...order, wish: wished });
    return total - certificates;
  };
  const priced = open
    .toReversed()
    .flatMap(({ replaced }) => replaced.filter(({ part }) => OF_THE_SUM.includes(part)));
  return priced.reduce((now, was) => {
    const before = putBack(now, was);
    return toCollect(before) < toCollect(now) ? before : now;
  }, wish);
}

/** The wish as it came true; what a party's no cannot hinder any more, a lower price above all, stays. */
function cameTrue(order: Order, terms: Terms, amendment: PendingAmendment): Wish {
  const lines = order.wish.lines.map((line) => asGiven(order, line));
  const delivery = asBrought(order, terms, amendment);
  const wish = notDearer(order, amendment, { ...order.wish, lines, delivery });
  const { payment } = amendment.before;
  const payable = isPayableBy(delivery.method, wish.payment) ? wish : { ...wish, payment };
  return mayCost(payable) ? payable : order.wish;
}

/** The facts that settle all that is open; what did not come true goes back as an amendment of its own. */
export function settledByDelivery(
  order: Order,
  terms: Terms,
  amendment: PendingAmendment,
): readonly OrderFact[] {
  const wish = cameTrue(order, terms, amendment);
  const back = replacedBy(order.wish, wish);
  const { id, version, open = [{ id, version, isRevert: false, replaced: back }] } = amendment;
  const settled = open.map((one): OrderFact => {
    const isBack = one.replaced.some((part) => back.some((other) => isSamePart(part, other)));
    const state = isBack ? 'reverted' : 'accepted';
    return {
      type: 'AmendmentSettled',
      amendmentId: one.id,
      version: one.version,
      state,
      alone: true,
    };
  });
  if (back.length === 0) return settled;
  const amendmentId = nextId(order, 'amendment');
  const made = { amendmentId, version: order.wish.version + 1 };
  return [
    ...settled,
    {
      ...{ type: 'AmendmentMade', ...made, wish: { ...wish, version: made.version } },
      ...{ changes: [], reason: 'reverted', noteId: null },
    },
    { type: 'AmendmentSettled', ...made, state: 'accepted' },
  ];
}
