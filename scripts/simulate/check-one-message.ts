/**
 * What must hold of messages about a change: nothing that the one message could have said was told before it in one of
 * its own, and what waits is about the newest change. Looks at what was noted alone.
 */
import type { Order } from '../../domain/order/order';
import type { Taken } from './market';
import { must } from './must';

/** Looks at the messages of one step. */
export function checkOneMessage({ market, after }: Taken): void {
  const { order, journal, turn } = after;
  checkNewest(order, market.now);
  checkNothingLost(after);
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

/**
 * Unless it asks for money, nothing waits that a newer message says, or that the newer could say because it waits too:
 * one message and not two.
 */
function checkNewest({ id, messages, told, changes, amendment, wish }: Order, now: string): void {
  const waiting = messages.filter(
    ({ purpose, state, notBefore }) =>
      purpose === 'order_amended' && state === 'waiting' && notBefore > now,
  );
  const latest = told.order_amended ?? 0;
  const isToSayMore = waiting.some(
    ({ version }) => version === latest && (!amendment || version === wish.version),
  );
  const passed = waiting.filter(({ version, news }) => {
    const isSaid = (news?.changed?.parts ?? []).every((part) => changes?.told.includes(part));
    return version < latest && news?.owed === undefined && (isSaid || isToSayMore);
  });
  must(passed.length === 0, `${id}: an older change is told after a newer one`);
}

/** What a message that is sent no more would have said is said by the newest, or a person sees that it did not arrive. */
function checkNothingLost({ order, journal, turn }: Taken['after']): void {
  const events = turn.rows.map(({ event }) => event);
  if (order.closing ?? events.some(({ type }) => type === 'TaskOpened')) return;
  for (const event of events) {
    if (event.type !== 'MessageWithdrawn' && event.type !== 'MessageGivenUp') continue;
    const said = journal
      .flatMap(({ event: one }) =>
        (one.type === 'MessageNoted' || one.type === 'MessageChannelFailed') &&
        one.messageId === event.messageId &&
        one.purpose === 'order_amended'
          ? [one.news?.changed?.parts ?? []]
          : [],
      )
      .at(-1);
    const others = order.messages.filter(({ purpose }) => purpose === 'order_amended');
    const heard = [
      ...(order.changes?.told ?? []),
      ...others.flatMap(({ news }) => news?.changed?.parts ?? []),
    ];
    const lost = said?.filter((part) => !heard.includes(part)) ?? [];
    must(lost.length === 0, `${order.id}: nobody hears of ${lost.join(', ')}`);
  }
}
