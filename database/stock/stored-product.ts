/**
 * What searching for goods needs to know of products as they are kept: who offers them in the shop's currency, and
 * whether they leave only after they are paid, of which group they are, whether they cannot wait. Pure.
 */
import type { ForSale } from '../../domain/order/amendment/imagined';
import type { Offer } from '../../domain/stock/offers';

/** An offer as the product keeps it: its price is money, its quality perhaps a word. */
type StoredOffer = Omit<Offer, 'price' | 'quality'> & {
  readonly price: { readonly amount: number; readonly currency: string };
  readonly quality?: number | string | null;
};

/** What is read of a product to tell what kind of goods it is. */
export interface StoredKind {
  readonly sku: string;
  readonly prepaid: boolean;
  readonly group: string | null;
  readonly urgent: boolean;
}

export interface StoredProduct extends StoredKind {
  readonly offers: readonly StoredOffer[] | null;
}

/** What a line keeps of its product from the moment it is ordered. */
export interface GoodsKind {
  readonly prepaidOnly: boolean;
  readonly group?: string;
  readonly urgent?: true;
}

function toOffer({ quality, price, ...offer }: StoredOffer): Offer {
  return {
    ...offer,
    price: price.amount,
    ...(typeof quality === 'number' ? { quality } : {}),
  };
}

/** Products by SKU; offers in another currency cannot be compared and are none. */
export function productsFrom(
  stored: readonly StoredProduct[],
  currency: string,
): ForSale['products'] {
  return Object.fromEntries(
    stored.map(({ sku, offers, prepaid, group }) => {
      const comparable = (offers ?? []).filter((one) => one.price.currency === currency);
      const named = group === null ? {} : { group };
      return [sku, { offers: comparable.map(toOffer), prepaidOnly: prepaid, ...named }];
    }),
  );
}

/** Kinds of goods by SKU, as a line keeps them. */
export function kindsFrom(stored: readonly StoredKind[]): ReadonlyMap<string, GoodsKind> {
  return new Map(
    stored.map(({ sku, prepaid: prepaidOnly, group, urgent }) => {
      const known = { prepaidOnly, ...(group === null ? {} : { group }) };
      return [sku, urgent ? { ...known, urgent } : known];
    }),
  );
}
