/**
 * Receive: tell the customer at once that the order has come in, by the channel agreed (R47, R114).
 */
import { tellCustomer } from '../tasks/asking';
import type { Order } from '../order';
import { phrase } from '../waiting';
import type { Stage } from './stage';

const PURPOSE = 'order_received';

function message(order: Order): Order['messages'][number] | undefined {
  return order.messages.find((one) => one.purpose === PURPOSE);
}

export const receive: Stage = {
  intents: (order, terms, at) =>
    order.closing ? [] : tellCustomer(order, terms, { purpose: PURPOSE, at }),

  deadlines: () => [],

  waiting: (order, _terms, at) => {
    const open = message(order);
    if (!open || order.closing || order.agreement) return null;
    return {
      for: 'clock',
      party: null,
      what: phrase('wait.send', { purpose: PURPOSE }),
      since: open.notedAt,
      until: open.state === 'waiting' && open.notBefore > at ? open.notBefore : null,
      then: phrase('then.agree'),
    };
  },

  /** Told, or tried on one channel in vain, or nobody to tell, or already spoken with. */
  finished: (order) => {
    const open = message(order);
    const isTried = !open || open.failedChannels.length > 0;
    return isTried || order.contact.attempts > 0 || order.agreement !== null;
  },
};
