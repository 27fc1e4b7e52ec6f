/**
 * Messages to one customer go out in the order in which they were noted. Says which of them has to wait its turn; what
 * becomes of it meanwhile is not decided here.
 */
import type { Message } from '../../messages/message';
import type { Order } from '../order';

/**
 * Whether one that was noted before it and may go no later is still to be sent: the customer gets them in the order in
 * which they were noted. What has been started is never held up by what comes after it.
 */
export function isAfterAnother({ messages: all }: Order, message: Message): boolean {
  return all
    .slice(0, all.indexOf(message))
    .some(({ state, notBefore }) => state === 'waiting' && notBefore <= message.notBefore);
}
