/**
 * Decides what became of a message: the gateway's classified answer, the provider's answer to a
 * question, and its callbacks. A settled message stays settled.
 */
import type { Instant } from '../../calendar/instant';
import { plus } from '../../calendar/instant';
import type { Message, MessageChannel, News, Purpose } from '../../messages/message';
import { channelsOf, sendableAt, taskFacts } from '../tasks/asking';
import type { CommandOf } from '../commands/command-schemas';
import type { Decision, Scene } from '../scene';
import type { OrderFact } from '../events';
import type { Order } from '../order';
import { isOvertaken, newsIn } from '../amendment/asked-with-change';
import { handedOn } from '../amendment/said-together';
import { trackingAnswer } from '../delivery/following/decide-tracking';
import { callEnded } from '../voice/decide-voice';

/** Kept so that every input leaves a row, though it says nothing new. */
const NOTHING_NEW: Decision = { refusal: 'no_change' };

interface Failed {
  readonly messageId: string;
  readonly purpose: Purpose;
  readonly version: number;
  readonly channel: MessageChannel;
  readonly code: string;
}

/** Channels that were found no good for a message, settled or not. */
function failedBefore(order: Order, messageId: string): readonly MessageChannel[] {
  const open = order.messages.find((one) => one.id === messageId);
  return (open ?? order.settledMessages?.[messageId])?.failedChannels ?? [];
}

/** What a message, settled or not, said of a change. */
function saidBy(order: Order, messageId: string): { readonly news?: News } {
  const open = order.messages.find((one) => one.id === messageId);
  if (open) return open.news ? { news: open.news } : {};
  const changed = order.settledMessages?.[messageId]?.changed;
  return changed ? { news: { changed } } : {};
}

/** What a message about a change says on its next channel. */
function newsStill(
  { order, terms }: Scene,
  { messageId, purpose, version }: Failed,
): { readonly news?: News } {
  if (purpose !== 'order_amended') return {};
  return newsIn(order, terms, { version, instead: [saidBy(order, messageId)] });
}

/** The channel is no good: the next one the customer can be reached by, else a person. */
function channelFailed(scene: Scene, failed: Failed): readonly OrderFact[] {
  const { order, terms, at } = scene;
  const { messageId, purpose, channel } = failed;
  if (channel === 'voice') return callFailed(scene, failed);
  const tried = [...failedBefore(order, messageId), channel];
  const said = { ...failed, ...saidBy(order, messageId) };
  const handed = handedOn(scene, said);
  const isOver = handed.length > 0 || isOvertaken(order, said);
  const ways = isOver ? [] : channelsOf(order);
  const next = ways.find((one) => !tried.includes(one)) ?? null;
  const notBefore = next ? sendableAt(order.wish.contact, terms.policy, { channel: next, at }) : at;
  const fact: OrderFact = { type: 'MessageChannelFailed', ...failed, next, notBefore };
  if (next) return [{ ...fact, ...newsStill(scene, failed) }];
  const cause = `${purpose} by ${channel}: ${failed.code}`;
  const task = { kind: 'message_undeliverable', about: messageId, cause, at } as const;
  // Of what a newer message has told nobody has to see that it arrives.
  const opened = isOver ? [] : taskFacts(order, terms.policy, task);
  return [
    ...handed,
    fact,
    { type: 'MessageGivenUp', messageId, purpose, why: 'failed' },
    ...opened,
  ];
}

/** Nobody can be called: the next step of the contact policy is the fall-back, not another channel. */
function callFailed(scene: Scene, failed: Failed): readonly OrderFact[] {
  const fact = {
    type: 'MessageChannelFailed',
    ...failed,
    next: null,
    notBefore: scene.at,
  } as const;
  return [fact, ...callEnded(scene, failed.messageId, 'failed')];
}

/** Nothing was taken: later again, as often as the policy says of each channel, then the next channel. */
function putOff(scene: Scene, message: Message, result: CommandOf<'messageResult'>): Decision {
  const { terms, at } = scene;
  const { retryMinutes } = terms.policy.messages;
  const minutes = retryMinutes[result.attempt - (message.channelSince ?? 1)];
  const code = result.code ?? 'unavailable';
  if (minutes === undefined) {
    const { id: messageId, purpose, version, channel } = message;
    return channelFailed(scene, { messageId, purpose, version, channel, code });
  }
  const seconds = Math.max(minutes * 60, result.retryAfterSeconds ?? 0);
  const { id: messageId } = message;
  return [
    ...handedOn(scene, message),
    {
      type: 'MessagePutOff',
      messageId,
      attempt: result.attempt,
      code,
      notBefore: tryAgainAt(scene, message, plus(at, `PT${String(seconds)}S`)),
    },
  ];
}

