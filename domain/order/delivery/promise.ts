/**
 * What the customer was promised and what the parties now say: the promised day, when it is checked,
 * and whether a delay is foreseen. Pure functions of the order; nobody is told here.
 */
import type { Instant } from '../../calendar/instant';
import { latest } from '../../calendar/instant';
import { addDays, localDate } from '../../calendar/local-time';
import type { LocalDate } from '../../calendar/local-time';
import { isLive } from '../../parties/instruction';
import { isSettledParcel } from '../../parties/parcel';
import { zoneOf } from '../../delivery/zone-of';
import { partyOf } from '../../policy/policy';
import type { Terms } from '../../policy/policy';
import { momentOnWorkingDayAfter, workingDaysAfter } from '../../policy/shop-hours';
import { isBrought } from '../parties/brought';
import { carrierOf } from '../parties/desired';
import { isOutOfHand } from '../parties/in-hand';
import type { Order } from '../order';
import { endOfSupply, suppliedDay } from '../goods/supplied-day';
import { setOutAt } from './set-out-at';

/**
 * The local day the delivery is promised for; never a day before it was instructed or planned anew, nor
 * before the suppliers it relies on can have delivered.
 */
export function promisedDay(order: Order, terms: Terms): LocalDate {
  const { zone } = terms.policy.calendar;
  const { window, method } = order.wish.delivery;
  const instructed = order.instructedAt ?? order.placedAt;
  const supplied = suppliedDay(order, zone) ?? '';
  if (window) {
    const wished = localDate(latest(window.to, instructed), zone);
    return supplied > wished ? supplied : wished;
  }
  const counted = localDate(setOutAt(order), zone);
  const begins = supplied > counted ? supplied : counted;
  const area = zoneOf(terms.policy.deliveryWays, order.wish.delivery);
  if (!area) return addDays(begins, terms.policy.delivery.promisedDays[method]);
  const { calendar } = partyOf(terms, carrierOf(order, terms));
  return workingDaysAfter(calendar ?? terms.policy.calendar, begins, area.days.to);
}

/** The end of the day on which the last supplier has delivered; null where that is in good time. */
function suppliedTooLate(order: Order, terms: Terms): Instant | null {
  const { zone } = terms.policy.calendar;
  const { window } = order.wish.delivery;
  const supplied = suppliedDay(order, zone);
  if (!window || !supplied || supplied <= localDate(window.to, zone)) return null;
  return endOfSupply(supplied, zone);
}

/** The latest moment at which those who pack and bring say they can; null where nobody says. */
function expectedAt(order: Order): Instant | null {
  const packed = order.instructions
    .filter((one) => isLive(one) && !isOutOfHand(order, one))
    .map((one) => one.expectedAt);
  const brought = order.parcels
    .filter((parcel) => !isSettledParcel(parcel) && isBrought(order, parcel))
    .map((parcel) => parcel.expectedAt);
  return [...packed, ...brought].reduce((last, at) => (at && at > (last ?? '') ? at : last), null);
}

function latestOf(one: Instant | null, other: Instant | null): Instant | null {
  return one && other ? latest(one, other) : (one ?? other);
}

/** The moment it is expected, where that is later than the customer was promised; else null (R113). */
export function foreseenDelay(order: Order, terms: Terms): Instant | null {
  const at = latestOf(expectedAt(order), suppliedTooLate(order, terms));
  if (!at) return null;
  const { window } = order.wish.delivery;
  const { zone } = terms.policy.calendar;
  const isLate = window ? at > window.to : localDate(at, zone) > promisedDay(order, terms);
  return isLate ? at : null;
}

/** When the next-day check falls (R25): the shop's hour on the first working day after the delivery is due. */
export function checkAt(order: Order, terms: Terms): Instant {
  const { calendar, delivery } = terms.policy;
  const promised = promisedDay(order, terms);
  const late = foreseenDelay(order, terms);
  const expected = late ? localDate(late, calendar.zone) : promised;
  const day = expected > promised ? expected : promised;
  return momentOnWorkingDayAfter(calendar, day, delivery.checkAt);
}
