/**
 * Sees every noted message through: sent when it may be, tried again when nothing was taken, never
 * sent again while nobody knows whether it went out; then asked for, then shown to a person.
 */
import type { Instant } from '../../calendar/instant';
import { plus } from '../../calendar/instant';
import type { Message, Purpose } from '../../messages/message';
import type { Policy, Terms } from '../../policy/policy';
import { channelsOf, sendableAt, taskFacts } from '../tasks/asking';
import { isOvertaken, newsIn } from '../amendment/asked-with-change';
import { canPhone } from '../contact/reach';
import { callEnded } from '../voice/decide-voice';
import { isVoiceMeant, ringingEndsAt } from '../voice/voice-step';
import { shortLines } from '../goods/short-lines';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import type { Order } from '../order';
import { isBrought } from '../parties/brought';
import { isAfterAnother } from '../messages/after-another';
import { isToBeFetched } from '../delivery/following/lies-elsewhere';
import type { Stage } from '../stages/stage';
import { prepaymentOwed } from '../money/totals';

function waitsForCustomer(order: Order): boolean {
  return (
    !order.closing &&
    order.parcels.some((parcel) => isToBeFetched(order, parcel) && isBrought(order, parcel))
  );
}

/** Purposes that lose their point, and when they have it still. */
const STILL_MEANT: Readonly<Partial<Record<Purpose, (order: Order) => boolean>>> = {
  goods_short: (order) => shortLines(order).length > 0 && !order.agreement && !order.closing,
  confirm_by_sms: (order) => !order.agreement && !order.closing && canPhone(order),
  goods_missing: (order) => shortLines(order).length > 0 && !order.closing,
  confirm_by_email: (order) => !order.agreement && !order.closing,
  confirm_by_voice: isVoiceMeant,
  confirm_reminder: (order) => !order.agreement && !order.closing,
  // Ended meanwhile: that is told instead.
  order_amended: (order) => !order.closing,
  payment_asked: (order) => prepaymentOwed(order) > 0 && !order.closing,
  payment_reminder: (order) => prepaymentOwed(order) > 0 && !order.closing,
  // Promised anew meanwhile: that delay is none any more.
  delivery_delayed: (order) =>
    order.check.delayedTo !== null && !order.deliveredAt && !order.closing,
  // Arrived meanwhile: that is told instead.
  parcel_sent: (order) =>
    order.parcels.some(({ state }) => state === 'handed_over' || state === 'in_transit'),
  parcel_arrived: waitsForCustomer,
  parcel_waits: waitsForCustomer,
  parcel_back: (order) => !order.closing,
  parcel_lost: (order) => !order.deliveredAt && !order.closing,
  // Promised anew meanwhile: there is nothing to ask any more.
  delivery_check: (order) => order.check.askedAt !== null && !order.deliveredAt && !order.closing,
};

/** Whether a message of the purpose still has its point. */
export function isMeant(order: Order, message: Pick<Message, 'purpose'>): boolean {
  return STILL_MEANT[message.purpose]?.(order) ?? true;
}

/** When an unknown outcome is looked into next: after the callback's time, then after each question. */
function lookAgainAt(policy: Policy, message: Message): Instant | null {
  if (message.state !== 'unknown' || !message.unknownSince) return null;
  return plus(message.unknownSince, `PT${String(policy.messages.unknownSeconds)}S`);
}

function forUnknown(order: Order, terms: Terms, { message, at }: Due): readonly OrderIntent[] {
  const again = lookAgainAt(terms.policy, message);
  if (!again || again > at) return [];
  const { id: messageId, purpose, version, channel } = message;
  const { unknownQuestions, repeatUnknown } = terms.policy.messages;
  if (message.asked < unknownQuestions) {
    return [
      {
        kind: 'outside',
        key: `ask:${messageId}:${String(message.attempt)}`,
        attempt: message.asked + 1,
        summary: `ask the provider about ${purpose}`,
        effect: { do: 'askProvider', messageId, purpose, version, channel },
      },
    ];
  }
  const isMissed = !isOvertaken(order, message);
  if (isMissed && repeatUnknown.includes(purpose))
    return [record({ type: 'MessageRepeated', messageId })];
  return giveUp(order, terms, { message, at, why: 'unknown' });
}

