/**
 * What a message says besides the words of its purpose, ready for a template. Only which room knows it.
 */
import type { Order } from '../order/order';
import { newsText } from './amended-news';
import { backText } from './back-news';
import type { MessageChannel } from './message';

/** The sentences for one message of an order; nothing where it has none. */
export function moreText(order: Order, messageId: string, channel: MessageChannel): string {
  const message = order.messages.find(({ id }) => id === messageId);
  if (!message) return '';
  return message.purpose === 'parcel_back'
    ? backText(order, { ...message, channel })
    : newsText(order, messageId, channel);
}
