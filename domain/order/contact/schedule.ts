/**
 * The contact policy walked for one order: when the next link, call, voice menu and e-mail fall. Computed anew each
 * time from what was really tried, so that nothing has to be moved by hand. It starts nothing.
 */
import type { Instant } from '../../calendar/instant';
import { latest, plus } from '../../calendar/instant';
import type { ContactStep, Spacing, Terms } from '../../policy/policy';
import { dueAfter, morningAfter } from '../../policy/shop-hours';
import { remembered } from '../../remembered';
import type { OpenTask } from '../../tasks/task';
import type { Order } from '../order';
import { channelsOf } from '../tasks/asking';
import { callable, callBackOf } from './call-back';
import { voiceCall, voiceMoment } from '../voice/voice-step';
import { isMailed } from './new-number';
import { canPhone } from './reach';

export interface ContactSchedule {
  /** The next link by SMS, counted among the policy's. */
  readonly text: { readonly nth: number; readonly at: Instant } | null;
  /** When the next call falls, if the policy has one left and the two days ever meet. */
  readonly callAt: Instant | null;
  /** When the voice menu calls next. */
  readonly voiceAt: Instant | null;
  /** When the order goes out with everything, whether or not anybody called. */
  readonly emailAt: Instant | null;
}

/** The message that the order has been received carries the link already. */
function isReceipt({ do: what, after }: ContactStep): boolean {
  return what === 'sms' && after !== 'next_morning' && after.minutes === 0;
}

function spaced(terms: Terms, base: Instant, after: Spacing): Instant {
  return after === 'next_morning'
    ? morningAfter(terms.policy.calendar, base)
    : plus(base, `PT${String(after.minutes)}M`);
}

interface Walk {
  /** From where the next step is counted. */
  readonly base: Instant;
  readonly calls: number;
  readonly voices: number;
  /** A call by the menu is under way: what comes after it waits for its end. */
  readonly isHeld: boolean;
  readonly texts: number;
  readonly schedule: ContactSchedule;
}

type Walking = (walk: Walk, step: ContactStep, of: { order: Order; terms: Terms }) => Walk;

const byText: Walking = (walk, step, { order, terms }) => {
  const { anew } = order.contact;
  // It went to the number before.
  if (isReceipt(step) && !anew) return walk;
  const nth = walk.texts + 1;
  const counted = { ...walk, texts: nth };
  if (!canPhone(order)) return counted;
  const at = spaced(terms, walk.base, step.after);
  const isPast =
    nth <= (order.told.confirm_by_sms ?? 0) ||
    walk.calls + walk.voices < order.contact.attempts - (anew?.attempts ?? 0);
  const text = walk.schedule.text ?? (isPast ? null : { nth, at });
  return { ...counted, base: at, schedule: { ...walk.schedule, text } };
};

/** Calls and calls by the menu that were made to the number as it is. */
function triedNow({ contact }: Order): { readonly calls: number; readonly voices: number } {
  const { attempts, voiceCalls = 0, anew } = contact;
  const voices = voiceCalls - (anew?.voiceCalls ?? 0);
  return { calls: Math.max(0, attempts - (anew?.attempts ?? 0) - voices), voices };
}

/** Only recorded attempts count; the rest stands on its planned time. */
const byCall: Walking = (walk, step, { order, terms }) => {
  const { lastAttemptAt, callBackAt } = order.contact;
  const calls = walk.calls + 1;
  const { calls: made } = triedNow(order);
  if (calls <= made) return { ...walk, calls, base: lastAttemptAt ?? walk.base };
  if (!canPhone(order)) return { ...walk, calls };
  const isNext = calls === made + 1;
  const moment =
    isNext && callBackAt
      ? (callBackOf(order, terms)?.at ?? null)
      : callable(order, terms, spaced(terms, walk.base, step.after));
  if (moment === null) return { ...walk, calls };
  const schedule = isNext ? { ...walk.schedule, callAt: moment } : walk.schedule;
  return { ...walk, calls, base: moment, schedule };
};

