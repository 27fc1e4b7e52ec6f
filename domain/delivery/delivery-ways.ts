/**
 * How a shop brings its goods, as data of its policy: ways, zones with price and term, goods that a way does
 * not take. Data only; which of it fits an order is found beside.
 */
import type { DeliveryMethod, PaymentMethod } from '../order/wish';

export interface Location {
  readonly lat: number;
  readonly lon: number;
}

/** Where something is to be brought, as far as price and term depend on it. */
export interface Place {
  readonly country: string;
  readonly postalCode: string | null;
  readonly location: Location | null;
}

/** Places of one price and term. The zone with the longest fitting beginning of the postal code counts. */
export interface DeliveryZone {
  /** Unique within its way; orders keep it. */
  readonly id: string;
  readonly country: string;
  /** Beginnings of postal codes; none for the whole country. */
  readonly postalPrefixes: readonly string[];
  /** Who brings it here instead of the method's usual carrier. */
  readonly carrier?: string;
  /** Minor units of the shop's currency. */
  readonly price: number;
  /** Goods of this sum or more travel free; null where they never do. */
  readonly freeFrom: number | null;
  /** Working days of the carrier from the order to the first and to the last day it may come. */
  readonly days: { readonly from: number; readonly to: number };
}

export interface DeliveryWay {
  readonly method: DeliveryMethod;
  readonly payments: readonly PaymentMethod[];
  /** Product groups that do not go this way. */
  readonly notFor: readonly string[];
  readonly zones: readonly DeliveryZone[];
}

export interface DeliveryWays {
  readonly ways: readonly DeliveryWay[];
  /** Product groups nobody can wait for, beside the products marked so (R66). */
  readonly urgentGroups: readonly string[];
  /** A way that may take more working days is not offered for urgent goods. */
  readonly urgentDays: number;
  /** Where the places of postal codes are about, for addresses without a location of their own. */
  readonly postalCentres: readonly {
    readonly country: string;
    readonly prefix: string;
    readonly location: Location;
  }[];
}
