/**
 * Goods on the call card: a line as it is read out, and what may be offered beside or instead. Pure.
 */
import type { Product } from '../../../database/stock/products';
import { ATTRIBUTE_WORDS, LINE_SAID } from '../../../domain/messages/words/card-texts';
import { sayText } from '../../../domain/messages/catalogue';
import type { Locale } from '../../../domain/messages/catalogue';
import { moneyText } from '../../../domain/messages/letter';
import type { Order } from '../../../domain/order/order';
import type { Line } from '../../../domain/order/wish';
import type { CallCardOut } from '../../schemas/call-card';
import { lineView } from '../line-view';

/** One wanted line with size and colour, and the sentence to be read out. */
export function cardLine(order: Order, line: Line, locale: Locale): CallCardOut['lines'][number] {
  const { id, sku, title, attributes, price, quantity, prepaidOnly, short } = lineView(order, line);
  const { currency } = order.wish;
  const details = Object.entries(attributes).map(
    ([name, value]) => `${ATTRIBUTE_WORDS[name]?.[locale] ?? name} ${value}`,
  );
  return {
    ...{ id, sku, title, attributes, quantity, price, prepaidOnly, short },
    size: attributes['size'] ?? null,
    colour: attributes['colour'] ?? attributes['color'] ?? null,
    sum: { amount: line.price * quantity, currency },
    said: sayText(LINE_SAID, locale, {
      item: [title, ...details].join(', '),
      quantity: String(quantity),
      price: moneyText(line.price, currency, locale),
    }),
  };
}

/** Goods that may be offered; nothing where the shop does not describe them. */
export function goodsView(
  product: Product | undefined,
  free: ReadonlyMap<string, number>,
): CallCardOut['accessories'] {
  if (!product) return [];
  const { sku, title, attributes } = product;
  const available = Math.max(0, free.get(sku) ?? 0);
  return [{ sku, title, attributes: { ...attributes }, available }];
}
