/**
 * What must hold of messages about a change: nothing that the one message could have said was told before it in one of
 * its own. Looks at what was noted alone.
 */
import type { Taken } from './market';
import { must } from './must';

/** Looks at the messages of one step. */
export function checkOneMessage({ after: { order, journal, turn } }: Taken): void {
  const noted = turn.rows.flatMap(({ event }) =>
    event.type === 'MessageNoted' && event.purpose === 'order_amended' ? [event.version] : [],
  );
  for (const version of noted) {
    const apart = journal.findIndex(
      ({ event }) =>
        event.type === 'MessageNoted' &&
        (event.purpose === 'goods_missing' || event.purpose === 'payment_asked') &&
        event.version === version,
    );
    const one = journal.findIndex(
      ({ event }) =>
        event.type === 'MessageNoted' &&
        event.purpose === 'order_amended' &&
        event.version === version,
    );
    must(apart < 0 || apart > one, `${order.id}: version ${String(version)} told in two messages`);
  }
}
