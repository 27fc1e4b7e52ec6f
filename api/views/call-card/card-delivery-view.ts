/**
 * Delivery and payment on the call card: what was chosen and what else there is, each with its price,
 * "paid" or "free" said at once, its term and the ways to pay it allows. Pure.
 */
import type { DeliveryOption } from '../../../domain/delivery/delivery-options';
import {
  DELIVERY_FREE,
  DELIVERY_PAID,
  DELIVERY_WORDS,
  PAYMENT_WORDS,
} from '../../../domain/messages/words/card-texts';
import { sayText } from '../../../domain/messages/catalogue';
import type { Locale } from '../../../domain/messages/catalogue';
import { moneyText } from '../../../domain/messages/letter';
import { isAddressWhole } from '../../../domain/order/contact/address-whole';
import { wantedLines } from '../../../domain/order/wish';
import type { PaymentMethod } from '../../../domain/order/wish';
import type { CallCardOut } from '../../schemas/call-card';
import { deliveryView } from '../order-view';
import type { Shown } from '../order-view';

/** The delivery chosen, with the address to be checked, and the ways there are. */
export function cardDelivery(
  shown: Shown,
  options: readonly DeliveryOption[],
): Pick<CallCardOut, 'delivery' | 'deliveryWays'> {
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
    deliveryWays: options.map((option) => wayView(shown, option)),
  };
}

function wayView(
  { found, terms }: Shown,
  { method, price, free, days, payments, pickupPoint }: DeliveryOption,
): CallCardOut['deliveryWays'][number] {
  const { wish } = found.order;
  const { locale } = terms.policy;
  const title = DELIVERY_WORDS[method][locale];
  return {
    method,
    title,
    chosen: method === wish.delivery.method,
    price: { amount: price, currency: wish.currency },
    free,
    days: days.to,
    said: sayText(free ? DELIVERY_FREE : DELIVERY_PAID, locale, {
      way: title,
      price: moneyText(price, wish.currency, locale),
      days: String(days.to),
    }),
    payments: payments.map((payment) => paymentView(payment, locale)),
    pickupPoint: pickupPoint && { ...pickupPoint, address: { ...pickupPoint.address } },
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
  const { locale, deliveryWays } = terms.policy;
  const way = deliveryWays?.ways.find(({ method }) => method === wish.delivery.method);
  return {
    method: wish.payment,
    title: PAYMENT_WORDS[wish.payment][locale],
    ways: (way?.payments ?? []).map((method) => paymentView(method, locale)),
    prepaidOnly: wantedLines(wish).flatMap((line) => (line.prepaidOnly ? [line.id] : [])),
  };
}
