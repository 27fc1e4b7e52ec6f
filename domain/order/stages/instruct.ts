/**
 * Instruct supplier, warehouse and carrier once the order is agreed, secured and paid as needed;
 * tell each what has changed for it, call it off, and see that it answers in time (R19–R22, R24).
 */
import type { Instant } from '../../calendar/instant';
import type { WorkingCalendar } from '../../calendar/working-calendar';
import type { Deadline } from '../../life/life';
import { asksTheSame, isCalledOff, isLive, lastTold } from '../../parties/instruction';
import type { Instruction, InstructionContent } from '../../parties/instruction';
import { partyOf } from '../../policy/policy';
import type { Terms } from '../../policy/policy';
import { dueAfter, isOpenAt, openingFrom } from '../../policy/shop-hours';
import { askPerson } from '../tasks/asking';
import { carrierOf, desiredInstructions, desiredOf } from '../parties/desired';
import type { Desired } from '../parties/desired';
import { shortLines } from '../goods/short-lines';
import { sentApart } from '../amendment/keep-wish';
import { isOfRevert } from '../amendment/reverted';
import {
  hasRefusedChange,
  hasTaken,
  isAwaited,
  isOutOfHand,
  isUnwilling,
  mayBeTold,
} from '../parties/in-hand';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { Order } from '../order';
import { goodsDue, owesGoods } from '../parties/owed';
import { isClosedUp, parcelsFor, stillToPack } from '../parties/packing';
import { prepaymentOwed } from '../money/totals';
import { phrase } from '../waiting';
import type { Phrase, WaitingFor } from '../waiting';
import type { Stage } from './stage';

function calendarOf(terms: Terms, party: string): WorkingCalendar {
  return partyOf(terms, party).calendar ?? terms.policy.calendar;
}

function dueBy(terms: Terms, party: string, at: Instant): Instant {
  const { deadlines } = partyOf(terms, party);
  return dueAfter(calendarOf(terms, party), at, deadlines.answerMinutes);
}

/** Nothing leaves before the order is agreed, whole and, where needed, paid. */
function mayInstruct(order: Order): boolean {
  if (!order.agreement || order.closing || order.deliveredAt) return false;
  if (order.instructedAt) return true;
  return shortLines(order).length === 0 && prepaymentOwed(order) === 0;
}

function conversation(order: Order, party: string): Instruction | undefined {
  return order.instructions.find(
    (one) => one.party === party && one.state !== 'called_off' && !one.stands,
  );
}

/** Desired of parties that are told nothing just now. */
export function untold(order: Order, terms: Terms): readonly Desired[] {
  return desiredInstructions(order, terms).filter(
    ({ party, instructionId }) => instructionId === null && !conversation(order, party),
  );
}

/** Not yet told anything: told in its working hours, and the packer's parcel is announced. */
function toWrite(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (!mayInstruct(order)) return [];
  return untold(order, terms)
    .filter(({ party }) => isOpenAt(calendarOf(terms, party), at))
    .map(({ party, content }) =>
      record({
        type: 'InstructionWritten',
        instructionId: nextId(order, 'instruction'),
        party,
        content,
        wishVersion: order.wish.version,
        dueBy: dueBy(terms, party, at),
      }),
    );
}

/** What a packer is to pack and is in no parcel yet gets one: the first, or one more after one has left. */
function toAnnounce(order: Order, terms: Terms): readonly OrderIntent[] {
  if (order.closing || order.deliveredAt) return [];
  return order.instructions
    .filter((one) => isLive(one) && one.kind !== 'deliver' && !isCalledOff(one))
    .filter((one) => parcelsFor(order, one).every(isClosedUp))
    .flatMap((instruction) => {
      const lines = stillToPack(order, instruction);
      if (lines.length === 0) return [];
      const { party: source } = instruction;
      const carrier = carrierOf(order, terms);
      const parcelId = nextId(order, 'parcel');
      return [record({ type: 'ParcelAnnounced', parcelId, source, carrier, lines })];
    });
}

