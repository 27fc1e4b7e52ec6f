/**
 * By which rule of the shop a parcel is followed, and when what follows from it falls due: how long it is kept,
 * when the customer is reminded, when its carrier has been silent for too long. Pure.
 */
import type { Instant } from '../../../calendar/instant';
import { latest, plus } from '../../../calendar/instant';
import { addDays, fromLocal, localDate } from '../../../calendar/local-time';
import type { FollowRule } from '../../../delivery/follow-rule';
import type { PartyKind } from '../../../parties/instruction';
import { hasLeft, isSettledParcel } from '../../../parties/parcel';
import type { Parcel } from '../../../parties/parcel';
import type { Terms } from '../../../policy/policy';
import { momentOnWorkingDayAfter } from '../../../policy/shop-hours';
import { suppliedDay } from '../../goods/supplied-day';
import type { OrderFact } from '../../events';
import type { Order } from '../../order';
import { isBrought } from '../../parties/brought';
import { carrierOf } from '../../parties/desired';
import { hasTask } from '../../tasks/asking';
import type { DeliveryMethod } from '../../wish';
import { followedOf } from './evolve-following';
import { isToBeFetched } from './lies-elsewhere';
import { setOutAt } from '../set-out-at';

/** The method whose rule a kind of carrier is followed by; couriers are looked after by the next-day check. */
const METHOD: Readonly<Partial<Record<PartyKind, DeliveryMethod>>> = {
  post: 'post',
  pickup_network: 'pickup',
  transport_company: 'transport',
};

/** The way of delivery that a carrier goes. */
export function methodOf({ parties }: Pick<Terms, 'parties'>, carrier: string): DeliveryMethod {
  const kind = parties.find(({ id }) => id === carrier)?.kind;
  return (kind && METHOD[kind]) ?? 'courier';
}

/** The rule by which parcels of a carrier are followed; null where they are not. */
export function ruleFor(terms: Terms, carrier: string): FollowRule | null {
  const method = methodOf(terms, carrier);
  return (method !== 'courier' && terms.policy.delivery.follow?.[method]) || null;
}

export interface Following {
  readonly parcel: Parcel;
  readonly rule: FollowRule;
}

/** Parcels whose story goes on and that are followed by a rule. */
export function followedParcels(order: Order, terms: Terms): readonly Following[] {
  return order.parcels
    .filter((parcel) => !isSettledParcel(parcel))
    .flatMap((parcel) => {
      const rule = ruleFor(terms, parcel.carrier);
      return rule ? [{ parcel, rule }] : [];
    });
}

/**
 * Whether all that is under way to the customer is followed, so that nobody asks "did it come?" on the promised day.
 * What has to come back first goes out by the carrier of the wish.
 */
export function isFollowed(order: Order, terms: Terms): boolean {
  const open = order.parcels.filter((parcel) => !isSettledParcel(parcel));
  const brought = open.filter((parcel) => isBrought(order, parcel));
  const carriers =
    brought.length > 0 ? brought.map(({ carrier }) => carrier) : [carrierOf(order, terms)];
  return open.length > 0 && carriers.every((carrier) => ruleFor(terms, carrier) !== null);
}

/** The day after it was to be handed over, or after somebody was last asked about it. */
function handOverCheckAt(order: Order, terms: Terms, parcelId: string): Instant {
  const { calendar, delivery } = terms.policy;
  const { zone } = calendar;
  const { handOverAskedAt } = followedOf(order, parcelId);
  if (handOverAskedAt) {
    const day = localDate(handOverAskedAt, zone);
    return momentOnWorkingDayAfter(calendar, day, delivery.checkAt);
  }
  const { window } = order.wish.delivery;
  const told = setOutAt(order);
  const begins = localDate(window ? latest(told, window.from) : told, zone);
  const supplied = suppliedDay(order, zone) ?? '';
  return momentOnWorkingDayAfter(calendar, supplied > begins ? supplied : begins, delivery.checkAt);
}

