/**
 * Folds what became of messages to the customer. A settled message leaves the state;
 * what the order must remember of it (mailed, reminded, asked) stays as an instant.
 */
import type { Instant } from '../../calendar/instant';
import type { Message, Purpose, SettledMessage } from '../../messages/message';
import { withTold } from '../amendment/changed-parts';
import type { ChangedPart } from '../amendment/changed-parts';
import type { EventOf, MessageEvent } from '../events';
import type { Order } from '../order';
import { isAfterAnother } from './after-another';

const TYPES: Readonly<Record<MessageEvent['type'], true>> = {
  MessageNoted: true,
  MessageSent: true,
  MessagePutOff: true,
  MessageChannelFailed: true,
  MessageUnknown: true,
  ProviderAsked: true,
  MessageRepeated: true,
  MessageGivenUp: true,
  MessageWithdrawn: true,
};

/** Whether an event is one of a message. */
export function isMessageEvent<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, { readonly type: MessageEvent['type'] }> {
  return event.type in TYPES;
}

/** Folds one message event. */
export function evolveMessage(order: Order, event: MessageEvent, at: Instant): Order {
  switch (event.type) {
    case 'MessageNoted':
      return noted(order, event, at);
    case 'MessageSent':
      return sent(order, event, at);
    case 'MessageGivenUp':
      return settled(order, event.messageId);
    case 'MessageWithdrawn':
      return withdrawn(order, event.messageId, at);
    case 'MessageChannelFailed':
      return channelFailed(order, event, at);
    case 'MessagePutOff':
      return change(order, event.messageId, (message) => ({
        ...message,
        state: 'waiting',
        attempt: event.attempt + 1,
        notBefore: event.notBefore,
      }));
    case 'MessageUnknown':
      return change(order, event.messageId, (message) => ({
        ...message,
        // Nobody looks into what became of a message without a point; a callback may still tell.
        state: message.state === 'withdrawn' ? 'withdrawn' : 'unknown',
        unknownSince: at,
        asked: 0,
      }));
    case 'ProviderAsked':
      return change(order, event.messageId, (message) => ({
        ...message,
        unknownSince: at,
        asked: message.asked + 1,
      }));
    case 'MessageRepeated':
      return repeated(order, event.messageId);
  }
}

function change(order: Order, id: string, how: (message: Message) => Message): Order {
  const messages = order.messages.map((message) => (message.id === id ? how(message) : message));
  return { ...order, messages };
}

/** It goes again after all that wait by then: what has been started is held up by nothing. */
function repeated(order: Order, id: string): Order {
  const message = order.messages.find((one) => one.id === id);
  if (!message) return order;
  const { attempt } = message;
  const again = { state: 'waiting', attempt: attempt + 1, unknownSince: null, asked: 0 } as const;
  return { ...order, messages: [...without(order, id).messages, { ...message, ...again }] };
}

function without(order: Order, id: string): Order {
  return { ...order, messages: order.messages.filter((message) => message.id !== id) };
}

/** It leaves the state; what a late word of a provider must find is kept. */
function settled(order: Order, id: string): Order {
  const message = order.messages.find((one) => one.id === id);
  const rest = without(order, id);
  if (!message || (message.attempt === 1 && message.failedChannels.length === 0)) return rest;
  const { attempt, failedChannels } = message;
  return {
    ...rest,
    settledMessages: { ...order.settledMessages, [id]: { attempt, failedChannels } },
  };
}

/** What it said of a change is kept with it: where it does not arrive, that is still to be said. */
function withSaid(order: Order, message: Message | undefined): Order {
  const changed = message?.news?.changed;
  if (!message || !changed) return order;
  const { id, attempt, failedChannels } = message;
  const settledMessages = {
    ...order.settledMessages,
    [id]: { attempt, failedChannels, changed },
  };
  return { ...order, settledMessages };
}

/** What a newer message says too is not kept with older ones any more. */
function withoutSaid(
  { settledMessages = {} }: Order,
  parts: readonly ChangedPart[],
): Pick<Order, 'settledMessages'> {
  const isSaid = ({ changed }: SettledMessage): boolean =>
    changed?.parts.every((part) => parts.includes(part)) === true;
  const entries = Object.entries(settledMessages);
  if (!entries.some(([, one]) => isSaid(one))) return {};
  const kept = entries.flatMap(([id, one]): readonly (readonly [string, SettledMessage])[] => {
    if (!isSaid(one)) return [[id, one]];
    const { attempt, failedChannels } = one;
    const isKnown = attempt > 1 || failedChannels.length > 0;
    return isKnown ? [[id, { attempt, failedChannels }]] : [];
  });
  return { settledMessages: Object.fromEntries(kept) };
}