/**
 * Whether just this was refused: it is not asked again. What has changed since, with no change of the customer open
 * to decide on, is another question.
 */
function isRefusedAlready(order: Order, told: Instruction, wanted: Desired | null): boolean {
  const { refusedVersion, refusedContent, callOffRefused } = told;
  // By then the wish is settled by what came: its new version asks nothing else of who is to do nothing.
  if (order.deliveredAt && callOffRefused) return true;
  if (refusedVersion !== order.wish.version || callOffRefused !== !wanted) return false;
  return order.amendment !== null || !wanted || !refusedContent
    ? true
    : asksTheSame(refusedContent, wanted.content);
}

/** Told something else before: a revision where there is still something to do, else a call-off. */
function toRevise(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (order.closed) return [];
  const told = order.instructions.filter((one) => isLive(one) && mayBeTold(order, one));
  if (told.length === 0) return [];
  const isOver = order.closing ?? order.deliveredAt;
  const desired = isOver ? [] : desiredInstructions(order, terms);
  return told.flatMap((instruction) => {
    const { id: instructionId, party } = instruction;
    const { version: wishVersion } = order.wish;
    const wanted = desiredOf(desired, instruction);
    const told = lastTold(instruction);
    // Who would not be called off and is wanted again was told to stop, so it is told to go on.
    const knows = told !== null && !instruction.callOffRefused;
    const settled = wanted ? knows && asksTheSame(told, wanted.content) : told === null;
    const refused = isRefusedAlready(order, instruction, wanted ?? null);
    const mayGoOn = !wanted && instruction.goesOn;
    if (settled || refused || mayGoOn || isOutOfHand(order, instruction)) return [];
    const type = wanted ? 'RevisionWritten' : 'CallOffWritten';
    const content = wanted?.content ?? instruction.content;
    const asked = { instructionId, party, content, dueBy: dueBy(terms, party, at) };
    return [record({ type, ...asked, wishVersion })];
  });
}

/** Whose answer still matters: once everything has arrived, only who brought nothing of it is chased for a yes. */
function awaited(order: Order): readonly Instruction[] {
  return order.instructions.filter((one) => mayBeTold(order, one) && isAwaited(order, one));
}

/** Who owes an answer, or the goods it said yes to. */
function owing(order: Order): readonly Instruction[] {
  const answers = awaited(order);
  return [...answers, ...order.instructions.filter((one) => owesGoods(order, one))];
}

/** When who owes something is reminded or given up; null where a person stands for it. */
function chasedAt(order: Order, terms: Terms, one: Instruction): Instant | null {
  if (one.dueBy || one.remindedAt || isAwaited(order, one)) return one.dueBy;
  return goodsDue(order, terms, one);
}

/** Silence: a reminder at the deadline, at the second one a task that names the party (R21). */
function toChase(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  return owing(order).flatMap((instruction): readonly OrderIntent[] => {
    const { id: instructionId, party } = instruction;
    const due = chasedAt(order, terms, instruction);
    const task = { kind: 'party_overdue', about: instructionId, at } as const;
    // Overdue for good: somebody stands for it until it answers or need not any more.
    if (!due) return askPerson(order, terms.policy, task);
    if (due > at) return [];
    if (!instruction.remindedAt) {
      const next = dueBy(terms, party, at);
      return [record({ type: 'PartyReminded', instructionId, party, dueBy: next })];
    }
    return [
      ...askPerson(order, terms.policy, task),
      record({ type: 'InstructionOverdue', instructionId, party }),
    ];
  });
}

/** Who said no and is wanted no more: nobody need decide about that. */
function toSetAside(order: Order, terms: Terms): readonly OrderIntent[] {
  if (order.closing || order.deliveredAt) return [];
  return order.instructions
    .filter((one) => one.state === 'refused' && !one.stands)
    .filter((one) => !desiredOf(desiredInstructions(order, terms), one))
    .map(({ id: instructionId, party }) =>
      record({ type: 'InstructionSetAside', instructionId, party }),
    );
}

