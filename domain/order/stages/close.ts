/**
 * Close: completed or cancelled, always with every reservation ended, every party stood down and
 * money at zero. What is still out when an order is ended early is brought back by a person's task.
 */
import { isLive } from '../../parties/instruction';
import { isSettledParcel } from '../../parties/parcel';
import { askPerson, channelsOf, tellCustomer } from '../tasks/asking';
import { endedBy } from '../codes/hold-codes';
import { hasOpenGoods } from '../goods/goods';
import { isAnyOut, isOutOfHand } from '../parties/in-hand';
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

/** Whether nobody holds anything for the order and nobody was left uninformed. */
function allStoodDown(order: Order): boolean {
  const uninformed = order.instructions
    .filter((one) => isLive(one) && !isOutOfHand(order, one))
    .some((one) => one.pending !== null || !one.callOffRefused);
  // Once everything has arrived nobody is chased for a yes, and nobody is waited for.
  return (
    (order.deliveredAt !== null || !uninformed) &&
    !hasOpenGoods(order) &&
    order.parcels.every(isSettledParcel)
  );
}

export const close: Stage = {
  intents: (order, terms, at) => {
    if (order.closed) return [];
    const out = stillOut(order)
      ? askPerson(order, terms.policy, { kind: 'party_overdue', about: 'still_out', at })
      : [];
    if (!order.closing) {
      const completed = BEFORE_COMPLETION.every((stage) => stage.finished(order, terms));
      const settled = completed && !hasOpenGoods(order);
      return settled ? [...out, endedBy(order, { type: 'OrderClosed', reason: 'completed' })] : out;
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

  deadlines: () => [],

  waiting: (order) => {
    if (!stillOut(order)) return null;
    const task = order.tasks.find((one) => one.about === 'still_out');
    return {
      for: 'carrier',
      party: order.parcels[0]?.carrier ?? null,
      what: phrase('wait.bring_back'),
      since: task?.openedAt ?? order.at,
      until: task?.dueBy ?? null,
      then: phrase('then.escalate'),
    };
  },

  finished: (order) => order.closed !== null,
};
