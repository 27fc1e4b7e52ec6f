/**
 * What is to come back to the shop, by when, and whether somebody deals with it: all that is out of an order being ended
 * or over, else what its carrier is to bring no more and what is wanted once more. Asks nobody itself.
 */
import type { Instant } from '../../../calendar/instant';
import { latest } from '../../../calendar/instant';
import { addDays, localDate } from '../../../calendar/local-time';
import { isOut, isSettledParcel } from '../../../parties/parcel';
import type { Parcel } from '../../../parties/parcel';
import type { Terms } from '../../../policy/policy';
import { momentOnWorkingDayAfter } from '../../../policy/shop-hours';
import type { OrderFact } from '../../events';
import type { Order } from '../../order';
import { bringing } from '../../parties/brought';
import { isAnyOut } from '../../parties/in-hand';
import { hasTask } from '../../tasks/asking';
import type { DeliveryMethod } from '../../wish';
import { followedOf } from '../following/evolve-following';
import { methodOf, storageOf } from '../following/followed';

/** What the task is about that goods are to be brought back. */
export const STILL_OUT = 'still_out';

/** When its carrier agreed to bring it back, or said that it does although it is wanted; null where it does not. */
function comingSince(order: Order, parcel: Parcel): Instant | null {
  if (!isOut(parcel) || isSettledParcel(parcel)) return null;
  const told = bringing(order, parcel);
  const [first] = told;
  if (first && told.every(({ state }) => state === 'called_off')) {
    return first.agreedAt ?? first.askedAt;
  }
  return parcel.state === 'returning' && parcel.wantedAgain ? parcel.reportedAt : null;
}

/** Parcels that come back so that their goods can go out once more. */
export function calledBack(order: Order): readonly Parcel[] {
  return order.parcels.filter((parcel) => comingSince(order, parcel) !== null);
}

/** Since when everything that is out is awaited back; null while the order goes on. */
const overSince = ({ closing, check }: Order): Instant | null => closing?.at ?? check.passedAt;

/** Whether goods are awaited back. */
export function isAwaitedBack(order: Order): boolean {
  if (order.closed) return false;
  return overSince(order) ? isAnyOut(order) : calledBack(order).length > 0;
}

/** The hour of the shop's check on the first working day after as many days as the way to the customer takes. */
function afterWay({ policy }: Terms, since: Instant, method: DeliveryMethod): Instant {
  const { calendar, delivery } = policy;
  const day = addDays(localDate(since, calendar.zone), delivery.promisedDays[method]);
  return momentOnWorkingDayAfter(calendar, day, delivery.checkAt);
}

/** Parcels that are awaited back. */
function awaitedBack(order: Order): readonly Parcel[] {
  if (!isAwaitedBack(order)) return [];
  return overSince(order) ? order.parcels.filter(isOut) : calledBack(order);
}

interface Due {
  readonly parcel: Parcel;
  readonly at: Instant;
}

/** By when each parcel that is awaited should be back, what is due first before the others. */
function duesBack(order: Order, terms: Terms): readonly Due[] {
  const over = overSince(order);
  return awaitedBack(order)
    .map((parcel): Due => {
      const since = over ?? comingSince(order, parcel) ?? order.at;
      const { chasedAt } = followedOf(order, parcel.id);
      const way = over ? order.wish.delivery.method : methodOf(terms, parcel.carrier);
      return { parcel, at: afterWay(terms, latest(since, chasedAt), way) };
    })
    .sort((one, other) => one.at.localeCompare(other.at));
}

/** By when the first of what is awaited should be back. Null where nothing is. */
export function backBy(order: Order, terms: Terms): Instant | null {
  if (!isAwaitedBack(order)) return null;
  const over = overSince(order);
  const [first] = duesBack(order, terms);
  return first?.at ?? (over && afterWay(terms, over, order.wish.delivery.method));
}

/** A person has asked a party for what is awaited: that one is given its time once more, and nobody else. */
export function returnChased(order: Order, party: string): readonly OrderFact[] {
  return awaitedBack(order)
    .filter(({ carrier }) => carrier === party)
    .map(({ id: parcelId }): OrderFact => ({ type: 'ReturnChased', parcelId, party }));
}

/** What a task may be about in which a person asks for what is to go out once more. */
function chasedAs(order: Order): readonly string[] {
  return [STILL_OUT, ...calledBack(order).map(({ id }) => storageOf(id))];
}

/** Whether who ends a task about this as chased has asked for what comes back. */
export function isAboutBack(order: Order, about: string | null): boolean {
  return about !== null && chasedAs(order).includes(about);
}

/** Whether a person deals with who has the goods already: one task is enough. */
export function isChasedBack(order: Order): boolean {
  if (overSince(order)) return hasTask(order, 'party_overdue') || hasTask(order, 'party_refused');
  return chasedAs(order).some((about) => hasTask(order, 'party_overdue', about));
}

/** Who should be back first of those who are to bring something, or brought the last that there was. */
export function backFrom(order: Order, terms: Terms): string | null {
  const [first] = duesBack(order, terms);
  return (first?.parcel ?? order.parcels.find(isOut) ?? order.parcels.at(-1))?.carrier ?? null;
}
