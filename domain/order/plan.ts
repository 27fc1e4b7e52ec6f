/**
 * THE page: how Ordo sees an order through, told in the order it usually goes.
 * Every stage is asked every time, so that a change during delivery brings the goods back to mind.
 */
import type { Instant } from '../calendar/instant';
import type { Deadline } from '../life/life';
import type { Terms } from '../policy/policy';
import type { OrderIntent } from './intent';
import type { Order } from './order';
import { agree } from './stages/agree';
import { care } from './stages/care';
import { close } from './stages/close';
import { instruct } from './stages/instruct';
import { prepay } from './stages/prepay';
import { receive } from './stages/receive';
import { secure } from './stages/secure';
import { settle } from './stages/settle';
import type { Stage } from './stages/stage';
import { watch } from './stages/watch';
import { codes } from './codes/hold-codes';
import { amendments } from './duties/amendments';
import { following } from './duties/following';
import { foreseen } from './duties/foreseen';
import { messages } from './duties/messages';
import { tasks } from './duties/tasks';
import { tellings } from './duties/tellings';
import type { Wait } from './waiting';

/** The story, one line a stage. */
export const STAGES = [
  /** Tell the customer at once. */
  { shown: 'received', stage: receive },
  /** Find each line and reserve it. */
  { shown: 'securing', stage: secure },
  /** Confirm with the customer; not reached → e-mail. */
  { shown: 'agreeing', stage: agree },
  /** Take the prepayment where it is demanded. */
  { shown: 'awaiting_prepayment', stage: prepay },
  /** Instruct supplier, warehouse and carrier. */
  { shown: 'instructing', stage: instruct },
  /** Watch the delivery and check it on the next day. */
  { shown: 'delivering', stage: watch },
  /** Bring the money in. */
  { shown: 'settling', stage: settle },
  /** Look after the customer. */
  { shown: 'caring', stage: care },
] as const;

/**
 * What goes on at every stage: changes and delays are told, parcels are followed, parties are reached, messages go
 * out, people are reminded.
 */
const DUTIES = [amendments, foreseen, following, tellings, messages, tasks] as const;

/** Codes first: what they pay is settled before anybody is told what to collect or to pay back. */
const EVERYBODY = [codes, ...STAGES.map(({ stage }) => stage), close, ...DUTIES];

/** A closed order still lets go of what comes to it, sends its last messages and pays back money that came late. */
function askedNow(order: Order): readonly Omit<Stage, 'finished'>[] {
  return order.closed ? [secure, settle, messages, tasks] : EVERYBODY;
}

export type Outside = Extract<OrderIntent, { readonly kind: 'outside' }>;
export type Inside = Exclude<OrderIntent, Outside>;

/** Whoever carries out what plan asks for does so at most so many times in a row: beyond that a rule is broken. */
export const MAXIMUM_ROUNDS = 50;

/** What is to be done next: one thing inside Ordo or, where there is none, everything outside. */
export type Planned =
  { readonly inside: Inside } | { readonly inside: null; readonly outside: readonly Outside[] };

/**
 * What must be done now so that the promises of all parties meet the wish of the customer. Nobody further down the
 * page is asked before what is asked for inside Ordo is done.
 */
export function plan(order: Order, terms: Terms, at: Instant): Planned {
  const outside: Outside[] = [];
  for (const one of askedNow(order)) {
    for (const intent of one.intents(order, terms, at)) {
      if (intent.kind !== 'outside') return { inside: intent };
      outside.push(intent);
    }
  }
  return { inside: null, outside };
}

/** When the order must be looked at again; computed, so that an amendment moves every timer. */
export function nextDeadline(order: Order, terms: Terms): Deadline | null {
  const due = askedNow(order).flatMap((one) => one.deadlines(order, terms));
  return due.reduce<Deadline | null>(
    (first, one) => (first === null || one.at < first.at ? one : first),
    null,
  );
}

/** What has passed is no end of a wait: something is on its way that was started then. */
function stillToCome(wait: Wait, at: Instant): Wait {
  return wait.until !== null && wait.until <= at ? { ...wait, until: null } : wait;
}

/** Why the order waits: the wait with the earliest end, page order breaking ties. */
export function explain(order: Order, terms: Terms, at: Instant): Wait | null {
  if (order.closed) return null;
  const waits = EVERYBODY.map((one) => one.waiting(order, terms, at))
    .filter((one) => one !== null)
    .map((wait) => stillToCome(wait, at));
  const ending = (wait: Wait): string => wait.until ?? '9999';
  return waits.reduce<Wait | null>(
    (first, wait) => (first === null || ending(wait) < ending(first) ? wait : first),
    null,
  );
}