/** Days a parcel is kept: its point's own, else by the rule. */
function storageDays(order: Order, { parcel, rule }: Following, terms: Terms): number {
  const { storageDays: own, method } = order.wish.delivery;
  const isThere = parcel.carrier === terms.policy.carriers[method] && method === 'pickup';
  return isThere ? (own ?? rule.storageDays) : rule.storageDays;
}

/** A day of the shop's calendar so many days of storage on; day 1 is the day it came. */
function storageDate(arrivedAt: Instant, terms: Terms, day: number): string {
  return addDays(localDate(arrivedAt, terms.policy.calendar.zone), day - 1);
}

/** The last local day on which a parcel is kept; null where it has not come there. */
export function keptUntil(order: Order, terms: Terms, parcel: Parcel): string | null {
  const rule = ruleFor(terms, parcel.carrier);
  const { arrivedAt } = followedOf(order, parcel.id);
  if (!rule || !arrivedAt) return null;
  return storageDate(arrivedAt, terms, storageDays(order, { parcel, rule }, terms));
}

/** Days of storage on which the customer is told, with the moment each falls on; arrival is the first. */
export function storageTellings(
  order: Order,
  terms: Terms,
  following: Following,
): readonly { readonly day: number; readonly at: Instant }[] {
  const { parcel, rule } = following;
  const { arrivedAt, toldDay = 0 } = followedOf(order, parcel.id);
  if (!isToBeFetched(order, parcel) || !arrivedAt) return [];
  const { calendar, delivery } = terms.policy;
  const last = storageDays(order, following, terms);
  const reminders = rule.remindOn
    .filter((day) => day > 1 && day <= last)
    .map((day) => {
      const date = storageDate(arrivedAt, terms, day);
      return { day, at: fromLocal({ date, time: delivery.checkAt }, calendar.zone) };
    });
  return [{ day: 1, at: arrivedAt }, ...reminders].filter(({ day }) => day > toldDay);
}

/** When a parcel that has left is taken for lost, should nobody say another word of it. */
export function silentAt(order: Order, terms: Terms, following: Following): Instant | null {
  const { parcel, rule } = following;
  if (!hasLeft(parcel)) return null;
  const { heardAt } = followedOf(order, parcel.id);
  const since = heardAt ?? parcel.reportedAt ?? order.at;
  const silent = plus(since, `P${String(rule.silentDays)}D`);
  const until = parcel.state === 'at_pickup_point' ? keptUntil(order, terms, parcel) : null;
  if (until === null) return silent;
  const { calendar, delivery } = terms.policy;
  const date = addDays(until, rule.silentDays);
  return latest(silent, fromLocal({ date, time: delivery.checkAt }, calendar.zone));
}

/**
 * Until when its carrier is asked of a parcel that has not left: with a person at it, or an order that is being ended, for
 * as long as silence is borne of one that has; null where that has no end.
 */
function asksEndAt(order: Order, terms: Terms, { parcel, rule }: Following): Instant | null {
  if (hasLeft(parcel)) return null;
  const isSeenTo = hasTask(order, 'party_overdue', handOverOf(parcel.id));
  if (!isSeenTo && !order.closing) return null;
  return plus(handOverCheckAt(order, terms, parcel.id), `P${String(rule.silentDays)}D`);
}

/** When its carrier is asked next where a parcel is; null where it is not asked at all, or no more. */
export function nextAskAt(order: Order, terms: Terms, following: Following): Instant | null {
  const { parcel, rule } = following;
  if (!rule.ask || parcel.tracking === null) return null;
  const next = askAt(order, terms, { parcel, ask: rule.ask });
  const ends = asksEndAt(order, terms, following);
  return ends !== null && next > ends ? null : next;
}

/** By the hours of the rule since it was heard of or asked, sooner where nobody answered. */
function askAt(
  order: Order,
  terms: Terms,
  { parcel, ask }: { readonly parcel: Parcel; readonly ask: NonNullable<FollowRule['ask']> },
): Instant {
  const { askedAt, failures = 0, heardAt } = followedOf(order, parcel.id);
  const { everyHours, retryMinutes } = ask;
  const usual = `PT${String(everyHours)}H`;
  if (askedAt && failures > 0) {
    const minutes = retryMinutes[Math.min(failures, retryMinutes.length) - 1] ?? everyHours * 60;
    return plus(askedAt, `PT${String(minutes)}M`);
  }
  if (!hasLeft(parcel)) {
    const due = handOverCheckAt(order, terms, parcel.id);
    return askedAt ? latest(due, plus(askedAt, usual)) : due;
  }
  const heard = heardAt ?? parcel.reportedAt ?? order.at;
  return plus(latest(heard, askedAt), usual);
}

