/**
 * Delivery and payment on the call card: what was chosen and what else there is, each with its price,
 * "paid" or "free" said at once, its term and the ways to pay it allows. Pure.
 */
import {
  DELIVERY_FREE,
  DELIVERY_PAID,
  DELIVERY_WORDS,
  PAYMENT_WORDS,
} from '../../domain/messages/card-texts';
import { sayText } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';
import { moneyText } from '../../domain/messages/letter';
import { isAddressWhole } from '../../domain/order/contact/address-whole';
import { orderTotals } from '../../domain/order/money/totals';
import { wantedLines } from '../../domain/order/wish';
import type { PaymentMethod } from '../../domain/order/wish';
import type { DeliveryWay } from '../../domain/policy/call-card';
import type { CallCardOut } from '../schemas/call-card';
import { deliveryView } from './order-view';
import type { Shown } from './order-view';

/** The delivery chosen, with the address to be checked, and the other ways. */
export function cardDelivery(shown: Shown): Pick<CallCardOut, 'delivery' | 'deliveryWays'> {
  const { found, terms, personal } = shown;
  const { delivery, currency } = found.order.wish;
  const { method } = delivery;
  const view = deliveryView(delivery, currency, personal);
  return {
    delivery: {
      ...view,
      title: DELIVERY_WORDS[method][terms.policy.locale],
      free: delivery.price === 0,
      addressWhole: isAddressWhole(method, view.address),
    },
    deliveryWays: (terms.policy.callCard?.deliveryWays ?? []).map((way) => wayView(shown, way)),
  };
}

function wayView({ found, terms }: Shown, way: DeliveryWay): CallCardOut['deliveryWays'][number] {
  const { order } = found;
  const { locale, delivery } = terms.policy;
  const { currency } = order.wish;
  const isFree =
    way.price === 0 || (way.freeFrom !== null && orderTotals(order).goods >= way.freeFrom);
  const price = isFree ? 0 : way.price;
  const days = delivery.promisedDays[way.method];
  const title = DELIVERY_WORDS[way.method][locale];
  return {
    method: way.method,
    title,
    chosen: way.method === order.wish.delivery.method,
    price: { amount: price, currency },
    free: isFree,
    days,
    said: sayText(isFree ? DELIVERY_FREE : DELIVERY_PAID, locale, {
      way: title,
      price: moneyText(price, currency, locale),
      days: String(days),
    }),
    payments: way.payments.map((method) => paymentView(method, locale)),
    pickupPoint: null,
  };
}

function paymentView(method: PaymentMethod, locale: Locale) {
  return {
    method,
    title: PAYMENT_WORDS[method][locale],
    cashOnDelivery: method === 'cash' || method === 'cod_post',
  };
}

/** How it is to be paid, how else it may be, and which lines leave only when they are paid. */
export function cardPayment({ found, terms }: Shown): CallCardOut['payment'] {
  const { wish } = found.order;
  const { locale, callCard } = terms.policy;
  const way = callCard?.deliveryWays.find(({ method }) => method === wish.delivery.method);
  return {
    method: wish.payment,
    title: PAYMENT_WORDS[wish.payment][locale],
    ways: (way?.payments ?? []).map((method) => paymentView(method, locale)),
    prepaidOnly: wantedLines(wish).flatMap((line) => (line.prepaidOnly ? [line.id] : [])),
  };
}
