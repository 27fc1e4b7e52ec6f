/**
 * Writes the SMS to a customer, for sending it and for asking the provider about it alike: the same message always
 * reads the same. Never longer than it need be by what may be left out.
 */
import type { Letter } from '../database/orders/letters';
import { letterData } from '../domain/messages/letter';
import type { MessageChannel, Purpose } from '../domain/messages/message';
import { sayingsOf } from '../domain/messages/more-text';
import type { Saying } from '../domain/messages/more-text';
import { PARTS_OF_NEWS, smsParts } from '../domain/messages/sms-parts';
import { templateOf } from '../domain/messages/templates';
import { customerLinkOf } from './customer-link';
import type { MessagePorts } from './message-ports';

export interface Written {
  readonly messageId: string;
  readonly purpose: Purpose;
  readonly channel: MessageChannel;
}

/** What the template of a message is told, in one way to say it. */
export function letterDataOf(
  ports: Pick<MessagePorts, 'customerLink'>,
  letter: Letter,
  { channel, ...saying }: Saying & Pick<Written, 'channel'>,
): Record<string, unknown> {
  const { order, terms, customer, address, point, keptUntil } = letter;
  const link = customerLinkOf(ports, letter, channel);
  const shop = terms.policy.title;
  return letterData(order, {
    ...{ name: customer.name, address, link, shop, point, keptUntil },
    ...saying,
  });
}

/** The text in the longest way that takes no more parts than news may, or than the shortest way takes anyhow. */
export async function writeSms(
  ports: Pick<MessagePorts, 'customerLink' | 'render'>,
  letter: Letter,
  { messageId, purpose, channel }: Written,
): Promise<string> {
  const { order, terms } = letter;
  const source = templateOf(terms.policy.templates, purpose).sms[order.wish.contact.locale];
  const texts = await Promise.all(
    sayingsOf(order, messageId, channel).map((saying) =>
      ports.render(source, letterDataOf(ports, letter, { channel, ...saying }), { html: false }),
    ),
  );
  const shortest = texts.at(-1) ?? '';
  const most = Math.max(PARTS_OF_NEWS, smsParts(shortest));
  return texts.find((text) => smsParts(text) <= most) ?? shortest;
}
