/**
 * What a message says besides the words of its purpose, ready for a template. Only which room knows it, and what an SMS
 * may leave out to stay short.
 */
import type { Order } from '../order/order';
import { newsText } from './amended-news';
import { backText } from './back-news';
import { changedByEmail, changedText, sayableOf } from './changed-text';
import type { ChangeNews, MessageChannel } from './message';

/** One way to say it. */
export interface Saying {
  readonly more: string;
  /** Whether an SMS about a change says the total. */
  readonly costs: boolean;
}

/** The ways to say one message of an order, the longest first; each shorter one leaves out what matters least. */
export function sayingsOf(
  order: Order,
  messageId: string,
  channel: MessageChannel,
): readonly [Saying, ...Saying[]] {
  const message = order.messages.find(({ id }) => id === messageId);
  if (message?.purpose === 'parcel_back') {
    return [{ more: backText(order, { ...message, channel }), costs: true }];
  }
  const news = newsText(order, messageId, channel);
  const changed = message?.news?.changed;
  if (!changed) return [{ more: news, costs: true }];
  if (channel !== 'sms') {
    const more = [news, changedByEmail(order, changed)].filter((one) => one !== '').join('\n\n');
    return [{ more, costs: true }];
  }
  return sayingsOfChange(order, { news, changed });
}

function sayingsOfChange(
  order: Order,
  { news, changed }: { readonly news: string; readonly changed: ChangeNews },
): readonly [Saying, ...Saying[]] {
  const sayable = sayableOf(changed);
  const saying = (count: number): Saying => {
    const said = sayable.slice(0, count);
    // A message that has nothing else to say says the total.
    const costs = said.includes('total') || sayable.length === 0;
    return { more: `${news}${changedText(order, changed, said)}`, costs };
  };
  const shorter = Array.from({ length: sayable.length }, (_, index) =>
    saying(sayable.length - 1 - index),
  );
  return [saying(sayable.length), ...shorter];
}
