/**
 * The wish: what the customer wants now. It has a version and only an amendment changes it.
 * Holds ids of personal data, never the data.
 */
import type { Instant } from '../calendar/instant';

export interface Line {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly quantity: number;
  /** Minor units of the order's currency for one piece. */
  readonly price: number;
  readonly prepaidOnly: boolean;
  readonly removed: boolean;
  /** The group of goods it was of when it was wished; absent where the shop names none or none was kept yet. */
  readonly group?: string;
  /** Goods that could not wait when they were wished, whatever their group. */
  readonly urgent?: boolean;
}

export type DeliveryMethod = 'courier' | 'post' | 'pickup' | 'transport';
export type PaymentMethod = 'cash' | 'card_on_delivery' | 'prepaid' | 'cod_post';
export type CustomerChannel = 'sms' | 'email' | 'voice' | 'chat';

export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Delivery {
  readonly method: DeliveryMethod;
  readonly addressId: string | null;
  readonly pickupPointId: string | null;
  readonly window: Window | null;
  /** Minor units. */
  readonly price: number;
  /** Nothing is missing for a carrier to find the place, as the API saw when it kept the address. */
  readonly addressWhole?: boolean;
  /** The zone of the way in which the place lies, as the API saw it; absent where the shop knows none. */
  readonly zone?: string;
  /** Days the pickup point keeps a parcel; absent where its carrier's rule counts. */
  readonly storageDays?: number;
}

/** How the customer may be reached; the data themselves stand under `personalId`. */
export interface Contact {
  readonly personalId: string;
  /** Under which personal data number and address were first given, where not under `personalId`. */
  readonly phoneId?: string;
  readonly emailId?: string;
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
  readonly locale: 'ru' | 'en';
  readonly zone: string;
  readonly channel: CustomerChannel;
  readonly hours: { readonly from: string; readonly to: string } | null;
}

/** A promo code as it was given: a share of the goods or a sum, for some goods or for all. */
export interface Promo {
  readonly code: string;
  readonly percent: number | null;
  /** Minor units. */
  readonly sum: number | null;
  /** Goods it is for by name, and by their group; for all where neither is given. */
  readonly skus: readonly string[] | null;
  readonly groups?: readonly string[] | null;
}

export interface Wish {
  readonly version: number;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly delivery: Delivery;
  readonly payment: PaymentMethod;
  readonly contact: Contact;
  readonly promo?: Promo;
  /** Codes of certificates, in the order in which they pay. */
  readonly certificates?: readonly string[];
}

/** Pieces of a line that are wished: none once it is removed. */
export function wishedOf({ removed, quantity }: Pick<Line, 'removed' | 'quantity'>): number {
  return removed ? 0 : quantity;
}

/** Lines the customer still wants. */
export function wantedLines(wish: Wish): readonly Line[] {
  return wish.lines.filter((line) => !line.removed);
}
