/**
 * What must hold of the wait an order shows after every step. It looks at what is shown, and asks no rule.
 */
import type { Taken } from './market';

/** What is waited for has not ended, and the order is looked at again no later than it does. */
export function checkWait({ after: { order, turn }, market }: Taken): void {
  const until = turn.wait?.until ?? null;
  if (until === null) return;
  const what = `${order.id}: ${turn.wait?.what.key ?? ''} until ${until}`;
  if (until <= market.now) throw new Error(`${what}, which is past`);
  const { deadline } = turn;
  if (deadline === null || deadline.at > until) throw new Error(`${what}, when nobody looks`);
}
