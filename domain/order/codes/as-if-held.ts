/**
 * An order as it would be once its codes have been moved, in a register that knows nothing but what is handed
 * in: for who looks ahead and does nothing.
 */
import { evolve } from '../evolve';
import type { Order } from '../order';
import type { KnownCode } from './code-register';
import { heldCodes } from './evolve-codes';
import { codeMoves, moveFacts } from './hold-codes';

/** The order with everything of its codes done that plan would ask for now. */
export function asIfHeld(order: Order, known: readonly KnownCode[]): Order {
  const free = new Map(
    known.map((one) => {
      const own = heldCodes(order).certificates.find(({ code }) => code === one.code);
      return [one.code, (one.left ?? 0) - (own?.held ?? 0)];
    }),
  );
  let held = order;
  for (let moves = codeMoves(held); moves.length > 0; moves = codeMoves(held)) {
    const done = moves.map((move) => {
      if (!('amount' in move)) return 1;
      const left = free.get(move.code) ?? 0;
      const amount = move.do === 'hold' ? Math.min(left, move.amount) : move.amount;
      free.set(move.code, left + (move.do === 'hold' ? -amount : amount));
      return amount;
    });
    held = moveFacts(moves, done).reduce<Order>(
      (after, fact) => evolve(after, { ...fact, by: 'ordo' }, order.at),
      held,
    );
  }
  return held;
}
