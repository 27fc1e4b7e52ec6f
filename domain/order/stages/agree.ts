/**
 * Agree with the customer: nobody is asked where the policy says so; else links and calls with spacing in
 * shop and decent hours, not reached → e-mail with everything, a reminder, and after a long silence the
 * end (R12, R13, R52, R59). The answer on any channel ends every other attempt.
 */
import type { Instant } from '../../calendar/instant';
import type { Deadline } from '../../life/life';
import type { Terms } from '../../policy/policy';
import { askPerson, channelsOf, hasTask, tellCustomer } from '../tasks/asking';
import { lackingForAutoConfirm } from '../contact/auto-confirm';
import { isMailed, isMailedAsItStands } from '../contact/new-number';
import { contactSchedule, searchForWay, silenceOf } from '../contact/schedule';
import { ringingEndsAt, voiceCall, voiceIntents } from '../voice/voice-step';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import type { Order } from '../order';
import { taskWait } from '../tasks/task-wait';
import { phrase } from '../waiting';
import type { Phrase } from '../waiting';
import type { Stage } from './stage';

/** Who says what should be changed has answered: nothing more is tried while a person sees to it. */
const isOpen = (order: Order): boolean =>
  !order.agreement && !order.closing && !hasTask(order, 'customer_wants_change');

/** Paid, whole, in stock and of a known customer: nobody is called (R59). */
function autoIntents(order: Order, terms: Terms): readonly OrderIntent[] {
  const rule = terms.policy.contact.autoConfirm;
  if (!rule || lackingForAutoConfirm(order, rule).length > 0) return [];
  return [record({ type: 'OrderAgreed', channel: 'auto', version: order.wish.version })];
}

function callIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { callAt } = contactSchedule(order, terms);
  if (!callAt || callAt > at || hasTask(order, 'call_customer')) return [];
  return askPerson(order, terms.policy, { kind: 'call_customer', about: null, at });
}

function textIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { text } = contactSchedule(order, terms);
  if (!text || text.at > at) return [];
  const { nth: version } = text;
  return tellCustomer(order, terms, { purpose: 'confirm_by_sms', channel: 'sms', version, at });
}

/** The channel of the last step: everything fits an e-mail; a link to it fits an SMS. */
function lastChannel(order: Order): { readonly channel?: 'email' } {
  return order.wish.contact.hasEmail ? { channel: 'email' } : {};
}

function emailIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { emailAt } = contactSchedule(order, terms);
  const { version } = order.wish;
  const isTold = isMailed(order);
  if (!isTold && (!emailAt || emailAt > at)) return [];
  if (isTold && isMailedAsItStands(order)) return [];
  const message = { purpose: 'confirm_by_email', version, at } as const;
  return tellCustomer(order, terms, { ...message, ...lastChannel(order) });
}

function silenceIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const until = silenceOf(order, terms);
  if (!until) return [];
  if (until.closeAt <= at) {
    return [record({ type: 'ClosingBegun', reason: 'customer_silent', noteId: null })];
  }
  if (until.remindAt > at) return [];
  return tellCustomer(order, terms, { purpose: 'confirm_reminder', ...lastChannel(order), at });
}

/** Nothing leads to the customer, or the e-mail went nowhere: somebody must find a way. */
function personIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (channelsOf(order).length === 0) {
    const isAsked = hasTask(order, 'fix_contact');
    const task = { kind: 'fix_contact', about: 'no_channel', at } as const;
    return isAsked ? [] : askPerson(order, terms.policy, task);
  }
  const noted = isMailed(order);
  // What was taken back is no way, though it may have gone out.
  const underWay = order.messages.some(
    ({ purpose, state }) => purpose === 'confirm_by_email' && state !== 'withdrawn',
  );
  const taken = (['fix_contact', 'message_undeliverable', 'call_customer'] as const).some((kind) =>
    hasTask(order, kind),
  );
  if (!noted || underWay || taken || order.contact.emailedAt) return [];
  return askPerson(order, terms.policy, { kind: 'fix_contact', about: 'confirm_by_email', at });
}