/** A call asked for stands in place of the menu. */
const byVoice: Walking = (walk, step, { order, terms }) => {
  const { lastAttemptAt, callBackAt } = order.contact;
  const voices = walk.voices + 1;
  if (voices <= triedNow(order).voices)
    return { ...walk, voices, base: lastAttemptAt ?? walk.base };
  if (voiceCall(order)) return { ...walk, voices, isHeld: true };
  if (!canPhone(order) || callBackAt) return { ...walk, voices };
  const moment = voiceMoment(order, terms, { base: walk.base, after: step.after });
  const voiceAt = walk.schedule.voiceAt ?? moment;
  return { ...walk, voices, base: moment, schedule: { ...walk.schedule, voiceAt } };
};

/** Never before a call that was asked for could have been made. */
const byEmail: Walking = (walk, step, { order, terms }) => {
  const callBack = callBackOf(order, terms)?.at ?? null;
  const { calendar, taskMinutes } = terms.policy;
  const at = spaced(terms, walk.base, step.after);
  const called = callBack && dueAfter(calendar, callBack, taskMinutes.call_customer ?? 0);
  const schedule = {
    ...walk.schedule,
    callAt: walk.schedule.callAt ?? callBack,
    emailAt: walk.schedule.emailAt ?? (called ? latest(at, called) : at),
  };
  return { ...walk, schedule };
};

const BY: Readonly<Record<ContactStep['do'], Walking>> = {
  sms: byText,
  call: byCall,
  voice: byVoice,
  email: byEmail,
};

/** When each way to the customer is tried next. */
export function contactSchedule(order: Order, terms: Terms): ContactSchedule {
  const byTerms = remembered(
    order,
    'contact schedule',
    () => new WeakMap<Terms, ContactSchedule>(),
  );
  const known = byTerms.get(terms) ?? walked(order, terms);
  byTerms.set(terms, known);
  return known;
}

function walked(order: Order, terms: Terms): ContactSchedule {
  const { anew } = order.contact;
  const begin: Walk = {
    base: anew?.at ?? order.placedAt,
    calls: 0,
    voices: 0,
    isHeld: false,
    texts: anew?.texts ?? 0,
    schedule: { text: null, callAt: null, voiceAt: null, emailAt: null },
  };
  const walk = terms.policy.contact.steps.reduce<Walk>(
    (so, step) => (so.isHeld ? so : BY[step.do](so, step, { order, terms })),
    begin,
  );
  return walk.schedule;
}

export interface Silence {
  readonly remindAt: Instant;
  readonly closeAt: Instant;
}

/**
 * The task of whoever is to find a way to the customer, where there is none and nothing more is tried
 * meanwhile; null else.
 */
export function searchForWay(order: Order, terms: Terms): OpenTask | null {
  const { text, callAt, voiceAt, emailAt } = contactSchedule(order, terms);
  const isToEmail = emailAt !== null && !isMailed(order);
  const isTried = text ?? callAt ?? voiceAt ?? voiceCall(order);
  if (isTried || (isToEmail && channelsOf(order).length > 0)) return null;
  return order.tasks.find((task) => task.kind === 'fix_contact') ?? null;
}

/**
 * When silence after the last step is broken into and when it ends the order. Counted from the e-mail,
 * from the last word with the customer and the call then asked for, or, where nothing leads to them, from
 * when a person was first asked to find a way.
 */
export function silenceOf(order: Order, terms: Terms): Silence | null {
  const { lastReachedAt, promisedCallAt, anew } = order.contact;
  const emailedAt = order.contact.emailedAt ?? searchForWay(order, terms)?.openedAt;
  if (!emailedAt) return null;
  const { calendar, contact } = terms.policy;
  const callBack = callBackOf(order, terms)?.at ?? promisedCallAt;
  const lastWord = latest(emailedAt, lastReachedAt ?? undefined, callBack ?? undefined);
  // A new number is called first as often as the policy says, though the e-mail has gone already.
  const walkedAt = anew ? (contactSchedule(order, terms).emailAt ?? undefined) : undefined;
  const since = latest(lastWord, anew?.at, walkedAt);
  return {
    remindAt: dueAfter(calendar, since, contact.remindAfterMinutes),
    closeAt: dueAfter(calendar, since, contact.closeAfterMinutes),
  };
}
