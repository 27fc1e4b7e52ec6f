/**
 * What the voice menu says, Russian and English, ready to be spoken: no signs that a voice cannot read,
 * no name and no address, because nobody knows who picks up.
 */
import { wholeUnits } from '../money/decimal';
import type { Order } from '../order/order';
import { orderTotals } from '../order/money/totals';
import { fill } from './catalogue';
import type { Locale } from './catalogue';
import type { Text } from './words/texts';

const text = (en: string, ru: string): Text => ({ ru, en });

const MENU = {
  opening: text(
    'Hello! This is {shop}. Your order number {number}, the sum is {sum}.',
    'Здравствуйте! Это {shop}. Ваш заказ номер {number}, сумма {sum}.',
  ),
  choices: text(
    'To confirm the order, press 1. To change something, press 2. For a call from a manager, press 3.',
    'Чтобы подтвердить заказ, нажмите 1. Чтобы что-то изменить, нажмите 2. Чтобы вам позвонил менеджер, нажмите 3.',
  ),
  unheard: text(
    'We have not got your answer and shall try again. Goodbye.',
    'Мы не получили ответа и попробуем ещё раз. До свидания.',
  ),
} as const satisfies Record<string, Text>;

const REMARKS = {
  wrong_key: text('There is no such choice.', 'Такого варианта нет.'),
  newer: text(
    'The order has been changed in the meantime. Here is what it is now.',
    'Заказ за это время изменился. Вот какой он теперь.',
  ),
} as const satisfies Record<string, Text>;

const PARTINGS = {
  confirmed: text(
    'Thank you, your confirmation is taken down. Goodbye.',
    'Спасибо, ваше подтверждение принято. До свидания.',
  ),
  wants_change: text(
    'Thank you, a manager will help you to change the order. Goodbye.',
    'Спасибо, менеджер поможет изменить заказ. До свидания.',
  ),
  call_me: text(
    'Thank you, a manager will call you in working hours. Goodbye.',
    'Спасибо, менеджер позвонит вам в рабочее время. До свидания.',
  ),
  already: text(
    'Your order is already confirmed. Thank you and goodbye.',
    'Ваш заказ уже подтверждён. Спасибо, до свидания.',
  ),
  closed: text(
    'This order is closed. You can order anew at any time. Goodbye.',
    'Этот заказ закрыт. Вы можете оформить его заново в любое время. До свидания.',
  ),
  unknown: text('This call has ended. Goodbye.', 'Этот звонок завершён. До свидания.'),
} as const satisfies Record<string, Text>;

export type Parting = keyof typeof PARTINGS;

/** The menu in words; everything of it is said again where no key was pressed. */
export interface SpokenMenu {
  readonly locale: Locale;
  readonly opening: string;
  readonly choices: string;
  readonly unheard: string;
}

/** The menu about an order as it is now, with a remark before it where something went another way. */
export function spokenMenu(
  order: Order,
  shop: string,
  remark: keyof typeof REMARKS | null = null,
): SpokenMenu {
  const { locale } = order.wish.contact;
  const number = spelled(order.number);
  const sum = spokenMoney(orderTotals(order).total, order.wish.currency, locale);
  const opening = fill(MENU.opening[locale], { shop, number, sum });
  return {
    locale,
    opening: remark === null ? opening : `${REMARKS[remark][locale]} ${opening}`,
    choices: MENU.choices[locale],
    unheard: MENU.unheard[locale],
  };
}

/** What is said last. */
export function spokenParting(parting: Parting, locale: Locale): string {
  return PARTINGS[parting][locale];
}

/** "A-1001" digit by digit: "A, 1, 0, 0, 1". */
function spelled(number: string): string {
  return (number.match(/[\p{L}\p{N}]/gu) ?? []).join(', ');
}

/** "2900 российских рублей": a sum as it is said, without signs. */
function spokenMoney(minor: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'name',
    useGrouping: false,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(wholeUnits(minor, currency)).replace(/[\u00a0\u202f]/g, ' ');
}