function tryAgainAt({ order, terms }: Scene, message: Message, at: Instant): Instant {
  return sendableAt(order.wish.contact, terms.policy, { channel: message.channel, at });
}

/** The gateway's answer to one attempt; an attempt that is no longer the present one says nothing new. */
export function messageResult(scene: Scene, result: CommandOf<'messageResult'>): Decision {
  const message = scene.order.messages.find((one) => one.id === result.messageId);
  if (message?.attempt !== result.attempt) return NOTHING_NEW;
  if (message.state === 'withdrawn') return unwanted(message, result);
  if (message.state !== 'waiting') return NOTHING_NEW;
  const { id: messageId, purpose, version, channel } = message;
  switch (result.outcome) {
    case 'accepted': {
      const { attempt, providerId } = result;
      return [{ type: 'MessageSent', messageId, channel, attempt, providerId, learnt: 'answer' }];
    }
    case 'refused':
      return channelFailed(scene, {
        messageId,
        purpose,
        version,
        channel,
        code: result.code ?? 'refused',
      });
    case 'repeat':
      return putOff(scene, message, result);
    case 'unknown':
      return [
        {
          type: 'MessageUnknown',
          messageId,
          attempt: result.attempt,
          code: result.code ?? 'unknown',
        },
      ];
    case 'withdrawn':
      return NOTHING_NEW;
  }
}

/** It lost its point after its sending had begun: what went out is recorded as sent, the rest is let go. */
function unwanted(message: Message, result: CommandOf<'messageResult'>): Decision {
  const { id: messageId, channel, attempt } = message;
  const { outcome, providerId } = result;
  if (outcome === 'accepted') {
    return [{ type: 'MessageSent', messageId, channel, attempt, providerId, learnt: 'answer' }];
  }
  if (outcome !== 'unknown') return [{ type: 'MessageWithdrawn', messageId }];
  return [{ type: 'MessageUnknown', messageId, attempt, code: result.code ?? 'unknown' }];
}

/** The provider's answer to "did you take it?". */
export function providerAnswer({ order }: Scene, answer: CommandOf<'providerAnswer'>): Decision {
  const message = order.messages.find((one) => one.id === answer.messageId);
  if (message?.state !== 'unknown') return NOTHING_NEW;
  const { id: messageId, channel, attempt } = message;
  if (answer.found === 'accepted') {
    const { providerId } = answer;
    return [{ type: 'MessageSent', messageId, channel, attempt, providerId, learnt: 'question' }];
  }
  // Not found is no proof that it was not taken: only the shop's policy may have it sent again.
  return [{ type: 'ProviderAsked', messageId, found: answer.found }];
}

/** A provider's callback: settles an unknown outcome, or tells that a sent message did not arrive. */
export function messageReport(scene: Scene, report: CommandOf<'messageReport'>): Decision {
  const { messageId, channel, version, providerId } = report;
  const message = scene.order.messages.find((one) => one.id === messageId);
  const purpose = report.purpose as Purpose;
  // Of a call that was taken only its end is news, and that has a word of its own.
  if (channel === 'voice' && message?.state !== 'waiting' && message?.state !== 'unknown') {
    return NOTHING_NEW;
  }
  if (report.state === 'failed') {
    if (message && message.channel !== channel) return NOTHING_NEW;
    if (failedBefore(scene.order, messageId).includes(channel)) return NOTHING_NEW;
    if (message?.state === 'withdrawn') return [{ type: 'MessageWithdrawn', messageId }];
    return channelFailed(scene, {
      messageId,
      purpose,
      version,
      channel,
      code: report.code ?? 'undelivered',
    });
  }
  if (message?.channel !== channel) return NOTHING_NEW;
  const { attempt } = message;
  return [{ type: 'MessageSent', messageId, channel, attempt, providerId, learnt: 'callback' }];
}

/** An activity ended without an outcome: whether its effect took place, nobody knows. */
export function effectLost(scene: Scene, lost: CommandOf<'effectLost'>): Decision {
  const [effect = '', messageId = ''] = lost.key.split(':');
  if (effect === 'ask') {
    return providerAnswer(scene, { messageId, found: 'cannot_tell', providerId: null });
  }
  const { attempt } = lost;
  if (effect === 'track') {
    const answer = { parcelId: messageId, attempt, outcome: 'unreachable', code: 'lost' } as const;
    return trackingAnswer(scene, { ...answer, words: [] });
  }
  return messageResult(scene, {
    ...{ messageId, attempt, outcome: 'unknown', code: 'lost' },
    ...{ providerId: null, retryAfterSeconds: null },
  });
}
