/**
 * Every word of what a party is told to do and of what has become different in it, Russian beside English. Data only.
 */
import type { Text } from './texts';

export const TOLD_WORDS = {
  carrier: { en: 'Hand over to', ru: 'Кому передать' },
  apart: { en: 'In a parcel of its own', ru: 'Отдельной посылкой' },
  collect: { en: 'To take from the customer', ru: 'Взять с покупателя' },
  card: { en: '{sum}, by card', ru: '{sum}, картой' },
  cash: { en: '{sum}, in cash', ru: '{sum}, наличными' },
  added: { en: 'added: {title}, {after} pcs', ru: 'добавлено: {title}, {after} шт.' },
  gone: {
    en: 'no more: {title} (was {before} pcs)',
    ru: 'больше не нужно: {title} (было {before} шт.)',
  },
  pieces: {
    en: '{title}: {after} pcs instead of {before}',
    ru: '{title}: {after} шт. вместо {before}',
  },
  takeBack: {
    en: 'not to be given away: {title}, {after} pcs',
    ru: 'не отдавать: {title}, {after} шт.',
  },
  given: { en: 'to be given away after all: {title}', ru: 'всё-таки отдать: {title}' },
  ownParcel: {
    en: 'in a parcel of its own: {title}, {after} pcs',
    ru: 'отдельной посылкой: {title}, {after} шт.',
  },
  together: {
    en: 'no parcel of its own any more: {title}',
    ru: 'больше не отдельной посылкой: {title}',
  },
  price: {
    en: '{title}: {after} each instead of {before}',
    ru: '{title}: {after} за штуку вместо {before}',
  },
  term: {
    en: '{title}: {after} days instead of {before}',
    ru: '{title}: {after} дн. вместо {before}',
  },
  window: { en: 'when: {after} instead of {before}', ru: 'когда: {after} вместо {before}' },
  anyTime: { en: 'any time', ru: 'любое время' },
  address: { en: 'another address', ru: 'другой адрес' },
  phone: { en: 'another phone of the customer', ru: 'другой телефон покупателя' },
  point: { en: 'to another pickup point: {after}', ru: 'в другой пункт выдачи: {after}' },
  handOver: {
    en: 'hand over to {after}, not to {before}',
    ru: 'передать: {after}, а не {before}',
  },
  sum: {
    en: 'to take from the customer: {after} instead of {before}',
    ru: 'взять с покупателя: {after} вместо {before}',
  },
  toCard: {
    en: 'the customer pays by card, not in cash',
    ru: 'покупатель платит картой, а не наличными',
  },
  toCash: {
    en: 'the customer pays in cash, not by card',
    ru: 'покупатель платит наличными, а не картой',
  },
} as const satisfies Readonly<Record<string, Text>>;
