/**
 * Close: completed or cancelled, always with every reservation ended, every party stood down and
 * money at zero. What is still out when an order is ended early is brought back by a person's task.
 */
import type { Instant } from '../../calendar/instant';
import { isLive } from '../../parties/instruction';
import { isSettledParcel } from '../../parties/parcel';
import { endedBy } from '../codes/hold-codes';
import type { Terms } from '../../policy/policy';
import { askPerson, channelsOf, tellCustomer } from '../tasks/asking';
import { backBy, backFrom, isChasedBack, STILL_OUT } from '../delivery/coming-back/awaited-back';
import { amendments } from '../duties/amendments';
import { hasOpenGoods } from '../goods/goods';
import { isOutOfHand, waitsInVain } from '../parties/in-hand';
import type { Order } from '../order';
import { phrase } from '../waiting';
import { agree } from './agree';
import { care } from './care';
import { instruct } from './instruct';
import { secure } from './secure';
import { settle } from './settle';
import { watch } from './watch';
import type { Stage } from './stage';

const BEFORE_COMPLETION = [secure, agree, instruct, watch, settle, care];

function isOverdue(order: Order, terms: Terms, at: Instant): boolean {
  const by = backBy(order, terms);
  return by !== null && by <= at && !isChasedBack(order);
}

/** Whether somebody who had no part in what has arrived has still to say that nothing is to be done, or a person for it. */
function isAnyInVain(order: Order): boolean {
  return order.instructions.some((one) => waitsInVain(order, one) && !one.goesOn);
}

/** Whether nobody holds anything for the order and nobody was left uninformed. */
function allStoodDown(order: Order): boolean {
  const uninformed = order.instructions
    .filter((one) => isLive(one) && !isOutOfHand(order, one))
    .some((one) => one.pending !== null || !one.callOffRefused);
  // Once everything has arrived nobody else is chased for a yes, and nobody else is waited for.
  return (
    (order.deliveredAt === null ? !uninformed : !isAnyInVain(order)) &&
    !hasOpenGoods(order) &&
    order.parcels.every(isSettledParcel)
  );
}

export const close: Stage = {
  intents: (order, terms, at) => {
    if (order.closed) return [];
    const out = isOverdue(order, terms, at)
      ? askPerson(order, terms.policy, { kind: 'party_overdue', about: STILL_OUT, at })
      : [];
    if (!order.closing) {
      const completed = BEFORE_COMPLETION.every((stage) => stage.finished(order, terms));
      const settled = completed && !hasOpenGoods(order) && !isAnyInVain(order);
      // A change still open is settled first, and its customer told: nothing is decided of a closed order.
      const isChanging = settled && amendments.intents(order, terms, at).length > 0;
      return settled && !isChanging
        ? [...out, endedBy(order, { type: 'OrderClosed', reason: 'completed' })]
        : out;
    }
    const told =
      channelsOf(order).length > 0
        ? tellCustomer(order, terms, { purpose: 'order_closed', at })
        : [];
    const ended = allStoodDown(order) && settle.finished(order, terms);
    const closed = ended
      ? [endedBy(order, { type: 'OrderClosed', reason: order.closing.reason })]
      : [];
    return [...told, ...out, ...closed];
  },

  deadlines: (order, terms) => {
    const by = backBy(order, terms);
    return by && by > order.at && !isChasedBack(order) ? [{ key: 'bring_back', at: by }] : [];
  },

  waiting: (order, terms, at) => {
    const by = backBy(order, terms);
    if (!by || isChasedBack(order)) return null;
    return {
      for: 'carrier',
      party: backFrom(order, terms),
      what: phrase('wait.bring_back'),
      since: order.closing?.at ?? order.check.passedAt ?? order.at,
      until: by > at ? by : null,
      then: phrase('then.party_task'),
    };
  },

  finished: (order) => order.closed !== null,
};
