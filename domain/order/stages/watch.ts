/**
 * Watch the delivery: the carrier's story arrives; on the next day Ordo checks; not delivered →
 * the customer is asked, then a person finds out why (R25–R27).
 */
import type { Instant } from '../../calendar/instant';
import { latest } from '../../calendar/instant';
import { addDays, localDate } from '../../calendar/local-time';
import { hasLeft, isSettledParcel, outstanding } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { dueAfter, momentOnWorkingDayAfter } from '../../policy/shop-hours';
import { askPerson, channelsOf, hasTask, tellCustomer } from '../asking';
import { goodsOf, skuOf } from '../goods';
import { suppliedDay } from '../supply/supplied-day';
import { factsOf, record } from '../intent';
import type { OrderIntent, StockMove } from '../intent';
import type { Order } from '../order';
import { phrase } from '../waiting';
import { wantedLines } from '../wish';
import type { Stage } from './stage';

/**
 * The local day the delivery is promised for; never a day before it was instructed, nor before the
 * suppliers it relies on can have delivered.
 */
function promisedDay(order: Order, terms: Terms): string {
  const { zone } = terms.policy.calendar;
  const { window, method } = order.wish.delivery;
  const instructed = order.instructedAt ?? order.placedAt;
  const supplied = suppliedDay(order, zone) ?? '';
  if (window) {
    const wished = localDate(latest(window.to, instructed), zone);
    return supplied > wished ? supplied : wished;
  }
  const begins = localDate(instructed, zone);
  const days = terms.policy.delivery.promisedDays[method];
  return addDays(supplied > begins ? supplied : begins, days);
}

/** When the next-day check falls (R25): the shop's hour on the first working day after the promise. */
export function checkAt(order: Order, terms: Terms): Instant {
  const { calendar, delivery } = terms.policy;
  return momentOnWorkingDayAfter(calendar, promisedDay(order, terms), delivery.checkAt);
}

/** Until when the customer may answer "did it come?". */
function answerBy(order: Order, terms: Terms): Instant | null {
  const { askedAt } = order.check;
  const { calendar, delivery } = terms.policy;
  return askedAt ? dueAfter(calendar, askedAt, delivery.askMinutes) : null;
}

const isCheckOpen = (order: Order): boolean =>
  order.instructedAt !== null && !order.closing && order.check.passedAt === null;

function shipIntents(order: Order): readonly OrderIntent[] {
  const leaving = order.parcels
    .filter(hasLeft)
    .flatMap((parcel) => parcel.lines.map((line) => ({ parcel, line })))
    .filter(({ line }) => !line.shipped && line.quantity > 0);
  const moves: StockMove[] = [];
  const supplied: OrderIntent[] = [];
  for (const { parcel, line } of leaving) {
    const { lineId, quantity } = line;
    const held = goodsOf(order, lineId).held.some((part) => part.place === parcel.source);
    const place = parcel.source;
    if (held) {
      const move = { kind: 'ship', lineId, sku: skuOf(order, lineId), place, quantity } as const;
      moves.push({ ...move, parcelId: parcel.id });
    } else {
      supplied.push(record({ type: 'GoodsShipped', parcelId: parcel.id, lineId, place, quantity }));
    }
  }
  return moves.length > 0 ? [...supplied, { kind: 'move', moves }] : supplied;
}

/** Pieces of a returned parcel go back to stock, a supplier's own to the supplier. */
function toBringBack(order: Order, terms: Terms, parcel: Parcel): readonly OrderIntent[] {
  const { id: parcelId, source: place, lines } = parcel;
  const back = lines.filter((line) => outstanding(line) > 0);
  if (back.length === 0) return [];
  if (terms.parties.some((party) => party.id === place && party.kind === 'supplier')) {
    return back.map((line) => {
      const { lineId } = line;
      return record({ type: 'GoodsBack', parcelId, lineId, place, quantity: outstanding(line) });
    });
  }
  const moves = back.map((line): StockMove => {
    const { lineId } = line;
    const sku = skuOf(order, lineId);
    return { kind: 'restock', lineId, sku, place, quantity: outstanding(line), parcelId };
  });
  return [{ kind: 'move', moves }];
}

