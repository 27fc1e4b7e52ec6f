/**
 * What must hold of messages about a change: nothing that the one message could have said was told before it in one of
 * its own, and what waits is about the newest change. Looks at what was noted alone.
 */
import type { Order } from '../../domain/order/order';
import type { Taken } from './market';
import { must } from './must';

/** Looks at the messages of one step. */
export function checkOneMessage({ market, after: { order, journal, turn } }: Taken): void {
  checkNewest(order, market.now);
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

/** Unless it is the one that asks for money, nothing waits that a newer message has overtaken. */
function checkNewest({ id, messages, told }: Order, now: string): void {
  const passed = messages.filter(
    ({ purpose, version, state, notBefore, news }) =>
      purpose === 'order_amended' &&
      version < (told.order_amended ?? 0) &&
      state === 'waiting' &&
      notBefore > now &&
      news?.owed === undefined,
  );
  must(passed.length === 0, `${id}: an older change is told after a newer one`);
}
