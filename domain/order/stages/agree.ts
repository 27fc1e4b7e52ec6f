/**
 * Agree with the customer: calls with spacing in shop and decent hours, not reached → e-mail with
 * everything, a reminder, and after a long silence the end (R12, R13, R52, R59).
 */
import type { Instant } from '../../calendar/instant';
import { earliest, plus } from '../../calendar/instant';
import { nextContactMoment } from '../../calendar/contact-hours';
import type { Spacing, Terms } from '../../policy/policy';
import { dueAfter, morningAfter } from '../../policy/shop-hours';
import { remembered } from '../../remembered';
import { askPerson, hasTask, tellCustomer } from '../asking';
import { ringingEndsAt, voiceCall, voiceIntents, voiceMoment } from '../voice/voice-step';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import type { Order } from '../order';
import { phrase } from '../waiting';
import type { Stage } from './stage';

interface Schedule {
  /** When the next call falls, if the policy has one left and the two days ever meet. */
  readonly callAt: Instant | null;
  /** When the voice menu calls next. */
  readonly voiceAt: Instant | null;
  readonly emailAt: Instant | null;
}

/** The first moment inside both the shop's hours and the customer's, or none where they never meet. */
function callable(order: Order, terms: Terms, at: Instant): Instant | undefined {
  const { contact } = order.wish;
  const hours = contact.hours ?? terms.policy.decentHours;
  const shop = terms.policy.calendar;
  const question = `call in ${contact.zone} ${hours.from} ${hours.to} from ${at}`;
  const { zone: customerZone } = contact;
  return remembered(shop, question, () => nextContactMoment({ shop, customerZone, hours }, at));
}

function spaced(terms: Terms, base: Instant, after: Spacing): Instant {
  return after === 'next_morning'
    ? morningAfter(terms.policy.calendar, base)
    : plus(base, `PT${String(after.minutes)}M`);
}

function momentOf(
  order: Order,
  terms: Terms,
  step: { readonly way: 'call' | 'voice'; readonly base: Instant; readonly after: Spacing },
): Instant | undefined {
  const { way, base, after } = step;
  return way === 'voice'
    ? voiceMoment(order, terms, { base, after })
    : callable(order, terms, spaced(terms, base, after));
}

/** Walks the steps of the policy; only recorded attempts count, the rest stands on its planned time. */
export function contactSchedule(order: Order, terms: Terms): Schedule {
  const { attempts, lastAttemptAt, callBackAt, wrongNumber, voiceCalls = 0 } = order.contact;
  let base = lastAttemptAt ?? order.placedAt;
  let callAt: Instant | null = null;
  let voiceAt: Instant | null = null;
  let emailAt: Instant | null = null;
  const left = { call: attempts - voiceCalls, voice: voiceCalls };
  const canCall = order.wish.contact.hasPhone && !wrongNumber;
  for (const step of terms.policy.contact.steps) {
    if (step.do === 'email') {
      emailAt ??= spaced(terms, base, step.after);
      continue;
    }
    const { do: way, after } = step;
    left[way] -= 1;
    if (left[way] >= 0) continue;
    // What comes after a call by the menu waits for its end.
    if (way === 'voice' && voiceCall(order)) break;
    const moment = canCall ? momentOf(order, terms, { way, base, after }) : undefined;
    if (!moment) continue;
    base = moment;
    if (way === 'voice') voiceAt ??= moment;
    else callAt ??= moment;
  }
  if (!callBackAt) return { callAt, voiceAt, emailAt };
  // A call asked for stands in place of everything else, unless nobody can ever make it.
  const askedFor = canCall ? callable(order, terms, callBackAt) : undefined;
  return askedFor
    ? { callAt: askedFor, voiceAt: null, emailAt: null }
    : { callAt: null, voiceAt: null, emailAt };
}

interface Silence {
  readonly remindAt: Instant;
  readonly closeAt: Instant;
}

function silence(order: Order, terms: Terms): Silence | null {
  const { emailedAt } = order.contact;
  if (!emailedAt) return null;
  const { calendar, contact } = terms.policy;
  return {
    remindAt: dueAfter(calendar, emailedAt, contact.remindAfterMinutes),
    closeAt: dueAfter(calendar, emailedAt, contact.closeAfterMinutes),
  };
}

