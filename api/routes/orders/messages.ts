/**
 * Messages to customers: sent again because a person asks, as a new message of the same purpose.
 */
import { messagesOfOrder } from '../../../database/orders/notifications';
import type { FoundMessage } from '../../../database/orders/notifications';
import { findOrder } from '../../orders/act';
import { problem } from '../../problems/problems';
import { keyRoute } from '../../request/route';
import type { KeyCall } from '../../request/route';
import { messageOut, resendBody, resendParams } from '../../schemas/messages';
import { command } from './order-commands';

const resend = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/messages/{messageId}/resend',
  operation: 'resendMessage',
  summary: 'Send a message to the customer again, as a new one',
  tag: 'Orders',
  idempotency: 'required',
  params: resendParams,
  body: { type: 'json', schema: resendBody },
  answers: { 202: { description: 'The new message, to be sent', schema: messageOut } },
  handle: async (call) => {
    const { params, body } = call;
    const found = await findOrder(call, params.id);
    const orderId = found.order.id;
    const { purpose, version, id: repeats } = await messageOf(call, orderId, params.messageId);
    const answer = await command(call, found, {
      name: 'resendMessage',
      version: null,
      body: () => ({ messageId: repeats, purpose, version, ...body }),
    });
    const id = 'id' in answer ? (answer.id ?? '') : '';
    const { channel, state, notedAt } = await messageOf(call, orderId, id);
    return { status: 202, body: { id, orderId, purpose, channel, state, notedAt, repeats } };
  },
});

/** 404 for a message that is not of this order. */
async function messageOf(
  { deps }: Pick<KeyCall<unknown, unknown, unknown>, 'deps'>,
  orderId: string,
  messageId: string,
): Promise<FoundMessage> {
  const messages = await messagesOfOrder(deps.database, orderId);
  const message = messages.find(({ id }) => id === messageId);
  if (!message) throw problem('not-found');
  return message;
}

export const messageRoutes = [resend];
