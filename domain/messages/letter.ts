/**
 * What a letter may say of an order, ready for a template: texts only, in the customer's language.
 */
import { fractionDigits, wholeUnits } from '../money/decimal';
import type { Order } from '../order/order';
import { isOut } from '../parties/parcel';
import { isBrought } from '../order/parties/brought';
import { sumRows } from '../order/money/sum-rows';
import { orderTotals, prepaymentOwed } from '../order/money/totals';
import { wantedLines } from '../order/wish';
import { addressText } from './address-text';
import { momentText } from './catalogue';
import type { Locale } from './catalogue';
import { FREE, SUM_WORDS } from './words/sum-words';
import type { Text } from './words/texts';

const DELIVERY: Readonly<Record<string, Text>> = {
  courier: { en: 'courier', ru: 'курьером' },
  post: { en: 'post', ru: 'почтой' },
  pickup: { en: 'pickup point', ru: 'в пункт выдачи' },
  transport: { en: 'transport company', ru: 'транспортной компанией' },
};

const REASONS: Readonly<Record<string, Text>> = {
  customer_silent: { en: 'no answer from you', ru: 'мы не получили ответа' },
  not_paid: { en: 'not paid in time', ru: 'не оплачен вовремя' },
  undeliverable: { en: 'could not be delivered', ru: 'не удалось доставить' },
  out_of_stock: { en: 'out of stock', ru: 'нет в наличии' },
};

/** "2 900,00 ₽"-like text of minor units, in the customer's way of writing. */
export function moneyText(minor: number, currency: string, locale: Locale): string {
  const digits = fractionDigits(currency);
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...exact });
  return format.format(wholeUnits(minor, currency)).replace(/[\u00a0\u202f]/g, ' ');
}

/** The sums beneath the goods in the customer's words, so that they add up. */
export function sumTexts(
  order: Order,
): readonly { readonly name: string; readonly value: string }[] {
  const { contact, currency } = order.wish;
  const { locale } = contact;
  return sumRows(order).map(({ name, amount }) => {
    const sum = moneyText(Math.abs(amount), currency, locale);
    const isFree = name === 'delivery' && amount === 0;
    const value = amount < 0 ? `−${sum}` : sum;
    return { name: SUM_WORDS[name][locale], value: isFree ? FREE[locale] : value };
  });
}

export interface Addressee {
  readonly name: string;
  readonly address: Readonly<Record<string, unknown>> | null;
  readonly link: string;
  readonly shop: string;
  /** Where a parcel waits, and until which day, in words. */
  readonly point: { readonly title: string; readonly address: Addressee['address'] } | null;
  readonly keptUntil: string | null;
  /** What a message says besides, and whether one about a change says the total by SMS. */
  readonly more?: string;
  readonly costs?: boolean;
}

const POST_OFFICE: Text = { en: 'post office', ru: 'почтовое отделение' };

/** Where the customer fetches a parcel: the pickup point, else the post office of the address. */
export function placeText(
  { wish }: Pick<Order, 'wish'>,
  { point, address }: Pick<Addressee, 'point' | 'address'>,
): string {
  const { locale } = wish.contact;
  if (point) return [point.title, addressText(point.address, locale)].filter(Boolean).join(', ');
  const code = address?.['postalCode'];
  const office = POST_OFFICE[locale];
  return typeof code === 'string' ? `${office} ${code}` : office;
}

/** The numbers by which what is on its way can be looked up. */
function trackingText(order: Order): string {
  const numbers = order.parcels
    .filter((parcel) => isOut(parcel) && isBrought(order, parcel))
    .flatMap(({ tracking }) => tracking ?? []);
  return [...new Set(numbers)].join(', ');
}

/** Every value a template may use; all are texts, so none can fail for its shape. */
export function letterData(order: Order, to: Addressee): Record<string, unknown> {
  const { wish } = order;
  const { locale, zone } = wish.contact;
  const totals = orderTotals(order);
  const { window, method } = wish.delivery;
  const money = (minor: number): string => moneyText(minor, wish.currency, locale);
  const reason = order.closing?.reason ?? '';
  const { delayedUntil } = order.check;
  return {
    shop: to.shop,
    name: to.name,
    link: to.link,
    number: order.number,
    more: to.more ?? '',
    costs: to.costs === false ? '' : 'yes',
    // By what was so when it was placed: the same message reads the same whenever it is written.
    agreed: order.agreement && order.agreement.at <= order.placedAt ? 'yes' : '',
    lines: wantedLines(wish).map((line) => ({
      title: line.title,
      attributes: Object.values(line.attributes).join(', '),
      quantity: String(line.quantity),
      sum: money(line.price * line.quantity),
    })),
    sums: sumTexts(order),
    delivery: DELIVERY[method]?.[locale] ?? method,
    window: window ? `${momentText(window.from, zone)} – ${momentText(window.to, zone)}` : '',
    address: addressText(to.address, locale),
    total: money(totals.total),
    due: money(totals.due),
    prepayment: money(prepaymentOwed(order)),
    expected: delayedUntil === undefined ? '' : momentText(delayedUntil, zone).slice(0, 5),
    place: placeText(order, to),
    tracking: trackingText(order),
    keptUntil: to.keptUntil ?? '',
    reason: REASONS[reason]?.[locale] ?? (locale === 'ru' ? 'по вашей просьбе' : 'as you wished'),
  };
}
