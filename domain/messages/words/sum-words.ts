/**
 * What the sums beneath the goods of an order are called, Russian beside English, for letters and the customer's page
 * alike. Data only.
 */
import type { SumName } from '../../order/money/sum-rows';
import { text } from './texts';
import type { Text } from './texts';

export const SUM_WORDS: Readonly<Record<SumName, Text>> = {
  notTaken: text('Not taken', 'Не взято'),
  takenBesides: text('Taken besides', 'Взято сверх заказа'),
  delivery: text('Delivery', 'Доставка'),
  discount: text('Discount', 'Скидка'),
  total: text('Total', 'Итого'),
  certificates: text('Paid by certificate', 'Оплачено сертификатом'),
  paid: text('Paid', 'Оплачено'),
  refunded: text('Paid back', 'Возвращено'),
  due: text('To pay', 'К оплате'),
  comesBack: text('Comes back to you', 'Вернём вам'),
};

export const FREE = text('free', 'бесплатно');
