/**
 * The call card: what the order, the goods and the shop's policy say, put in the order in which it is
 * said aloud, in the shop's language. Pure; it decides nothing.
 */
import type { Alternatives } from '../../../database/stock/alternatives';
import type { Product } from '../../../database/stock/products';
import type { Instant } from '../../../domain/calendar/instant';
import type { DeliveryOption } from '../../../domain/delivery/delivery-options';
import { GREETING } from '../../../domain/messages/words/card-texts';
import { sayText } from '../../../domain/messages/catalogue';
import { orderTotals } from '../../../domain/order/money/totals';
import { wantedLines } from '../../../domain/order/wish';
import type { Promotion } from '../../../domain/policy/call-card';
import type { CallCardOut } from '../../schemas/call-card';
import { callBackView } from './call-back-view';
import { cardDelivery, cardPayment } from './card-delivery-view';
import { cardLine, goodsView } from './card-line-view';
import { lineView } from '../line-view';
import { customerOf, notesOf, totalsView } from '../order-view';
import type { Shown } from '../order-view';

/** All that the card is made from. */
export interface CardGiven extends Shown {
  readonly alternatives: Alternatives;
  readonly products: ReadonlyMap<string, Product>;
  /** Pieces free in all warehouses, by SKU. */
  readonly free: ReadonlyMap<string, number>;
  readonly at: Instant;
  readonly options: readonly DeliveryOption[];
}

/** The whole card. */
export function callCardView(given: CardGiven): CallCardOut {
  const { found, terms, personal, at } = given;
  const { order } = found;
  const { policy } = terms;
  const { locale, title } = policy;
  const { wish } = order;
  const { name, phone, email } = customerOf(order, personal);
  const named = { shop: title, name: name ?? '', number: order.number };
  return {
    orderId: order.id,
    shop: order.shop,
    shopTitle: title,
    locale,
    version: wish.version,
    greeting: sayText(policy.callCard?.greeting ?? GREETING, locale, named),
    script: (policy.callCard?.script ?? []).map((point) => sayText(point, locale, named)),
    identify: { number: order.number, name },
    customer: {
      ...{ phone, email },
      known: order.knownCustomer === true,
      timeZone: wish.contact.zone,
      contactHours: wish.contact.hours && { ...wish.contact.hours },
      wrongNumber: order.contact.wrongNumber,
    },
    callBack: callBackView(order, terms),
    attempts: order.contact.attempts,
    lines: wantedLines(wish).map((line) => cardLine(order, line, locale)),
    shortages: shortagesOf(given),
    promotions: (policy.callCard?.promotions ?? [])
      .filter((promotion) => runs(promotion, at))
      .map(({ text }) => sayText(text, locale)),
    accessories: accessoriesOf(given),
    ...cardDelivery(given, given.options),
    payment: cardPayment(given),
    totals: totalsView(orderTotals(order), wish.currency),
    notes: notesOf(personal),
  };
}

function runs({ from, until }: Promotion, at: Instant): boolean {
  return (from === null || from <= at) && (until === null || at < until);
}

/** What is short, with what may be taken instead and how much of it there is. */
function shortagesOf({ found, alternatives }: CardGiven): CallCardOut['shortages'] {
  const { order } = found;
  return wantedLines(order.wish).flatMap((line) => {
    const { id: lineId, sku, title, quantity: wanted } = line;
    const { short, alternatives: instead = [] } = lineView(order, line, alternatives);
    return short > 0 ? [{ lineId, sku, title, wanted, short, alternatives: instead }] : [];
  });
}

/** Nobody listens to more. */
const MOST_OFFERED = 10;

/** What goes with the goods, is there, and is not ordered yet. */
function accessoriesOf({ found, products, free }: CardGiven): CallCardOut['accessories'] {
  const ordered = wantedLines(found.order.wish).map(({ sku }) => sku);
  const skus = ordered.flatMap((sku) => products.get(sku)?.accessories ?? []);
  return [...new Set(skus)]
    .filter((sku) => !ordered.includes(sku) && (free.get(sku) ?? 0) > 0)
    .slice(0, MOST_OFFERED)
    .flatMap((sku) => goodsView(products.get(sku), free));
}
