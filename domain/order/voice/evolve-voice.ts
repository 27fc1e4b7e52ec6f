/**
 * Folds the end of a call by the voice menu: the call leaves the state and its step of the contact
 * policy is made. What was said in it is told by the events beside it.
 */
import type { EventOf } from '../events';
import type { Order } from '../order';

/** Folds the end of one call. */
export function evolveVoice(order: Order, { messageId }: EventOf<'VoiceCallEnded'>): Order {
  const { contact } = order;
  return {
    ...order,
    messages: order.messages.filter((message) => message.id !== messageId),
    contact: { ...contact, voiceCalls: (contact.voiceCalls ?? 0) + 1 },
  };
}
