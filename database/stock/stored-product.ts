/**
 * What searching for goods needs to know of products as they are kept: who offers them in the shop's currency, and
 * whether they leave only after they are paid, of which group they are. Pure.
 */
import type { ForSale } from '../../domain/order/amendment/imagined';
import type { Offer } from '../../domain/stock/offers';

/** An offer as the product keeps it: its price is money, its quality perhaps a word. */
type StoredOffer = Omit<Offer, 'price' | 'quality'> & {
  readonly price: { readonly amount: number; readonly currency: string };
  readonly quality?: number | string | null;
};

export interface StoredProduct {
  readonly sku: string;
  readonly offers: readonly StoredOffer[] | null;
  readonly prepaid: boolean;
  readonly group: string | null;
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
