/**
 * Which of the amendments that are still open are to be reverted, and what the wish is then: those that hold
 * something a party refused or that came too late. What the others set stays. Decides nothing.
 */
import { isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import type { Terms } from '../../policy/policy';
import { same } from '../../same';
import { goesAsWished } from '../delivery/refused-by-way';
import { staysSent } from '../delivery/coming-back/stays-sent';
import { wantedQuantity } from '../goods/goods';
import { lineOf, piecesOf } from '../goods/pieces-of';
import { mayCost } from '../money/most-sum';
import type { OpenAmendment, Order, PendingAmendment } from '../order';
import { hasRefusedChange } from '../parties/in-hand';
import type { Wish } from '../wish';
import { isSamePart, putBack } from './replaced';
import type { Replaced } from './replaced';
import { isRefusedAnew, isToldFor } from './told-anew';

/** What reverting means for the open amendments. */
export interface Reverted {
  /** The oldest first. */
  readonly amendments: readonly OpenAmendment[];
  readonly isAll: boolean;
  /** As it was without them, whatever has left meanwhile. */
  readonly wish: Wish;
}

/** Looks who has refused what; reverts all where that would not be told apart or would leave no lawful wish. */
export function reverted(order: Order, amendment: PendingAmendment, { policy }: Terms): Reverted {
  const { open, before, id, version, isRevert } = amendment;
  const known = open ?? [{ id, version, isRevert, replaced: [] }];
  const all = { amendments: known, isAll: true, wish: before };
  const taken = known.filter((one) => isRefused(order, one));
  if (taken.length === 0 || taken.length === known.length) return all;
  const wish = without(order.wish, known, taken);
  // What was wished at different times may fit no way of the shop's when it meets.
  const isAsFitting = goesAsWished(wish, policy) || !goesAsWished(order.wish, policy);
  return mayCost(wish) && isAsFitting ? { amendments: taken, isAll: false, wish } : all;
}

/** Whether what is refused was itself a way back: then nothing is reverted without a person. */
export function isOfRevert(order: Order, amendment: PendingAmendment, terms: Terms): boolean {
  return reverted(order, amendment, terms).amendments.some((one) => one.isRevert);
}

/** Each part of them as they found it, but for what one that stays has set anew since. */
function without(
  wish: Wish,
  open: readonly OpenAmendment[],
  taken: readonly OpenAmendment[],
): Wish {
  return taken.toReversed().reduce((after, { version, replaced }) => {
    const kept = open.filter((one) => one.version > version && !taken.includes(one));
    const isSetAnew = (was: Replaced): boolean =>
      kept.some((one) => one.replaced.some((other) => isSamePart(was, other)));
    return replaced.filter((was) => !isSetAnew(was)).reduce(putBack, after);
  }, wish);
}

function isRefused(order: Order, { version, replaced }: OpenAmendment): boolean {
  const refusing = order.instructions.filter(
    // What it has agreed to since is no part of its no.
    (one) => isLive(one) && hasRefusedChange(order, one) && one.wishVersion < version,
  );
  const refusingAnew = order.instructions.filter(
    (one) => one.wishVersion >= version && isRefusedAnew(order, one),
  );
  return replaced.some(
    (was) =>
      isTooLate(order, was) ||
      refusing.some((one) => isPartOfNo(one, was)) ||
      refusingAnew.some((one) => isToldFor(one, was)),
  );
}

/** More of the line has left than is wanted now. */
function isTooLate(order: Order, was: Replaced): boolean {
  if (was.part !== 'pieces') return false;
  const line = lineOf(order.wish, was.lineId);
  return line !== undefined && staysSent(order, line.id) > wantedQuantity(order, line);
}

/** Whether the party was asked for this to be otherwise when it said no. */
function isPartOfNo({ content, refusedContent }: Instruction, was: Replaced): boolean {
  // Called off: it was to bring nothing, nowhere.
  const asked = refusedContent ?? null;
  const isOtherSum = asked !== null && asked.collect !== content.collect;
  switch (was.part) {
    case 'pieces':
      return piecesOf(content.lines, was.lineId) !== piecesOf(asked?.lines ?? [], was.lineId);
    case 'where':
      return asked === null || isOtherSum || !same(placeOf(content), placeOf(asked));
    case 'window':
      return asked !== null && !same(content.window, asked.window);
    case 'payment':
      return isOtherSum || (asked !== null && asked.byCard !== content.byCard);
    case 'contact':
      return asked !== null && asked.contactId !== content.contactId;
    case 'price':
    case 'promo':
    case 'certificate':
      return isOtherSum;
  }
}

function placeOf({ addressId, pickupPointId, carrier }: Instruction['content']): object {
  return { addressId, pickupPointId, carrier: carrier ?? null };
}