interface Due {
  readonly message: Message;
  readonly at: Instant;
}

/** Nobody can tell whether the customer knows: a person takes over. */
function giveUp(
  order: Order,
  terms: Terms,
  { message, at, why }: Due & { readonly why: 'unknown' | 'failed' },
): readonly OrderIntent[] {
  const { id: messageId, purpose, channel } = message;
  // Whether somebody was called: the next step of the contact policy follows in either case.
  if (channel === 'voice') {
    return [record(...callEnded({ order, terms, at }, messageId, 'unknown'))];
  }
  const cause = `${purpose} by ${channel}: ${why}`;
  const task = { kind: 'message_undeliverable', about: messageId, cause, at } as const;
  // Of what a newer message has told nobody has to see that it arrived.
  const facts = isOvertaken(order, message) ? [] : taskFacts(order, terms.policy, task);
  return [record({ type: 'MessageGivenUp', messageId, purpose, why }, ...facts)];
}

/** Nothing more goes to a number that is somebody else's: by e-mail instead, or not at all. */
function notToAStranger(order: Order, terms: Terms, { message, at }: Due): OrderIntent {
  const { id: messageId, purpose, version, channel } = message;
  const next = channelsOf(order).find((one) => !message.failedChannels.includes(one));
  if (!next) return record({ type: 'MessageWithdrawn', messageId });
  const notBefore = sendableAt(order.wish.contact, terms.policy, { channel: next, at });
  const failed = { messageId, purpose, version, channel, code: 'no_phone' } as const;
  const saying = { version, instead: [message] };
  const news = purpose === 'order_amended' ? newsIn(order, terms, saying) : {};
  return record({ type: 'MessageChannelFailed', ...failed, next, notBefore, ...news });
}

function forMessage(order: Order, terms: Terms, due: Due): readonly OrderIntent[] {
  const { message, at } = due;
  const { id: messageId, purpose, version, channel, attempt } = message;
  if (message.state === 'withdrawn') return [];
  if (message.state === 'unknown') return forUnknown(order, terms, due);
  if (message.state === 'ringing') {
    if (ringingEndsAt(message) > at) return [];
    return [record(...callEnded({ order, terms, at }, messageId, 'unknown'))];
  }
  // Put off while a newer change was told: that says it all.
  if (message.notBefore > at && isOvertaken(order, message))
    return [record({ type: 'MessageWithdrawn', messageId })];
  if (channel === 'sms' && !canPhone(order)) return [notToAStranger(order, terms, due)];
  if (message.notBefore > at || isAfterAnother(order, message)) return [];
  return [
    {
      kind: 'outside',
      key: `notify:${messageId}`,
      attempt,
      summary: `send ${purpose} by ${channel}`,
      effect: { do: 'sendMessage', messageId, purpose, version, channel },
    },
  ];
}

function nextLookAt(policy: Policy, message: Message): Instant | null {
  if (message.state === 'ringing') return ringingEndsAt(message);
  return message.state === 'unknown' ? lookAgainAt(policy, message) : message.notBefore;
}

/** What has lost its point, the last of them first: what waits behind another has surely not been begun. */
function pointless(order: Order): readonly OrderIntent[] {
  return order.messages
    .filter((message) => message.state === 'waiting' && !isMeant(order, message))
    .map(({ id: messageId }) => record({ type: 'MessageWithdrawn', messageId }))
    .toReversed();
}

export const messages: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) => [
    ...pointless(order),
    ...order.messages.flatMap((message) => forMessage(order, terms, { message, at })),
  ],

  deadlines: (order, terms) =>
    order.messages.flatMap((message) => {
      if (message.state === 'withdrawn') return [];
      const at = nextLookAt(terms.policy, message);
      return at && at > order.at ? [{ key: `message:${message.id}`, at }] : [];
    }),

  waiting: () => null,
};
