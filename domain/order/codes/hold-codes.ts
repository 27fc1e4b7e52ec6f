/**
 * What an order takes out of the register of codes and gives back: a promo code while the wish has it, and of
 * its certificates never more than it costs. One look takes only what the one before has left open.
 */
import { isSettledParcel } from '../../parties/parcel';
import { mayGoBack } from '../amendment/may-go-back';
import type { OrderFact } from '../events';
import type { OrderIntent } from '../intent';
import { orderTotals } from '../money/totals';
import type { Order } from '../order';
import type { Stage } from '../stages/stage';
import type { CodeMove } from './code-register';
import { heldCodes } from './evolve-codes';

/** What may still be delivered may still have to be paid for, so nothing is given back before. */
function mayStillCost(order: Order): boolean {
  return order.closing !== null && order.parcels.some((parcel) => !isSettledParcel(parcel));
}

/**
 * Certificates the wish has no more, then what is held beyond the total, the last certificate first; nothing while
 * the change that gives it back may itself go back: another order would have it by then.
 */
function toRelease(order: Order): readonly CodeMove[] {
  if (mayGoBack(order)) return [];
  const { certificates } = heldCodes(order);
  const wished = order.wish.certificates ?? [];
  const unwished = certificates.filter(({ code, held }) => held > 0 && !wished.includes(code));
  const held = certificates
    .filter(({ code }) => wished.includes(code))
    .sort((one, other) => wished.indexOf(other.code) - wished.indexOf(one.code));
  let over = held.reduce((sum, one) => sum + one.held, 0) - orderTotals(order).total;
  const beyond = held.flatMap((hold): readonly CodeMove[] => {
    const amount = Math.min(hold.held, Math.max(0, over));
    over -= amount;
    return amount > 0 ? [{ do: 'release', code: hold.code, amount }] : [];
  });
  const all = unwished.map(({ code, held: amount }): CodeMove => ({ do: 'release', code, amount }));
  return [...all, ...beyond];
}

/**
 * A promo code that the wish has no more, or whose order came to nothing. While parties still answer a change
 * it may be reverted, so the code stays taken until they have.
 */
function toGiveBack(order: Order): readonly CodeMove[] {
  if (mayGoBack(order)) return [];
  const isForNothing = order.closing !== null && orderTotals(order).goods === 0;
  return heldCodes(order)
    .promos.filter((code) => isForNothing || code !== order.wish.promo?.code)
    .map((code) => ({ do: 'give_back', code }));
}

function toTake(order: Order): readonly CodeMove[] {
  const { promo } = order.wish;
  return promo && !heldCodes(order).promos.includes(promo.code)
    ? [{ do: 'take', code: promo.code }]
    : [];
}

/** Each certificate is asked once for a version of the wish while something is due. */
function toHold(order: Order): readonly CodeMove[] {
  const { version, certificates: wished = [] } = order.wish;
  const { due: amount } = orderTotals(order);
  const { certificates } = heldCodes(order);
  const code = wished.find(
    (one) => certificates.find((hold) => hold.code === one)?.askedFor !== version,
  );
  return code !== undefined && amount > 0 ? [{ do: 'hold', code, amount, version }] : [];
}

/** What is to be moved in the register next, if anything. */
function codeMoves(order: Order): readonly CodeMove[] {
  if (order.closed || mayStillCost(order)) return [];
  const back = [...toRelease(order), ...toGiveBack(order)];
  if (back.length > 0 || order.closing || order.deliveredAt) return back;
  const taken = toTake(order);
  return taken.length > 0 ? taken : toHold(order);
}

/** The facts of moves of which so much was done. */
export function moveFacts(
  moves: readonly CodeMove[],
  amounts: readonly number[],
): readonly OrderFact[] {
  return moves.map((move, index): OrderFact => {
    const { code } = move;
    const amount = amounts[index] ?? 0;
    switch (move.do) {
      case 'take':
        return { type: 'PromoCodeTaken', code };
      case 'give_back':
        return { type: 'PromoCodeGivenBack', code };
      case 'hold':
        return { type: 'CertificateHeld', code, amount, version: move.version };
      case 'release':
        return { type: 'CertificateReleased', code, amount };
      case 'spend':
        return { type: 'CertificateSpent', code, amount };
    }
  });
}

/** The end of an order, with which what its certificates have paid is spent. */
export function endedBy(order: Order, closed: OrderFact): OrderIntent {
  const moves = heldCodes(order)
    .certificates.filter(({ held }) => held > 0)
    .map(({ code, held: amount }): CodeMove => ({ do: 'spend', code, amount }));
  return moves.length > 0
    ? { kind: 'codes', moves, facts: [closed] }
    : { kind: 'record', facts: [closed] };
}

export const codes: Omit<Stage, 'finished'> = {
  intents: (order) => {
    const moves = codeMoves(order);
    return moves.length > 0 ? [{ kind: 'codes', moves }] : [];
  },
  deadlines: () => [],
  waiting: () => null,
};
