/**
 * Words of the call card where the shop has none of its own: what things are called when they are said
 * aloud. Data only.
 */
import type { DeliveryMethod, PaymentMethod } from '../../order/wish';
import type { Text } from './texts';

const text = (en: string, ru: string): Text => ({ ru, en });

export const GREETING = text(
  'Hello, this is the shop “{shop}”. Am I speaking with {name}? You placed order {number} with us.',
  'Здравствуйте, это магазин «{shop}». Я говорю с {name}? Вы оформили у нас заказ {number}.',
);

/** One line of the order, read out. */
export const LINE_SAID = text('{item}: {quantity} at {price}', '{item}: {quantity} шт. по {price}');

export const ATTRIBUTE_WORDS: Readonly<Record<string, Text>> = {
  size: text('size', 'размер'),
  colour: text('colour', 'цвет'),
  color: text('colour', 'цвет'),
  series: text('series', 'серия'),
};

export const DELIVERY_WORDS: Readonly<Record<DeliveryMethod, Text>> = {
  courier: text('Courier', 'Курьер'),
  post: text('Post', 'Почта'),
  pickup: text('Pickup point', 'Пункт выдачи'),
  transport: text('Transport company', 'Транспортная компания'),
};

export const PAYMENT_WORDS: Readonly<Record<PaymentMethod, Text>> = {
  cash: text('cash to the courier', 'наличными при получении'),
  card_on_delivery: text('by card on delivery', 'картой при получении'),
  prepaid: text('in advance', 'предоплата'),
  cod_post: text('cash on delivery at the post office', 'наложенный платёж на почте'),
};

export const DELIVERY_PAID = text(
  '{way}: paid, {price}, about {days} days',
  '{way}: платно, {price}, срок около {days} дн.',
);

export const DELIVERY_FREE = text(
  '{way}: free, about {days} days',
  '{way}: бесплатно, срок около {days} дн.',
);