/** What it says besides needs no message of its own. */
function toldBy({ news, version }: EventOf<'MessageNoted'>): Order['told'] {
  return {
    ...(news?.short ? { goods_missing: version } : {}),
    ...(news?.owed === undefined ? {} : { payment_asked: version }),
  };
}

/** What of the wish a message about a change has told. */
function changesTold(
  order: Order,
  { purpose, version, news }: EventOf<'MessageNoted'>,
): Pick<Order, 'changes' | 'settledMessages'> {
  if (purpose !== 'order_amended' || !order.changes) return {};
  const before = order.told.order_amended ?? -1;
  const is = version > before ? 'new' : version === before ? 'newest' : 'older';
  const parts = news?.changed?.parts ?? [];
  const changes = withTold(order.changes, { parts, is });
  return is === 'older' ? { changes } : { changes, ...withoutSaid(order, parts) };
}

function noted(order: Order, event: EventOf<'MessageNoted'>, at: Instant): Order {
  const { messageId: id, purpose, version, channel, notBefore } = event;
  const message: Message = {
    id,
    purpose,
    version,
    channel,
    state: 'waiting',
    attempt: 1,
    notedAt: at,
    notBefore,
    unknownSince: null,
    asked: 0,
    failedChannels: event.failed ?? [],
    ...(event.news ? { news: event.news } : {}),
  };
  const latest = Math.max(order.told[purpose] ?? version, version);
  const told = { ...order.told, [purpose]: latest, ...toldBy(event) };
  const changes = changesTold(order, event);
  const counts = { ...order.counts, message: order.counts.message + 1 };
  return { ...order, messages: [...order.messages, message], told, counts, ...changes };
}

function channelFailed(order: Order, event: EventOf<'MessageChannelFailed'>, at: Instant): Order {
  const { messageId: id, purpose, version, channel, next, notBefore } = event;
  if (!next) return order;
  const open = order.messages.find((message) => message.id === id);
  const known = open ?? order.settledMessages?.[id];
  const attempt = (known?.attempt ?? 1) + 1;
  const message: Message = {
    id,
    purpose,
    version,
    channel: next,
    state: 'waiting',
    attempt,
    channelSince: attempt,
    notedAt: open?.notedAt ?? at,
    notBefore,
    unknownSince: null,
    asked: 0,
    failedChannels: [...(known?.failedChannels ?? []), channel],
    ...(event.news ? { news: event.news } : {}),
  };
  return { ...order, messages: [...without(order, id).messages, message] };
}

/** What could have been begun by now may still turn out to have been sent; said twice, or still behind another, it was not. */
function withdrawn(order: Order, id: string, at: Instant): Order {
  const message = order.messages.find((one) => one.id === id);
  const mayHaveBegun =
    message?.state === 'waiting' && message.notBefore <= at && !isAfterAnother(order, message);
  return mayHaveBegun
    ? change(order, id, (one) => ({ ...one, state: 'withdrawn' }))
    : settled(order, id);
}

/** Instants the order keeps of a message that went out. */
const REMEMBERED: Readonly<Partial<Record<Purpose, (order: Order, at: Instant) => Order>>> = {
  confirm_by_email: (order, at) => ({ ...order, contact: { ...order.contact, emailedAt: at } }),
  confirm_reminder: (order, at) => ({ ...order, contact: { ...order.contact, remindedAt: at } }),
  payment_reminder: (order, at) =>
    order.prepayment ? { ...order, prepayment: { ...order.prepayment, remindedAt: at } } : order,
};

/** A call that was taken stays until its end is known: only that settles it. */
function ringing(call: Message, at: Instant): Message {
  return { ...call, state: 'ringing', ringingSince: at, unknownSince: null };
}

function sent(order: Order, event: EventOf<'MessageSent'>, at: Instant): Order {
  const message = order.messages.find((one) => one.id === event.messageId);
  if (message?.channel === 'voice') return change(order, message.id, (call) => ringing(call, at));
  const next = withSaid(settled(order, event.messageId), message);
  const remember = message && REMEMBERED[message.purpose];
  return remember ? remember(next, at) : next;
}
