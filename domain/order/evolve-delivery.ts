/**
 * Folds the carrier's story of the parcels and the next-day check.
 * Reports that do not count are in the journal only.
 */
import type { Instant } from '../calendar/instant';
import { isCarrierWord, isSettledParcel } from '../parties/parcel';
import type { Parcel, ParcelLine } from '../parties/parcel';
import type { DeliveryEvent, EventOf } from './events';
import type { Goods, Order } from './order';
import { goodsOf } from './goods';

type StoryEvent = DeliveryEvent | EventOf<'ParcelAnnounced' | 'ParcelReported'>;

/** Folds one event of the delivery. */
export function evolveDelivery(order: Order, event: StoryEvent, at: Instant): Order {
  switch (event.type) {
    case 'ParcelAnnounced':
      return announced(order, event);
    case 'ParcelReported':
      return event.counts ? reported(order, event, at) : order;
    case 'OrderDelivered':
      return { ...order, deliveredAt: at };
    case 'DeliveryCheckPassed':
      return { ...order, check: { ...order.check, passedAt: at } };
    case 'DeliveryFoundMissing':
      return { ...order, check: { ...order.check, askedAt: at } };
    case 'CustomerSaidOfDelivery':
      return event.received
        ? allHandedOut(order, at)
        : { ...order, check: { ...order.check, saidNotReceived: true } };
    case 'DeliveryPlannedAnew': {
      const attempts = order.check.attempts + 1;
      const fresh = { failedAt: null, askedAt: null, saidNotReceived: false, passedAt: null };
      return { ...order, check: { ...fresh, attempts } };
    }
  }
}

function announced(order: Order, event: EventOf<'ParcelAnnounced'>): Order {
  const { parcelId: id, source, carrier } = event;
  const parcel: Parcel = {
    id,
    source,
    carrier,
    lines: event.lines.map(newParcelLine),
    tracking: null,
    state: 'announced',
    reportedAt: null,
    lastWord: null,
    reason: null,
  };
  const counts = { ...order.counts, parcel: order.counts.parcel + 1 };
  return { ...order, counts, parcels: [...order.parcels, parcel] };
}

/** A line of a parcel that has not left yet. */
export function newParcelLine(line: {
  readonly lineId: string;
  readonly quantity: number;
}): ParcelLine {
  const { lineId, quantity } = line;
  return { lineId, quantity, shipped: false, delivered: 0, returned: 0 };
}

function reported(order: Order, event: EventOf<'ParcelReported'>, at: Instant): Order {
  const { status, reportedAt, reason } = event;
  const before = order.parcels.find((one) => one.id === event.parcelId);
  if (!before || !isCarrierWord(status)) return order;
  const tracking = event.tracking ?? before.tracking;
  const parcel: Parcel = {
    ...before,
    lastWord: status,
    reportedAt,
    reason,
    tracking,
    state: status,
  };
  if (status === 'delivered' || status === 'partly_delivered') {
    return handedOut(order, parcel, event.lines);
  }
  const next = withParcel(order, parcel);
  if (status === 'attempt_failed') return { ...next, check: { ...order.check, failedAt: at } };
  // What was refused at the door has been counted there.
  const isNews = status === 'returned' && before.state !== 'partly_delivered';
  return isNews ? allRefused(next, parcel) : next;
}

function withParcel(order: Order, parcel: Parcel): Order {
  const parcels = order.parcels.map((one) => (one.id === parcel.id ? parcel : one));
  return { ...order, parcels };
}

function withGoods(order: Order, lineId: string, change: Partial<Goods>): Order {
  return {
    ...order,
    goods: { ...order.goods, [lineId]: { ...goodsOf(order, lineId), ...change } },
  };
}

/** What the customer took and refused of a parcel; what is not named was taken. */
function handedOut(order: Order, parcel: Parcel, items: EventOf<'ParcelReported'>['lines']): Order {
  const taken = parcel.lines.map((line): ParcelLine => {
    const item = items.find((one) => one.lineId === line.lineId);
    return { ...line, delivered: line.quantity - Math.min(line.quantity, item?.refused ?? 0) };
  });
  const isWhole = taken.every((line) => line.delivered === line.quantity);
  const state = isWhole ? parcel.state : 'partly_delivered';
  return taken.reduce(
    (next, { lineId, quantity, delivered }) => {
      const goods = goodsOf(next, lineId);
      return withGoods(next, lineId, {
        delivered: goods.delivered + delivered,
        refused: goods.refused + quantity - delivered,
      });
    },
    withParcel(order, { ...parcel, state, lines: taken }),
  );
}

/** A parcel that came back whole was refused whole: nobody pays for it. */
function allRefused(order: Order, parcel: Parcel): Order {
  return parcel.lines.reduce(
    (next, { lineId, quantity }) =>
      withGoods(next, lineId, { refused: goodsOf(next, lineId).refused + quantity }),
    order,
  );
}

/** The customer has all that was under way. */
function allHandedOut(order: Order, at: Instant): Order {
  return order.parcels
    .filter((parcel) => !isSettledParcel(parcel))
    .reduce(
      (next, parcel) => handedOut(next, { ...parcel, state: 'delivered', reportedAt: at }, []),
      order,
    );
}
