/**
 * Folds what is known of parcels that are followed: when their carrier spoke last, when they came to the
 * office, what the customer was told, how asking goes, what an inspection found.
 */
import type { Instant } from '../../../calendar/instant';
import { latest } from '../../../calendar/instant';
import type { Parcel } from '../../../parties/parcel';
import type { EventOf } from '../../events';
import type { Order } from '../../order';
import type { Followed } from './followed-parcel';
import { bringing } from '../../parties/brought';
import { noMoreWantedAgain } from '../coming-back/wanted-again';
import { takenBackAt } from '../coming-back/evolve-taken-back';
import type { FollowingEvent } from './following-events';

const TYPES: Readonly<Record<FollowingEvent['type'], true>> = {
  SentTold: true,
  StorageTold: true,
  StorageOver: true,
  ReturnChased: true,
  LossTold: true,
  BackTold: true,
  HandOverMissed: true,
  ParcelTakenForLost: true,
  ParcelTakenBack: true,
  CarrierAsked: true,
  CarrierUnreachable: true,
  ReturnInspected: true,
  DeliveryCostBooked: true,
};

/** Whether something happened that only following a parcel brings about. */
export function isFollowingEvent<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, { readonly type: FollowingEvent['type'] }> {
  return event.type in TYPES;
}

/** What is known of following a parcel; nothing where it was never heard of. */
export function followedOf(order: Order, parcelId: string): Followed {
  return order.followed?.[parcelId] ?? {};
}

function withFollowed(order: Order, parcelId: string, change: Partial<Followed>): Order {
  const next = { ...followedOf(order, parcelId), ...change };
  return { ...order, followed: { ...order.followed, [parcelId]: next } };
}

/** Folds one event. */
export function evolveFollowing(order: Order, event: FollowingEvent, at: Instant): Order {
  const { parcelId } = event;
  switch (event.type) {
    case 'SentTold':
      return withFollowed(order, parcelId, { sentTold: true });
    case 'StorageTold':
      return withFollowed(order, parcelId, { toldDay: event.day });
    case 'StorageOver':
      return withFollowed(fetchedByNobody(order, parcelId), parcelId, { storageOver: true });
    case 'ReturnChased':
      return withFollowed(order, parcelId, { chasedAt: at });
    case 'LossTold':
      return withFollowed(order, parcelId, { lossTold: true });
    case 'BackTold': {
      const { version, givenBack, notTaken } = event;
      return withFollowed(order, parcelId, { backTold: { version, givenBack, notTaken } });
    }
    case 'HandOverMissed':
      return withFollowed(order, parcelId, { handOverAskedAt: at });
    case 'ParcelTakenForLost':
      return takenForLost(order, parcelId, at);
    case 'ParcelTakenBack':
      return takenBackAt(order, parcelId);
    case 'CarrierAsked':
      return asked(order, event, at);
    case 'CarrierUnreachable':
      return withFollowed(order, parcelId, { unreachableTold: true });
    case 'ReturnInspected':
      return withFollowed(order, parcelId, { inspected: event.lines });
    case 'DeliveryCostBooked': {
      const { money } = order;
      const deliveryCost = (money.deliveryCost ?? 0) + event.amount;
      const booked = withFollowed(order, parcelId, { costBooked: true });
      return { ...booked, money: { ...money, deliveryCost } };
    }
  }
}

/** It waited for its customer in vain: that it was wanted again before is over. */
function fetchedByNobody(order: Order, parcelId: string): Order {
  const parcels = order.parcels.map((one) => (one.id === parcelId ? noMoreWantedAgain(one) : one));
  return { ...order, parcels };
}

function takenForLost(order: Order, parcelId: string, at: Instant): Order {
  const lost = (parcel: Parcel): Parcel => ({
    ...parcel,
    state: 'lost',
    reason: 'silent',
    reportedAt: at,
  });
  const parcels = order.parcels.map((one) => (one.id === parcelId ? lost(one) : one));
  return { ...order, parcels };
}

function asked(order: Order, event: EventOf<'CarrierAsked'>, at: Instant): Order {
  const { parcelId, attempt, found } = event;
  const {
    failures = 0,
    unreachableSince = at,
    unreachableTold: _told,
    ...known
  } = followedOf(order, parcelId);
  const told = _told ? { unreachableTold: _told } : {};
  const now = { ...known, asked: attempt, askedAt: at };
  const next: Followed =
    found === 'unreachable' ? { ...now, ...told, failures: failures + 1, unreachableSince } : now;
  return { ...order, followed: { ...order.followed, [parcelId]: next } };
}

/** What any report of a carrier tells of following: that it speaks, and when the parcel came to the office. */
export function heardOf(
  before: Order,
  after: Order,
  { event, at }: { readonly event: EventOf<'ParcelReported'>; readonly at: Instant },
): Order {
  const { parcelId, reportedAt } = event;
  const parcel = after.parcels.find((one) => one.id === parcelId);
  if (!parcel) return after;
  const was = before.parcels.find((one) => one.id === parcelId);
  const heard = { heardAt: at, saidAt: latest(reportedAt, followedOf(after, parcelId).saidAt) };
  const isMoved = was?.state !== parcel.state || (event.counts && event.status === parcel.state);
  const isNew = parcel.state === 'at_pickup_point' && isMoved;
  if (!isNew) {
    const back = parcel.state === 'returning' ? { goesBack: true as const } : {};
    return withFollowed(after, parcelId, { ...heard, ...back });
  }
  // Arrived once more, its days of storage begin anew, and so does telling of them.
  const { toldDay: _told, storageOver: _over, cameTo: _to, ...known } = followedOf(after, parcelId);
  const arrived = { ...heard, arrivedAt: reportedAt < at ? reportedAt : at };
  const point = bringing(after, parcel)[0]?.content.pickupPointId;
  const next: Followed = { ...known, ...arrived, ...(point ? { cameTo: point } : {}) };
  return { ...after, followed: { ...after.followed, [parcelId]: next } };
}
