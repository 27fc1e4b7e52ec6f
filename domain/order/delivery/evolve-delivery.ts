/**
 * Folds the carrier's story of the parcels and the next-day check.
 * Reports that do not count are in the journal only.
 */
import type { Instant } from '../../calendar/instant';
import { isCarrierWord } from '../../parties/parcel';
import type { Parcel, ParcelLine } from '../../parties/parcel';
import type { DeliveryEvent, EventOf } from '../events';
import type { DeliveryCheck, Goods, Order } from '../order';
import { NO_GOODS } from '../goods/goods';
import { heardOf } from './following/evolve-following';
import { neverTakenBack } from './coming-back/evolve-taken-back';
import { openParcels } from './coming-back/take-back';
import { surplusInParcel } from './coming-back/surplus-in-parcel';
import { allWantedAgain, noMoreWantedAgain } from './coming-back/wanted-again';

type StoryEvent = DeliveryEvent | EventOf<'ParcelAnnounced' | 'ParcelReported'>;

/** Nothing promised has been looked into yet. */
export const FIRST_CHECK: DeliveryCheck = {
  attempts: 0,
  plannedAt: null,
  failed: 0,
  failedParcels: [],
  failedAt: null,
  delayedTo: null,
  askedAt: null,
  saidNotReceived: false,
  passedAt: null,
};

/** Folds one event of the delivery. */
export function evolveDelivery(order: Order, event: StoryEvent, at: Instant): Order {
  switch (event.type) {
    case 'ParcelAnnounced':
      return announced(order, event);
    case 'ParcelReported':
      return heardOf(order, event.counts ? reported(order, event, at) : expecting(order, event), {
        event,
        at,
      });
    case 'OrderDelivered':
      return { ...order, deliveredAt: at };
    case 'DeliveryCheckPassed':
      return { ...order, check: { ...order.check, passedAt: at } };
    case 'DeliveryFoundMissing':
      return { ...order, check: { ...order.check, askedAt: at } };
    case 'CustomerSaidOfDelivery':
      return event.received
        ? allHandedOut(order, event, at)
        : { ...order, check: { ...order.check, saidNotReceived: true } };
    case 'DeliveryPlannedAnew':
      return { ...order, parcels: allWantedAgain(order), check: plannedAnew(order.check, at) };
    case 'DelayForeseen':
      return { ...order, check: delayed(order.check, event) };
  }
}

function delayed(check: DeliveryCheck, event: EventOf<'DelayForeseen'>): DeliveryCheck {
  return { ...check, delayedTo: event.day, delayedUntil: event.expectedAt };
}

/** An attempt that nobody reported as failed has failed all the same: it is planned anew. */
function plannedAnew(check: DeliveryCheck, at: Instant): DeliveryCheck {
  const { attempts, failedParcels } = check;
  const failed = check.failed + (failedParcels.length > 0 ? 0 : 1);
  return { ...FIRST_CHECK, attempts: attempts + 1, plannedAt: at, failed };
}

/** One attempt for several parcels counts once; a parcel tried again is another attempt. */
function failedAgain(check: DeliveryCheck, parcelId: string, at: Instant): DeliveryCheck {
  const { failed, failedParcels } = check;
  const isSameAttempt = failedParcels.length > 0 && !failedParcels.includes(parcelId);
  return isSameAttempt
    ? { ...check, failedAt: at, failedParcels: [...failedParcels, parcelId] }
    : { ...check, failedAt: at, failedParcels: [parcelId], failed: failed + 1 };
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
    expectedAt: null,
    comesBack: false,
    sealedBy: [],
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
  const isGiven = status === 'delivered' || status === 'partly_delivered';
  if (isGiven && before.takenBack) return reported(neverTakenBack(order, before), event, at);
  const tracking = event.tracking ?? before.tracking;
  const parcel: Parcel = {
    ...triedSince(before, event),
    lastWord: status,
    reportedAt,
    reason,
    tracking,
    state: status,
    expectedAt: event.expectedAt ?? before.expectedAt,
    comesBack: status === 'returned' && event.calledBack === true,
  };
  if (isGiven) {
    return handedOut(order, parcel, event.lines);
  }
  const next = withParcel(order, parcel);
  if (status === 'attempt_failed') {
    return { ...next, check: failedAgain(order.check, parcel.id, at) };
  }
  // What was refused at the door or taken back has been counted there; what was called back was refused by nobody.
  const isCounted = before.state === 'partly_delivered' || before.takenBack || parcel.comesBack;
  return status === 'returned' && !isCounted ? allRefused(next, parcel) : next;
}