/** Who says what should be changed has answered: nothing more is tried while a person sees to it. */
const isOpen = (order: Order): boolean =>
  !order.agreement && !order.closing && !hasTask(order, 'customer_wants_change');

function callIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { callAt } = contactSchedule(order, terms);
  if (!callAt || callAt > at || hasTask(order, 'call_customer')) return [];
  return askPerson(order, terms.policy, { kind: 'call_customer', about: null, at });
}

function emailIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { emailAt } = contactSchedule(order, terms);
  if (!emailAt || emailAt > at) return [];
  const { version } = order.wish;
  const told = order.told.confirm_by_email !== undefined;
  const changed = told && (order.told.confirm_by_email ?? 0) < version;
  if (told && !changed) return [];
  return tellCustomer(order, terms, { purpose: 'confirm_by_email', channel: 'email', version, at });
}

function silenceIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const until = silence(order, terms);
  if (!until) return [];
  if (until.closeAt <= at) {
    return [record({ type: 'ClosingBegun', reason: 'customer_silent', noteId: null })];
  }
  if (until.remindAt > at) return [];
  const channel = order.wish.contact.hasEmail ? ({ channel: 'email' } as const) : {};
  return tellCustomer(order, terms, { purpose: 'confirm_reminder', ...channel, at });
}

/** The e-mail's time has passed and it went nowhere: somebody must find a way to the customer. */
function personIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const noted = order.told.confirm_by_email !== undefined;
  const underWay = order.messages.some((message) => message.purpose === 'confirm_by_email');
  const taken = (['fix_contact', 'message_undeliverable', 'call_customer'] as const).some((kind) =>
    hasTask(order, kind),
  );
  if (!noted || underWay || taken || order.contact.emailedAt) return [];
  return askPerson(order, terms.policy, { kind: 'fix_contact', about: 'confirm_by_email', at });
}

export const agree: Stage = {
  intents: (order, terms, at) =>
    isOpen(order)
      ? [
          ...silenceIntents(order, terms, at),
          ...voiceIntents(order, terms, { voiceAt: contactSchedule(order, terms).voiceAt, at }),
          ...callIntents(order, terms, at),
          ...emailIntents(order, terms, at),
          ...personIntents(order, terms, at),
        ]
      : [],

  deadlines: (order, terms) => {
    if (!isOpen(order)) return [];
    const { callAt, voiceAt, emailAt } = contactSchedule(order, terms);
    const until = silence(order, terms);
    const due: { key: string; at: Instant }[] = [];
    const knowsEmail = order.told.confirm_by_email !== undefined || hasTask(order, 'fix_contact');
    if (callAt && !hasTask(order, 'call_customer')) due.push({ key: 'call', at: callAt });
    if (voiceAt) due.push({ key: 'voice', at: voiceAt });
    if (emailAt && !knowsEmail) due.push({ key: 'email', at: emailAt });
    const isTold = order.told.confirm_reminder !== undefined || hasTask(order, 'fix_contact');
    if (until && !isTold) {
      due.push({ key: 'confirm_reminder', at: until.remindAt });
    }
    if (until) due.push({ key: 'customer_silent', at: until.closeAt });
    return due;
  },

  waiting: (order, terms) => {
    if (!isOpen(order)) return null;
    const until = silence(order, terms);
    const { callAt, voiceAt, emailAt } = contactSchedule(order, terms);
    const call = order.tasks.find((task) => task.kind === 'call_customer');
    if (call) {
      return {
        for: 'manager',
        party: null,
        what: phrase('wait.call'),
        since: call.openedAt,
        until: call.escalated ? emailAt : call.dueBy,
        then: phrase(call.escalated ? 'then.email' : 'then.escalate'),
      };
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
    const tried = earliest(callAt ?? undefined, voiceAt ?? undefined) ?? null;
    const next = until ? until.closeAt : (tried ?? emailAt);
    const way = tried === null ? 'then.email' : tried === voiceAt ? 'then.voice' : 'then.call';
    return {
      for: 'customer',
      party: null,
      what: phrase('wait.confirm'),
      since: order.contact.emailedAt ?? order.placedAt,
      until: next,
      then: phrase(until ? 'then.close_silent' : way),
    };
  },

  finished: (order) => order.agreement !== null,
};