/** What the task is about that a parcel was not handed over. */
export const handOverOf = (parcelId: string): string => `handover:${parcelId}`;

/** What the task is about that nobody answers where a parcel is. */
export const trackingOf = (parcelId: string): string => `tracking:${parcelId}`;

/** What the task is about that nobody has fetched a parcel in the days it is kept. */
export const storageOf = (parcelId: string): string => `storage:${parcelId}`;

/** When a person is asked to have back what nobody has fetched; null where it does not wait, or was asked for. */
export function storageOverAt(order: Order, terms: Terms, parcel: Parcel): Instant | null {
  if (!isToBeFetched(order, parcel) || followedOf(order, parcel.id).storageOver) return null;
  const until = keptUntil(order, terms, parcel);
  const { calendar, delivery } = terms.policy;
  return until && momentOnWorkingDayAfter(calendar, until, delivery.checkAt);
}

/**
 * "09.12": until which day all that waits is kept, so that none is missed; of what waits no more, the last one.
 * Null where none has come.
 */
export function keptUntilText(order: Order, terms: Terms): string | null {
  const daysOf = (parcels: readonly Parcel[]): readonly string[] =>
    parcels.flatMap((parcel) => keptUntil(order, terms, parcel) ?? []).sort();
  const waiting = daysOf(
    order.parcels.filter((parcel) => isToBeFetched(order, parcel) && isBrought(order, parcel)),
  );
  const until = waiting[0] ?? daysOf(order.parcels).at(-1);
  const [, month = '', day = ''] = until?.split('-') ?? [];
  return day === '' ? null : `${day}.${month}`;
}

/** Whether the customer has heard the same of another parcel that came to the same place on the same day. */
export function isToldWith(
  order: Order,
  terms: Terms,
  { parcel, day }: { readonly parcel: Parcel; readonly day: number },
): boolean {
  const { zone } = terms.policy.calendar;
  const came = (id: string): string | null => {
    const { arrivedAt } = followedOf(order, id);
    return arrivedAt ? localDate(arrivedAt, zone) : null;
  };
  return order.parcels.some(
    ({ id, state, carrier }) =>
      id !== parcel.id &&
      carrier === parcel.carrier &&
      state === 'at_pickup_point' &&
      came(id) === came(parcel.id) &&
      (followedOf(order, id).toldDay ?? 0) >= day,
  );
}

/** When a person is asked why a parcel was not handed over; null while its carrier is asked first, or nobody. */
export function handOverDue(order: Order, terms: Terms, following: Following): Instant | null {
  const { parcel, rule } = following;
  if (hasLeft(parcel) || hasTask(order, 'party_overdue', handOverOf(parcel.id))) return null;
  const due = handOverCheckAt(order, terms, parcel.id);
  const { askedAt } = followedOf(order, parcel.id);
  const isAskedFirst = rule.ask !== undefined && parcel.tracking !== null;
  return isAskedFirst && (!askedAt || askedAt < due) ? null : due;
}

/** Who ends the task about it as chased has asked once more, today: it is looked at again the day after. */
export function handOverChased({ parcels }: Order, about: string | null): readonly OrderFact[] {
  return parcels
    .filter((parcel) => handOverOf(parcel.id) === about && !hasLeft(parcel))
    .map(({ id, carrier }) => ({ type: 'HandOverMissed', parcelId: id, party: carrier }));
}

/** When it is looked at next whether a parcel was handed over: by a person, or by asking its carrier. */
export function handOverLookAt(order: Order, terms: Terms, following: Following): Instant | null {
  return handOverDue(order, terms, following) ?? nextAskAt(order, terms, following);
}
