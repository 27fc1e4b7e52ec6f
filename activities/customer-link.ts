/**
 * The link in a letter, made for the number or the address it goes to: should that turn out to be
 * somebody else's, its link is dead and the others live.
 */
import type { Letter } from '../database/orders/letters';
import type { MessageChannel } from '../domain/messages/message';
import { reachId } from '../domain/order/contact/reach';
import type { MessagePorts } from './message-ports';

/** The customer's page for whoever reads the letter on this channel. */
export function customerLinkOf(
  ports: Pick<MessagePorts, 'customerLink'>,
  { order, takenIn }: Pick<Letter, 'order' | 'takenIn'>,
  channel: MessageChannel,
): string {
  const to = { channel, id: reachId(order.wish.contact, channel) };
  return ports.customerLink({ id: order.id, takenIn, to });
}
