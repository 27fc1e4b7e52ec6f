/**
 * What must hold of the wait an order shows after every step. It looks at what is shown, and asks no rule.
 */
import type { Taken } from './market';
import { must } from './must';

/** What is waited for has not ended, and the order is looked at again no later than it does. */
export function checkWait({ after: { order, turn }, market }: Taken): void {
  const { deadline, outside, wait } = turn;
  const isStill = deadline === null && outside.length === 0 && order.tasks.length === 0;
  must(!isStill || order.closed !== null, `${order.id}: waits for nobody and for no moment`);
  const until = wait?.until ?? null;
  if (until === null) return;
  const what = `${order.id}: ${wait?.what.key ?? ''} until ${until}`;
  must(until > market.now, `${what}, which is past`);
  must(deadline !== null && deadline.at <= until, `${what}, when nobody looks`);
}
