/**
 * Tells the customer of a delay that a party foresees, the same day and before anybody asks: once for every
 * new day (R113). What the customer himself asked for is none.
 */
import type { Instant } from '../../calendar/instant';
import { localDate } from '../../calendar/local-time';
import type { Terms } from '../../policy/policy';
import { endOfSupply, suppliedDay } from '../goods/supplied-day';
import type { Order } from '../order';
import { channelsOf, tellCustomer } from '../tasks/asking';
import { factsOf, record } from '../intent';
import { foreseenDelay } from '../delivery/promise';
import type { Stage } from '../stages/stage';

/**
 * Whether it is later for what the customer himself asked for, and no delay of ours: that is told with the change,
 * once all have agreed to it.
 */
function isAskedFor(order: Order, { policy }: Terms, expectedAt: Instant): boolean {
  const { zone } = policy.calendar;
  const supplied = suppliedDay(order, zone);
  if (!order.amendment || !supplied || endOfSupply(supplied, zone) !== expectedAt) return false;
  const replaced = (order.amendment.open ?? []).flatMap((one) => one.replaced);
  if (replaced.some(({ part }) => part === 'window' || part === 'where')) return true;
  const changed = replaced.flatMap((was) => (was.part === 'pieces' ? [was.lineId] : []));
  const lines = order.wish.lines.filter(({ id }) => !changed.includes(id));
  const otherwise = suppliedDay({ ...order, wish: { ...order.wish, lines } }, zone);
  return (otherwise ?? '') < supplied;
}

export const foreseen: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) => {
    if (!order.instructedAt || order.closing || order.deliveredAt) return [];
    const expectedAt = foreseenDelay(order, terms);
    if (!expectedAt) return [];
    const day = localDate(expectedAt, terms.policy.calendar.zone);
    if (day === order.check.delayedTo) return [];
    if (isAskedFor(order, terms, expectedAt))
      return [record({ type: 'DelayForeseen', day, expectedAt })];
    const version = (order.told.delivery_delayed ?? 0) + 1;
    const told =
      channelsOf(order).length > 0
        ? tellCustomer(order, terms, { purpose: 'delivery_delayed', version, at })
        : [];
    // One act: a delay that is known and told of to nobody would never be told.
    return [record({ type: 'DelayForeseen', day, expectedAt }, ...factsOf(told))];
  },

  deadlines: () => [],

  waiting: () => null,
};
