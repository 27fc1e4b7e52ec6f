/**
 * Which ways of delivery there are for a place and some goods, with price and term: the one answer for the
 * storefront and the manager on the phone (R34, R65, R66, R83, R85, R111, R112). Pure.
 */
import type { Instant } from '../calendar/instant';
import { localDate } from '../calendar/local-time';
import type { LocalDate } from '../calendar/local-time';
import type { WorkingCalendar } from '../calendar/working-calendar';
import type { DeliveryMethod, PaymentMethod } from '../order/wish';
import type { Terms } from '../policy/policy';
import { closingOn, openingFrom, openingOn, workingDaysAfter } from '../policy/shop-hours';
import type { DeliveryWay, Place } from './delivery-ways';
import type { PickupPoint } from './pickup-point';
import { locationOf, priceIn, zoneAt } from './zone-of';

export interface DeliveryOption {
  readonly method: DeliveryMethod;
  readonly carrier: string;
  readonly zone: string;
  /** Minor units of the shop's currency. */
  readonly price: number;
  readonly free: boolean;
  readonly days: { readonly from: number; readonly to: number };
  /** Opening of the first day it may come, closing of the last. */
  readonly from: Instant;
  readonly to: Instant;
  readonly payments: readonly PaymentMethod[];
  /** The one nearest point; null for other ways, and where `reason` tells why. */
  readonly pickupPoint: PickupPoint | null;
  readonly reason: 'place_unknown' | 'no_point' | null;
}

export interface OptionsWanted {
  readonly place: Place;
  readonly goods: {
    /** Minor units. */
    readonly sum: number;
    readonly groups: readonly string[];
    /** Some product is marked as urgent. */
    readonly urgent: boolean;
  };
  /** The active point of each carrier that is nearest to the place. */
  readonly nearest: ReadonlyMap<string, PickupPoint>;
  readonly at: Instant;
}

/** The working days on which something ordered at a moment may come. */
function termDays(
  calendar: WorkingCalendar,
  at: Instant,
  days: { readonly from: number; readonly to: number },
): { readonly from: LocalDate; readonly to: LocalDate } {
  // What is ordered after closing is taken up with the next opening.
  const begins = localDate(openingFrom(calendar, at), calendar.zone);
  const on = (count: number): LocalDate => workingDaysAfter(calendar, begins, count);
  return { from: on(days.from), to: on(days.to) };
}

function calendarOf({ policy, parties }: Terms, carrier: string): WorkingCalendar {
  return parties.find(({ id }) => id === carrier)?.calendar ?? policy.calendar;
}

/** Ways by the order in which the policy names them; those that do not go there or take the goods are left out. */
export function deliveryOptions(terms: Terms, wanted: OptionsWanted): readonly DeliveryOption[] {
  const { deliveryWays } = terms.policy;
  return (deliveryWays?.ways ?? []).flatMap((way) => {
    const option = optionOf(terms, way, wanted);
    return option ? [option] : [];
  });
}

function optionOf(terms: Terms, way: DeliveryWay, wanted: OptionsWanted): DeliveryOption | null {
  const { deliveryWays, carriers } = terms.policy;
  const { place, goods, nearest, at } = wanted;
  const zone = zoneAt(way, place);
  if (!zone || goods.groups.some((group) => way.notFor.includes(group))) return null;
  const isUrgent =
    goods.urgent || goods.groups.some((group) => deliveryWays?.urgentGroups.includes(group));
  if (isUrgent && zone.days.to > (deliveryWays?.urgentDays ?? 0)) return null;
  const carrier = zone.carrier ?? carriers[way.method];
  const calendar = calendarOf(terms, carrier);
  const days = termDays(calendar, at, zone.days);
  const price = priceIn(zone, goods.sum);
  const isPickup = way.method === 'pickup';
  const pickupPoint = isPickup ? (nearest.get(carrier) ?? null) : null;
  const isPlaceKnown = locationOf(deliveryWays, place) !== null;
  return {
    method: way.method,
    carrier,
    zone: zone.id,
    price,
    free: price === 0,
    days: zone.days,
    from: openingOn(calendar, days.from),
    to: closingOn(calendar, days.to),
    payments: way.payments,
    pickupPoint,
    reason: isPickup && !pickupPoint ? (isPlaceKnown ? 'no_point' : 'place_unknown') : null,
  };
}
