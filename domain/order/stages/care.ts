/**
 * Look after the customer until the next-day check is past. Warranty, loyalty and the question about
 * quality join here with their messages (R116, R117).
 */
import { phrase } from '../waiting';
import { checkAt } from '../delivery/promise';
import type { Stage } from './stage';

export const care: Stage = {
  intents: () => [],

  deadlines: () => [],

  waiting: (order, terms) => {
    if (!order.deliveredAt || order.check.passedAt || order.closing) return null;
    return {
      for: 'clock',
      party: null,
      what: phrase('wait.check'),
      since: order.deliveredAt,
      until: checkAt(order, terms),
      then: phrase('then.complete'),
    };
  },

  finished: (order) => order.check.passedAt !== null,
};
