/**
 * What must hold of telling the parties: only moves of the table, and never back to an older message.
 */
import type { Order } from '../../domain/order/order';
import { TELLING_MOVES } from '../../domain/parties/telling';
import { same } from '../../domain/same';

/** Looks at every move one event made; `seen` gathers them. */
export function checkTellings(before: Order, after: Order, seen: Set<string>): void {
  for (const { id, telling } of after.instructions) {
    const was = before.instructions.find((other) => other.id === id)?.telling;
    if (!was || !telling || same(was, telling)) continue;
    const move = `${was.state} → ${telling.state}`;
    seen.add(move);
    if (!TELLING_MOVES[was.state].includes(telling.state)) throw new Error(`telling moved ${move}`);
    if (telling.number < was.number) throw new Error('an older message replaced a newer one');
  }
}
