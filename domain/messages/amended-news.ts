/**
 * What the one message about a change says besides the change: what is missing, what is to be paid first. In the
 * words of the instant in which it was noted, so that it reads the same whenever it is written.
 */
import type { Order } from '../order/order';
import type { Locale } from './catalogue';
import { moneyText } from './letter';
import type { MessageChannel } from './message';
import { sayText } from './catalogue';
import type { Text } from './words/texts';

const SMS: Readonly<Record<'short' | 'owed', Text>> = {
  short: {
    en: '. Not found: {goods}; we shall call you',
    ru: '. Не нашлось: {goods}; мы вам позвоним',
  },
  owed: { en: '. To be paid first: {sum}', ru: '. Сначала оплатите {sum}' },
};

const EMAIL: Readonly<Record<'short' | 'owed', Text>> = {
  short: {
    en: 'We are sorry: of this we could not find {goods}. A manager will call you with an alternative.',
    ru: 'Нам жаль, из этого не нашлось: {goods}. Менеджер позвонит вам и предложит замену.',
  },
  owed: {
    en: 'Please pay {sum} first: what waits for it is sent once it is paid.',
    ru: 'Пожалуйста, оплатите сначала {sum}: то, что этого ждёт, отправим после оплаты.',
  },
};

/** The sentences for one message of an order; nothing where it has no such news. */
export function newsText(order: Order, messageId: string, channel: MessageChannel): string {
  const news = order.messages.find((one) => one.id === messageId)?.news;
  if (!news) return '';
  const { locale } = order.wish.contact;
  const words = channel === 'sms' ? SMS : EMAIL;
  const said = [
    ...(news.short ? [sayText(words.short, locale, { goods: goodsText(order, news.short) })] : []),
    ...(news.owed === undefined
      ? []
      : [sayText(words.owed, locale, { sum: sumText(order, news.owed, locale) })]),
  ];
  return said.join(channel === 'sms' ? '' : '\n\n');
}

/** Goods with their pieces, in one line. */
export function goodsText(
  { wish }: Pick<Order, 'wish'>,
  pieces: readonly { readonly lineId: string; readonly quantity: number }[],
): string {
  return pieces
    .map(({ lineId, quantity }) => {
      const title = wish.lines.find((line) => line.id === lineId)?.title ?? '';
      return `${title} × ${String(quantity)}`;
    })
    .join(', ');
}

/** A sum of the order, as its customer reads it. */
export function sumText({ wish }: Order, owed: number, locale: Locale): string {
  return moneyText(owed, wish.currency, locale);
}
