/**
 * Instruct supplier, warehouse and carrier once the order is agreed, secured and paid as needed;
 * tell each what has changed for it, call it off, and see that it answers in time (R19–R22, R24).
 */
import type { Instant } from '../../calendar/instant';
import type { WorkingCalendar } from '../../calendar/working-calendar';
import type { Deadline } from '../../life/life';
import { awaitsAnswer, isLive, lastTold } from '../../parties/instruction';
import type { Instruction, InstructionContent } from '../../parties/instruction';
import { hasLeft, isSettledParcel } from '../../parties/parcel';
import { partyOf } from '../../policy/policy';
import type { Terms } from '../../policy/policy';
import { dueAfter, isOpenAt, openingFrom } from '../../policy/shop-hours';
import { same } from '../../same';
import { askPerson } from '../asking';
import { carrierOf, desiredInstructions } from '../desired';
import { shortLines } from '../goods';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { Order } from '../order';
import { parcelsOf, stillToPack } from '../packing';
import { prepaymentOwed } from '../totals';
import { phrase } from '../waiting';
import type { WaitingFor } from '../waiting';
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
  return order.instructions.find((one) => one.party === party && one.state !== 'called_off');
}

/** Not yet told anything: told in its working hours, and the packer's parcel is announced. */
function toWrite(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (!mayInstruct(order)) return [];
  return desiredInstructions(order, terms)
    .filter(({ party }) => !conversation(order, party))
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
    .filter((one) => isLive(one) && one.kind !== 'deliver' && one.pending?.kind !== 'call_off')
    .filter(({ party }) => parcelsOf(order, party).every(hasLeft))
    .flatMap((instruction) => {
      const lines = stillToPack(order, instruction);
      if (lines.length === 0) return [];
      const { party: source } = instruction;
      const carrier = carrierOf(order, terms);
      const parcelId = nextId(order, 'parcel');
      return [record({ type: 'ParcelAnnounced', parcelId, source, carrier, lines })];
    });
}

/** Told something else before: a revision where there is still something to do, else a call-off. */
function toRevise(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (order.deliveredAt || order.closed) return [];
  const desired = order.closing ? [] : desiredInstructions(order, terms);
  return order.instructions.filter(isLive).flatMap((instruction) => {
    const { id: instructionId, party, kind } = instruction;
    const { version: wishVersion } = order.wish;
    const wanted = desired.find((one) => one.party === party && one.content.task === kind);
    const told = lastTold(instruction);
    const settled = wanted ? told && same(told, wanted.content) : told === null;
    const refused =
      instruction.refusedVersion === wishVersion && instruction.callOffRefused === !wanted;
    const isOver =
      isOutOfHand(order, instruction) && !(wanted && asksMore(order, instruction, wanted.content));
    if (settled || refused || isOver) return [];
    const type = wanted ? 'RevisionWritten' : 'CallOffWritten';
    const content = wanted?.content ?? instruction.content;
    const asked = { instructionId, party, content, dueBy: dueBy(terms, party, at) };
    return [record({ type, ...asked, wishVersion })];
  });
}

/** Parcels the party really had to do with. */
function ownParcels(order: Order, { kind, party }: Instruction): Order['parcels'] {
  return order.parcels
    .filter(({ source }) => kind === 'deliver' || source === party)
    .filter(({ state }) => state !== 'cancelled');
}

/** Whether there are pieces in what the party is asked for that never were in one of its parcels. */
function asksMore(order: Order, instruction: Instruction, asked: InstructionContent): boolean {
  const sent = ownParcels(order, instruction).flatMap((parcel) => parcel.lines);
  return asked.lines.some(({ lineId, quantity }) => {
    const pieces = sent.filter((line) => line.lineId === lineId);
    return quantity > pieces.reduce((sum, line) => sum + line.quantity, 0);
  });
}

/**
 * Every parcel the party really had to do with has come to its end and it was told of nothing more:
 * nothing can be changed any more. A parcel that was never packed says nothing of whether its carrier knows.
 */
export function isOutOfHand(order: Order, instruction: Instruction): boolean {
  const own = ownParcels(order, instruction);
  if (own.length === 0 || !own.every(isSettledParcel)) return false;
  const { pending } = instruction;
  return pending?.kind !== 'revision' || !asksMore(order, instruction, pending.content);
}

/** Whether a party's answer is still needed; one that will not be called off is a person's matter. */
export function isAwaited(order: Order, instruction: Instruction): boolean {
  if (!awaitsAnswer(instruction) || isOutOfHand(order, instruction)) return false;
  return instruction.pending !== null || !instruction.callOffRefused;
}

/** Whose answer still matters: once everything has arrived, nobody is chased for a yes. */
function awaited(order: Order): readonly Instruction[] {
  if (order.deliveredAt) return [];
  return order.instructions.filter((one) => isAwaited(order, one));
}

/** Silence: a reminder at the deadline, at the second one a task that names the party (R21). */
function toChase(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  return awaited(order).flatMap((instruction): readonly OrderIntent[] => {
    const { id: instructionId, party, dueBy: due } = instruction;
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

/** Whether a party has said no to something for which there is no other way yet. */
export function isUnwilling(order: Order, instruction: Instruction): boolean {
  if (order.deliveredAt || order.closed) return false;
  if (instruction.state === 'refused') return !order.closing;
  return isLive(instruction) && instruction.callOffRefused && !isOutOfHand(order, instruction);
}

/** A refused instruction or call-off is a person's decision while the parcel is still about. */
function toDecide(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  return order.instructions
    .filter((one) => isUnwilling(order, one))
    .flatMap((one) => askPerson(order, terms.policy, { kind: 'party_refused', about: one.id, at }));
}

const WAITING_FOR: Readonly<Record<InstructionContent['task'], WaitingFor>> = {
  supply: 'supplier',
  pack: 'warehouse',
  deliver: 'carrier',
};

function notYetOpen(order: Order, terms: Terms): readonly Deadline[] {
  if (!mayInstruct(order)) return [];
  return desiredInstructions(order, terms)
    .filter(({ party }) => !conversation(order, party))
    .map(({ party }) => ({
      key: `instruct:${party}`,
      at: openingFrom(calendarOf(terms, party), order.at),
    }));
}

export const instruct: Stage = {
  intents: (order, terms, at) => [
    ...toAnnounce(order, terms),
    ...toWrite(order, terms, at),
    ...toRevise(order, terms, at),
    ...toChase(order, terms, at),
    ...toDecide(order, terms, at),
  ],

  deadlines: (order, terms) => [
    ...notYetOpen(order, terms),
    ...awaited(order).flatMap((one) =>
      one.dueBy ? [{ key: `answer:${one.id}`, at: one.dueBy }] : [],
    ),
  ],

  waiting: (order, terms) => {
    const open = awaited(order)[0];
    if (open) {
      return {
        for: WAITING_FOR[open.kind],
        party: open.party,
        what: phrase(open.pending ? `wait.answer_${open.pending.kind}` : 'wait.answer', {
          party: open.party,
        }),
        since: open.askedAt,
        until: open.dueBy,
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
    const agreed = live.every((one) => ['accepted', 'done'].includes(one.state) && !one.pending);
    const told = desiredInstructions(order, terms).every(({ party }) => conversation(order, party));
    return order.instructedAt !== null && live.length > 0 && agreed && told;
  },
};
