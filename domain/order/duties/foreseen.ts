/**
 * Tells the customer of a delay that a party foresees, the same day and before anybody asks: once for every
 * new day (R113).
 */
import { localDate } from '../../calendar/local-time';
import { channelsOf, tellCustomer } from '../tasks/asking';
import { factsOf, record } from '../intent';
import { foreseenDelay } from '../delivery/promise';
import type { Stage } from '../stages/stage';

export const foreseen: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) => {
    if (!order.instructedAt || order.closing || order.deliveredAt) return [];
    const expectedAt = foreseenDelay(order, terms);
    if (!expectedAt) return [];
    const day = localDate(expectedAt, terms.policy.calendar.zone);
    if (day === order.check.delayedTo) return [];
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