/** Who tried to give it to the customer brings it back for another reason than the one it was wanted back for. */
function triedSince(parcel: Parcel, { status, reason }: EventOf<'ParcelReported'>): Parcel {
  // Its word on the way back may repeat why it failed before the new day was agreed.
  const isRefusedNow = reason === 'refused' && parcel.reason !== 'refused';
  return status === 'attempt_failed' || isRefusedNow ? noMoreWantedAgain(parcel) : parcel;
}

/** Even a word that says nothing new may come with a new date or the first number, and one not known is shown. */
function expecting(order: Order, event: EventOf<'ParcelReported'>): Order {
  const parcel = order.parcels.find((one) => one.id === event.parcelId);
  if (!parcel) return order;
  const lastWord = isCarrierWord(event.status) ? parcel.lastWord : event.status;
  const expectedAt = event.expectedAt ?? parcel.expectedAt;
  const tracking = parcel.tracking ?? event.tracking;
  return withParcel(order, { ...parcel, lastWord, expectedAt, tracking });
}

function withParcel(order: Order, parcel: Parcel): Order {
  const parcels = order.parcels.map((one) => (one.id === parcel.id ? parcel : one));
  return { ...order, parcels };
}

/** Goods of all lines of a parcel are changed at once: a copy for each would be many for a large order. */
function withGoods(
  order: Order,
  lines: readonly ParcelLine[],
  change: (goods: Goods, line: ParcelLine) => Partial<Goods>,
): Order {
  const goods: Record<string, Goods> = { ...order.goods };
  for (const line of lines) {
    const before = goods[line.lineId] ?? NO_GOODS;
    goods[line.lineId] = { ...before, ...change(before, line) };
  }
  return { ...order, goods };
}

/**
 * What the customer took and refused of a parcel. Pieces that are named are a fact, wanted or not. What is not named
 * was taken, but for what travels in a sealed parcel though it is wanted no more: that is taken back at the door.
 */
function handedOut(order: Order, parcel: Parcel, items: EventOf<'ParcelReported'>['lines']): Order {
  const taken = parcel.lines.map((line): ParcelLine => {
    const item = items.find((one) => one.lineId === line.lineId);
    const refused = Math.min(
      line.quantity,
      item?.refused ?? surplusInParcel(order, parcel, line.lineId),
    );
    return { ...line, delivered: Math.max(line.delivered, line.quantity - refused) };
  });
  const isWhole = taken.every((line) => line.delivered === line.quantity);
  const state = isWhole ? parcel.state : 'partly_delivered';
  const opened = isWhole ? {} : { opened: true as const };
  const next = withParcel(order, { ...parcel, ...opened, state, lines: taken });
  // What the customer took before, and what he refused then, has been counted: only the difference is news.
  const before = new Map(parcel.lines.map((line) => [line.lineId, line.delivered]));
  return withGoods(next, taken, (goods, { lineId, quantity, delivered }) => {
    const had = before.get(lineId) ?? 0;
    const refused = parcel.opened ? had - delivered : quantity - delivered;
    return { delivered: goods.delivered + delivered - had, refused: goods.refused + refused };
  });
}

/** A parcel that came back whole was refused whole: nobody pays for it. */
function allRefused(order: Order, parcel: Parcel): Order {
  return withGoods(order, parcel.lines, ({ refused }, { quantity }) => ({
    refused: refused + quantity,
  }));
}

/** The customer has all that was under way or was taken for lost, or just what was said to be there. */
function allHandedOut(
  order: Order,
  { parcelIds }: EventOf<'CustomerSaidOfDelivery'>,
  at: Instant,
): Order {
  // What he refused at the door and what was lost on its way back is none of what he has.
  const there = openParcels(order).filter(
    ({ id, opened }) => !opened && (parcelIds?.includes(id) ?? true),
  );
  const check = { ...order.check, failedAt: null, failedParcels: [] };
  return there.reduce(
    (next, parcel) => handedOut(next, { ...parcel, state: 'delivered', reportedAt: at }, []),
    parcelIds ? { ...order, check } : order,
  );
}
