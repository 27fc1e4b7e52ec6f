/**
 * Of several messages about changes that nobody has begun to send, the newest says what the others would have said: one
 * message instead of two. When a message is due, and by which channel it goes, is not decided here.
 */
import type { Instant } from '../../calendar/instant';
import type { Message } from '../../messages/message';
import type { Terms } from '../../policy/policy';
import type { OrderFact } from '../events';
import { isAfterAnother } from '../messages/after-another';
import { nextId } from '../numbering';
import type { Order } from '../order';
import type { Scene } from '../scene';
import { namesOwed, newsIn } from './asked-with-change';

type Older = Pick<Message, 'version' | 'news'>;

/** The fact that it is not sent. */
export const withdrawn = ({ id: messageId }: Message): OrderFact => ({
  type: 'MessageWithdrawn',
  messageId,
});

const isAboutChange = ({ purpose, state }: Message): boolean =>
  purpose === 'order_amended' && state === 'waiting';

/** Messages about a change that wait for later, so that they can still say something else. */
export function waitingOnes({ messages }: Order, at: Instant): readonly Message[] {
  return messages.filter((one) => isAboutChange(one) && one.notBefore > at);
}

/** Whether a message takes over what others say: told last, and of the order as it is. One that asks for money goes by itself. */
function takesOver(order: Order, newest: Message, older: Older): boolean {
  const { amendment, told, wish } = order;
  const isLatest = newest.version === told.order_amended && newest.version > older.version;
  const isAsNow = amendment === null || newest.version === wish.version;
  return isLatest && isAsNow && !namesOwed(order, older);
}

/** Older messages that wait for later like this one, which says it all. */
export function toJoin(order: Order, newest: Message, at: Instant): readonly Message[] {
  return waitingOnes(order, at).filter((older) => takesOver(order, newest, older));
}

/** A message that nobody has begun to send, noted anew with what is so now and what others would have said. */
export function saidAnew(
  order: Order,
  terms: Terms,
  { waiting, joined }: { readonly waiting: Message; readonly joined: readonly Older[] },
): readonly OrderFact[] {
  const { purpose, version, channel, notBefore, failedChannels: failed } = waiting;
  const anew = { messageId: nextId(order, 'message'), purpose, version, channel, notBefore };
  const noMore = failed.length > 0 ? { failed } : {};
  const news = newsIn(order, terms, { version, instead: [waiting, ...joined] });
  return [withdrawn(waiting), { type: 'MessageNoted', ...anew, ...noMore, ...news }];
}

/** One that could not be sent leaves what it has to say to the newest where that is still to go; nothing where it is not. */
export function handedOn({ order, terms, at }: Scene, failed: Older): readonly OrderFact[] {
  if (!failed.news?.changed) return [];
  const waiting = order.messages.find(
    (one) =>
      isAboutChange(one) &&
      (one.notBefore > at || isAfterAnother(order, one)) &&
      takesOver(order, one, failed),
  );
  return waiting ? saidAnew(order, terms, { waiting, joined: [failed] }) : [];
}