/** What was lost is written off once nobody waits for it any more. */
function toWriteOff(order: Order): readonly OrderIntent[] {
  if (!order.closing && !order.deliveredAt) return [];
  return order.parcels
    .filter((parcel) => parcel.state === 'lost')
    .flatMap(({ id: parcelId, lines }) =>
      lines
        .filter((line) => outstanding(line) > 0)
        .map((line) => {
          const { lineId } = line;
          return record({ type: 'GoodsLost', parcelId, lineId, quantity: outstanding(line) });
        }),
    );
}

/** Nothing of the order is with the customer, and all that left has come back. */
function cameBack(order: Order): boolean {
  const states = order.parcels.map((parcel) => parcel.state);
  const isOver = states.every((state) => state === 'returned' || state === 'cancelled');
  const isNothingThere = order.parcels.every(
    (parcel) => !parcel.lines.some((line) => line.delivered > 0),
  );
  return isOver && isNothingThere && states.includes('returned');
}

/** All that is wanted has reached the customer or was refused; for an order being ended, all that left. */
function hasArrived(order: Order): boolean {
  const { parcels } = order;
  const isSomething = parcels.some((parcel) => parcel.lines.some((line) => line.delivered > 0));
  if (!isSomething || !parcels.every(isSettledParcel)) return false;
  return wantedLines(order.wish).every((line) => {
    const { delivered, refused } = goodsOf(order, line.id);
    return order.closing !== null || delivered + refused >= line.quantity;
  });
}

function endIntents(order: Order, terms: Terms): readonly OrderIntent[] {
  const back = order.parcels
    .filter((parcel) => parcel.state === 'returned')
    .flatMap((parcel) => toBringBack(order, terms, parcel));
  const arrived =
    !order.deliveredAt && hasArrived(order) ? [record({ type: 'OrderDelivered' })] : [];
  const undeliverable =
    !order.closing && cameBack(order)
      ? [record({ type: 'ClosingBegun', reason: 'undeliverable', noteId: null })]
      : [];
  return [...back, ...toWriteOff(order), ...arrived, ...undeliverable];
}

function checkIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (!isCheckOpen(order)) return [];
  const due = checkAt(order, terms) <= at;
  if (order.deliveredAt) return due ? [record({ type: 'DeliveryCheckPassed' })] : [];
  const lost = order.parcels.some((parcel) => parcel.state === 'lost');
  const answer = answerBy(order, terms);
  const mustFindOut =
    order.check.failedAt !== null ||
    lost ||
    order.check.saidNotReceived ||
    (answer !== null && answer <= at);
  if (mustFindOut) return askPerson(order, terms.policy, { kind: 'find_out_why', about: null, at });
  if (!due || answer) return [];
  const version = order.check.attempts;
  const ask =
    channelsOf(order).length > 0
      ? tellCustomer(order, terms, { purpose: 'delivery_check', version, at })
      : [];
  // One act: once the check has found nothing, nobody would ask the customer any more.
  return [record({ type: 'DeliveryFoundMissing' }, ...factsOf(ask))];
}

export const watch: Stage = {
  intents: (order, terms, at) => [
    ...shipIntents(order),
    ...endIntents(order, terms),
    ...checkIntents(order, terms, at),
  ],

  deadlines: (order, terms) => {
    if (!isCheckOpen(order) || hasTask(order, 'find_out_why')) return [];
    const answer = order.deliveredAt ? null : answerBy(order, terms);
    return answer
      ? [{ key: 'customer_answer', at: answer }]
      : [{ key: 'delivery_check', at: checkAt(order, terms) }];
  },

  waiting: (order, terms) => {
    if (!isCheckOpen(order) || order.deliveredAt) return null;
    const task = order.tasks.find((one) => one.kind === 'find_out_why');
    if (task) {
      return {
        for: 'dispatcher',
        party: null,
        what: phrase('wait.find_out_why'),
        since: task.openedAt,
        until: task.dueBy,
        then: phrase('then.escalate'),
      };
    }
    const answer = answerBy(order, terms);
    if (answer) {
      return {
        for: 'customer',
        party: null,
        what: phrase('wait.did_it_come'),
        since: order.check.askedAt ?? order.at,
        until: answer,
        then: phrase('then.find_out_why'),
      };
    }
    return {
      for: 'carrier',
      party: order.parcels[0]?.carrier ?? null,
      what: phrase('wait.deliver'),
      since: order.instructedAt ?? order.placedAt,
      until: checkAt(order, terms),
      then: phrase('then.check_delivery'),
    };
  },

  /** Everything is with the customer or was refused; the check's deadline stays. */
  finished: (order) => order.deliveredAt !== null,
};
