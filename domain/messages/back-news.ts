/**
 * What the message about a part of the order that goes back says: which goods, and what becomes of their money. In
 * the sums that were told first, so that it reads the same whenever it is written.
 */
import { backIn } from '../order/delivery/coming-back/tell-back';
import type { Order } from '../order/order';
import { goodsText, sumText } from './amended-news';
import { sayText } from './catalogue';
import type { Message } from './message';
import { text } from './words/texts';
import type { Text } from './words/texts';

type Part = 'goods' | 'givenBack' | 'notTaken';

const SMS: Readonly<Record<Part, Text>> = {
  goods: text(': {goods}', ': {goods}'),
  givenBack: text('. We give you back {sum}', '. Вернём вам {sum}'),
  notTaken: text('. You do not pay {sum} for it', '. Платить за это {sum} не нужно'),
};

const EMAIL: Readonly<Record<Part, Text>> = {
  goods: text('What goes back: {goods}.', 'Возвращается: {goods}.'),
  givenBack: text('We give you back {sum}.', 'Мы вернём вам {sum}.'),
  notTaken: text('You do not pay {sum} for it.', 'Платить за это {sum} не нужно.'),
};

/** The sentences for one message. */
export function backText(order: Order, { version, channel }: Message): string {
  const { locale } = order.wish.contact;
  const words = channel === 'sms' ? SMS : EMAIL;
  const { pieces, givenBack, notTaken } = backIn(order, version);
  const sum = (minor: number) => ({ sum: sumText(order, minor, locale) });
  const said = [
    ...(pieces.length > 0
      ? [sayText(words.goods, locale, { goods: goodsText(order, pieces) })]
      : []),
    ...(givenBack > 0 ? [sayText(words.givenBack, locale, sum(givenBack))] : []),
    ...(notTaken > 0 ? [sayText(words.notTaken, locale, sum(notTaken))] : []),
  ];
  return said.join(channel === 'sms' ? '' : '\n\n');
}