/** What comes next by itself, the earliest first. */
function upcoming(order: Order, terms: Terms): readonly { at: Instant; then: Phrase }[] {
  const { text, callAt, voiceAt, emailAt } = contactSchedule(order, terms);
  const isTold = isMailed(order);
  const isAsked = hasTask(order, 'fix_contact');
  const silence = silenceOf(order, terms);
  return [
    ...(text ? [{ at: text.at, then: phrase('then.text') }] : []),
    ...(voiceAt ? [{ at: voiceAt, then: phrase('then.voice') }] : []),
    ...(callAt ? [{ at: callAt, then: phrase('then.call') }] : []),
    ...(emailAt && !isTold && !isAsked && channelsOf(order).length > 0
      ? [{ at: emailAt, then: phrase('then.email') }]
      : []),
    ...(silence ? [{ at: silence.closeAt, then: phrase('then.close_silent') }] : []),
  ].sort((one, other) => one.at.localeCompare(other.at));
}

export const agree: Stage = {
  intents: (order, terms, at) =>
    isOpen(order)
      ? [
          ...autoIntents(order, terms),
          ...silenceIntents(order, terms, at),
          ...textIntents(order, terms, at),
          ...voiceIntents(order, terms, { voiceAt: contactSchedule(order, terms).voiceAt, at }),
          ...callIntents(order, terms, at),
          ...emailIntents(order, terms, at),
          ...personIntents(order, terms, at),
        ]
      : [],

  deadlines: (order, terms) => {
    if (!isOpen(order)) return [];
    const { text, callAt, voiceAt, emailAt } = contactSchedule(order, terms);
    const until = silenceOf(order, terms);
    const due: Deadline[] = [];
    const isAsked = hasTask(order, 'fix_contact');
    const knowsEmail = isMailed(order) || isAsked;
    if (text) due.push({ key: `link_${String(text.nth)}`, at: text.at });
    if (voiceAt) due.push({ key: 'voice', at: voiceAt });
    if (callAt && !hasTask(order, 'call_customer')) due.push({ key: 'call', at: callAt });
    if (emailAt && !knowsEmail) due.push({ key: 'email', at: emailAt });
    if (until && order.told.confirm_reminder === undefined && !isAsked) {
      due.push({ key: 'confirm_reminder', at: until.remindAt });
    }
    if (until) due.push({ key: 'customer_silent', at: until.closeAt });
    return due;
  },

  waiting: (order, terms, at) => {
    if (!isOpen(order)) return null;
    const next = upcoming(order, terms).filter((one) => one.at > at);
    const call = order.tasks.find((task) => task.kind === 'call_customer');
    if (call) {
      const after = next.find((one) => one.at > call.openedAt && one.then.key !== 'then.call');
      const task = taskWait(call);
      // Nothing more comes of the task by itself: what comes next does not wait for it.
      const ends = task.until === null && after ? { until: after.at, then: after.then } : {};
      return { ...task, what: phrase('wait.call'), ...ends };
    }
    const ringing = voiceCall(order);
    if (ringing) {
      return {
        for: 'customer',
        party: null,
        what: phrase('wait.voice'),
        since: ringing.notedAt,
        until: ringing.state === 'ringing' ? ringingEndsAt(ringing) : null,
        then: phrase('then.next_step'),
      };
    }
    const [first] = next;
    const search = searchForWay(order, terms);
    if (search) {
      const task = taskWait(search);
      const ends = task.until === null && first ? { until: first.at, then: first.then } : {};
      return { ...task, what: phrase('wait.task.fix_contact'), ...ends };
    }
    return {
      for: 'customer',
      party: null,
      what: phrase('wait.confirm'),
      since: order.contact.emailedAt ?? order.placedAt,
      until: first?.at ?? null,
      then: first?.then ?? phrase('then.nothing'),
    };
  },

  finished: (order) => order.agreement !== null,
};
