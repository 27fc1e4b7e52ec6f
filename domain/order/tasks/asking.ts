/**
 * The two things several stages ask for: a task for a person and a message to the customer.
 * One place decides whether it is asked already, on which channel, and by when it is due.
 */
import type { Instant } from '../../calendar/instant';
import { nextDecentMoment } from '../../calendar/contact-hours';
import type { MessageChannel, News, Purpose } from '../../messages/message';
import type { Policy, Terms } from '../../policy/policy';
import { dueAfter } from '../../policy/shop-hours';
import { remembered } from '../../remembered';
import { TASK_RULES } from '../../tasks/task';
import type { TaskKind } from '../../tasks/task';
import { canPhone } from '../contact/reach';
import type { OrderFact } from '../events';
import { factsOf, record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { Order } from '../order';
import type { Contact } from '../wish';

export function hasTask(order: Order, kind: TaskKind, about: string | null = null): boolean {
  return order.tasks.some((task) => task.kind === kind && (about === null || task.about === about));
}

/** The same as facts, for decisions. */
export function taskFacts(...asked: Parameters<typeof askPerson>): readonly OrderFact[] {
  return factsOf(askPerson(...asked));
}

/** Opens a task unless one of the kind is open about the same thing. */
export function askPerson(
  order: Order,
  policy: Policy,
  task: {
    readonly kind: TaskKind;
    readonly about: string | null;
    readonly cause?: string;
    readonly at: Instant;
  },
): readonly OrderIntent[] {
  if (hasTask(order, task.kind, task.about)) return [];
  const minutes = policy.taskMinutes[task.kind] ?? 540;
  return [
    record({
      type: 'TaskOpened',
      taskId: nextId(order, 'task'),
      kind: task.kind,
      role: TASK_RULES[task.kind].role,
      about: task.about,
      ...(task.cause === undefined ? {} : { cause: task.cause }),
      dueBy: dueAfter(policy.calendar, task.at, minutes),
    }),
  ];
}

/** Channels that can reach the customer at all, the agreed one first. */
export function channelsOf(order: Order): readonly MessageChannel[] {
  const { contact } = order.wish;
  const sms: MessageChannel[] = canPhone(order) ? ['sms'] : [];
  const email: MessageChannel[] = contact.hasEmail ? ['email'] : [];
  return contact.channel === 'email' ? [...email, ...sms] : [...sms, ...email];
}

/**
 * The first moment the channel may be used: e-mail at any, SMS in decent hours of the customer's day,
 * a call by the voice menu in the hours the customer named.
 */
export function sendableAt(
  contact: Contact,
  policy: Policy,
  message: { readonly channel: MessageChannel; readonly at: Instant },
): Instant {
  if (message.channel === 'email') return message.at;
  const { at } = message;
  const hours = (message.channel === 'voice' ? contact.hours : null) ?? policy.decentHours;
  const find = (): Instant => nextDecentMoment(contact.zone, hours, at);
  return remembered(policy, `${hours.from}–${hours.to} in ${contact.zone} from ${at}`, find);
}

/** Notes a message to the customer once for its purpose and version; a task where no channel is left. */
export function tellCustomer(
  order: Order,
  terms: Terms,
  message: {
    readonly purpose: Purpose;
    readonly at: Instant;
    readonly version?: number;
    readonly channel?: MessageChannel;
    readonly news?: News;
  },
): readonly OrderIntent[] {
  const { purpose, at } = message;
  const version = message.version ?? 0;
  if ((order.told[purpose] ?? -1) >= version) return [];
  const channel = message.channel ?? channelsOf(order)[0];
  if (!channel || !channelsOf(order).includes(channel)) {
    const isPast = order.deliveredAt !== null || order.closing !== null;
    if (isPast || hasTask(order, 'fix_contact')) return [];
    return askPerson(order, terms.policy, { kind: 'fix_contact', about: purpose, at });
  }
  return [
    record({
      type: 'MessageNoted',
      messageId: nextId(order, 'message'),
      purpose,
      version,
      channel,
      notBefore: sendableAt(order.wish.contact, terms.policy, { channel, at }),
      ...(message.news ? { news: message.news } : {}),
    }),
  ];
}
