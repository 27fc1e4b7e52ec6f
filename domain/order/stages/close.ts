/**
 * Close: completed or cancelled, always with every reservation ended, every party stood down and
 * money at zero. What is still out when an order is ended early is brought back by a person's task.
 */
import type { Instant } from '../../calendar/instant';
import { addDays, localDate } from '../../calendar/local-time';
import { isLive } from '../../parties/instruction';
import { isOut, isSettledParcel } from '../../parties/parcel';
import { endedBy } from '../codes/hold-codes';
import type { Terms } from '../../policy/policy';
import { momentOnWorkingDayAfter } from '../../policy/shop-hours';
import { askPerson, channelsOf, hasTask, tellCustomer } from '../tasks/asking';
import { amendments } from '../duties/amendments';
import { hasOpenGoods } from '../goods/goods';
import { isAnyOut, isOutOfHand, waitsInVain } from '../parties/in-hand';
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

/** Goods on their way, there or back, although the order is being ended or everything else is over. */
function stillOut(order: Order): boolean {
  const awaited = order.closing !== null || order.check.passedAt !== null;
  return awaited && !order.closed && isAnyOut(order);
}

/**
 * By when what is out should be back: the hour of the shop's check on the first working day after as many
 * days as the way to the customer takes. Null where nothing is out.
 */
function backBy(order: Order, { policy }: Terms): Instant | null {
  const since = order.closing?.at ?? order.check.passedAt;
  if (!since || !stillOut(order)) return null;
  const { calendar, delivery } = policy;
  const days = delivery.promisedDays[order.wish.delivery.method];
  const day = addDays(localDate(since, calendar.zone), days);
  return momentOnWorkingDayAfter(calendar, day, delivery.checkAt);
}

/** Whether a person deals with who has the goods already: one task is enough. */
function isChased(order: Order): boolean {
  return hasTask(order, 'party_overdue') || hasTask(order, 'party_refused');
}

function isOverdue(order: Order, terms: Terms, at: Instant): boolean {
  const by = backBy(order, terms);
  return by !== null && by <= at && !isChased(order);
}

/** Whether somebody who had no part in what has arrived has still to hear, or to say, that nothing is to be done. */
function isAnyInVain(order: Order): boolean {
  return order.instructions.some((one) => waitsInVain(order, one) && !one.callOffRefused);
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
      ? askPerson(order, terms.policy, { kind: 'party_overdue', about: 'still_out', at })
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
    return by && by > order.at && !isChased(order) ? [{ key: 'bring_back', at: by }] : [];
  },

  waiting: (order, terms, at) => {
    const by = backBy(order, terms);
    if (!by || isChased(order)) return null;
    return {
      for: 'carrier',
      party: (order.parcels.find(isOut) ?? order.parcels[0])?.carrier ?? null,
      what: phrase('wait.bring_back'),
      since: order.closing?.at ?? order.check.passedAt ?? order.at,
      until: by > at ? by : null,
      then: phrase('then.party_task'),
    };
  },

  finished: (order) => order.closed !== null,
};
