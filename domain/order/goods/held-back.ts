/**
 * What of an order may be told to its packers now: goods that leave only after they are paid are held back,
 * though the rest of the order goes on (R91). What somebody was told already stays told.
 */
import { lastTold } from '../../parties/instruction';
import type { Instruction, InstructionContent } from '../../parties/instruction';
import { remembered } from '../../remembered';
import { allocation } from './allocation';
import type { Share } from './allocation';
import { lineOf, piecesOf } from './pieces-of';
import type { Order } from '../order';
import { prepaymentOwed } from '../money/totals';
import { forgottenPieces } from '../parties/packing';
import type { Line } from '../wish';

function waitsForMoney(order: Order, line: Line | undefined): boolean {
  return order.wish.payment === 'prepaid' || line?.prepaidOnly === true;
}

/**
 * Pieces that a source was told to pack by the last thing it was told, and what left before that. What it has agreed
 * to pack for another line of the same goods is no news to it either.
 */
function toldTo(order: Order, { source, lineId, lent }: Share): number {
  const own = order.instructions.filter(
    (one) => one.party === source && one.state !== 'called_off',
  );
  const told = (by: (one: Instruction) => InstructionContent | null): number =>
    own.reduce((sum, one) => sum + piecesOf(by(one)?.lines ?? [], lineId), 0);
  const last = Math.max(told(lastTold), lent > 0 ? told(({ content }) => content) + lent : 0);
  return last + forgottenPieces(order, source, lineId);
}

/** The shares of an instructed order less what waits for its money. */
export function tellable(order: Order): readonly Share[] {
  if (!order.instructedAt || prepaymentOwed(order) === 0) return allocation(order);
  return remembered(order, 'tellable', () =>
    allocation(order).map((share) => {
      if (!waitsForMoney(order, lineOf(order.wish, share.lineId))) return share;
      return { ...share, quantity: Math.min(share.quantity, toldTo(order, share)) };
    }),
  );
}

/** Pieces held back for their money, by line; what is wanted no more waits for none, though its source has not said yes. */
export function heldBack(order: Order): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  const told = tellable(order);
  for (const [index, share] of allocation(order).entries()) {
    if (lineOf(order.wish, share.lineId)?.removed) continue;
    const back = share.quantity - (told[index]?.quantity ?? 0);
    if (back > 0) held.set(share.lineId, (held.get(share.lineId) ?? 0) + back);
  }
  return held;
}