/** The shop takes the change back by itself, and what was refused with it. */
function goesBack(order: Order, terms: Terms, one: Instruction): boolean {
  const { amendment } = order;
  if (!amendment || terms.policy.partlyRefused !== 'revert') return false;
  return hasRefusedChange(order, one) && !isOfRevert(order, amendment, terms);
}

/** What was refused is a person's decision while the parcel is still about, unless the shop has decided before. */
function toDecide(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  return order.instructions
    .filter((one) => isUnwilling(order, one) && !goesBack(order, terms, one))
    .flatMap((one) => {
      const isDecided = terms.policy.partlyRefused === 'second_parcel';
      const apart = isDecided ? sentApart(order, terms, one) : null;
      if (apart) return [record(apart)];
      return askPerson(order, terms.policy, { kind: 'party_refused', about: one.id, at });
    });
}

const WAITING_FOR: Readonly<Record<InstructionContent['task'], WaitingFor>> = {
  supply: 'supplier',
  pack: 'warehouse',
  deliver: 'carrier',
};

function whatIsOwed(order: Order, one: Instruction): Phrase {
  const { party } = one;
  if (!isAwaited(order, one)) return phrase('wait.supply', { party });
  return phrase(one.pending ? `wait.answer_${one.pending.kind}` : 'wait.answer', { party });
}

function notYetOpen(order: Order, terms: Terms): readonly Deadline[] {
  if (!mayInstruct(order)) return [];
  return untold(order, terms).map(({ party }) => ({
    key: `instruct:${party}`,
    at: openingFrom(calendarOf(terms, party), order.at),
  }));
}

/** Who owes something until a moment; where a person stands for a party, the task says so, for as long as it takes. */
function firstOwing(
  order: Order,
  terms: Terms,
): { readonly open: Instruction; readonly until: Instant } | null {
  for (const open of owing(order)) {
    const until = chasedAt(order, terms, open);
    if (until) return { open, until };
  }
  return null;
}

export const instruct: Stage = {
  intents: (order, terms, at) => [
    ...toAnnounce(order, terms),
    ...toWrite(order, terms, at),
    ...toRevise(order, terms, at),
    ...toSetAside(order, terms),
    ...toChase(order, terms, at),
    ...toDecide(order, terms, at),
  ],

  deadlines: (order, terms) => [
    ...notYetOpen(order, terms),
    ...owing(order).flatMap((one) => {
      const at = chasedAt(order, terms, one);
      const what = isAwaited(order, one) ? 'answer' : 'goods';
      return at ? [{ key: `${what}:${one.id}`, at }] : [];
    }),
  ],

  waiting: (order, terms) => {
    const first = firstOwing(order, terms);
    if (first) {
      const { open, until } = first;
      return {
        for: WAITING_FOR[open.kind],
        party: open.party,
        what: whatIsOwed(order, open),
        since: open.askedAt,
        until,
        then: phrase(open.remindedAt ? 'then.party_task' : 'then.remind_party'),
      };
    }
    const next = notYetOpen(order, terms)[0];
    if (!next) return null;
    return {
      for: 'clock',
      party: null,
      what: phrase('wait.working_hours'),
      since: order.at,
      until: next.at,
      then: phrase('then.instruct'),
    };
  },

  finished: (order, terms) => {
    if (order.deliveredAt) return true;
    const live = order.instructions.filter((one) => one.state !== 'called_off');
    const agreed = live.every(
      (one) =>
        isOutOfHand(order, one) ||
        hasTaken(order, one) ||
        (['accepted', 'done'].includes(one.state) && !one.pending),
    );
    const told = untold(order, terms).length === 0;
    return order.instructedAt !== null && live.length > 0 && agreed && told;
  },
};
