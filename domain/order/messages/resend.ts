/**
 * Decides whether a person may have a message sent again. It goes as a new message of its own: the old one is
 * never touched, so that no provider is ever given one notification twice.
 */
import type { Purpose } from '../../messages/message';
import type { CommandOf } from '../commands/command-schemas';
import { newsIn } from '../amendment/asked-with-change';
import { isMeant } from '../duties/messages';
import type { OrderFact } from '../events';
import { nextId } from '../numbering';
import type { Decision, Scene } from '../scene';
import { channelsOf, sendableAt } from '../tasks/asking';

/** The latest message of its purpose again; refused while one of the purpose is under way or may be. */
export function resendMessage(
  { order, terms, at }: Scene,
  command: CommandOf<'resendMessage'>,
): Decision {
  const { messageId: repeats, version } = command;
  const purpose = command.purpose as Purpose;
  const isLatest = Object.hasOwn(order.told, purpose) && order.told[purpose] === version;
  // A call asks anew each time it is made: that is the contact policy's, not a message's.
  if (!isLatest || purpose === 'confirm_by_voice' || !isMeant(order, { purpose })) {
    return { refusal: 'not_allowed_now', pointer: '/messageId' };
  }
  const isUnderWay = order.messages.some(
    (one) => one.purpose === purpose && one.state !== 'withdrawn',
  );
  if (isUnderWay) {
    return { refusal: 'message_under_way', pointer: '/messageId' };
  }
  const ways = channelsOf(order);
  const channel = command.channel ?? ways[0];
  if (!channel || !ways.includes(channel)) {
    return { refusal: 'not_allowed_now', pointer: '/channel' };
  }
  const notBefore = sendableAt(order.wish.contact, terms.policy, { channel, at });
  const messageId = nextId(order, 'message');
  const settled = order.tasks
    .filter((task) => task.kind === 'message_undeliverable' && task.about === repeats)
    .map(({ id: taskId }): OrderFact => ({ type: 'TaskWithdrawn', taskId, why: 'resent' }));
  return [
    {
      ...{ type: 'MessageNoted', messageId, purpose, version, channel, notBefore, repeats },
      ...(purpose === 'order_amended' ? newsIn(order, terms, { version }) : {}),
    },
    ...settled,
  ];
}
