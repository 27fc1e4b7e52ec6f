/**
 * Folds what parties were told and answered, and what a packer's answer makes of its parcel.
 * Answers that do not count are in the journal only.
 */
import type { Instant } from '../../calendar/instant';
import { hasLeft, isSettledParcel } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import { isLive, lastTold, packsOtherwise, toldOfPlaceAt } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { same } from '../../same';
import type { EventOf, PartyEvent } from '../events';
import { newParcelLine } from '../delivery/evolve-delivery';
import type { Order } from '../order';
import { isClosedUp, parcelsFor, stillToPack } from './packing';
import { noteAnswered } from './evolve-answered';
import { lastRefused } from './still-refused';
import { standingAsTold } from '../delivery/evolve-standing';
import { goesElsewhere } from '../delivery/standing';

type InstructionEvent = Exclude<PartyEvent, { type: 'ParcelAnnounced' | 'ParcelReported' }>;

/** Folds one event of the conversation with a party. */
export function evolveParties(order: Order, event: InstructionEvent, at: Instant): Order {
  if (event.type === 'InstructionWritten') return written(order, event, at);
  if (event.type === 'CarrierChosen') return { ...order, carrier: event.party };
  if (event.type === 'InstructionSetAside') return forgotten(order, event.instructionId);
  if (event.type === 'InstructionStands') return standingAsTold(order, event.instructionId);
  const change = (before: Instruction): Instruction =>
    noteAnswered({ before, after: changed(before, event, at) }, event, at);
  const instructions = order.instructions.map((instruction) =>
    instruction.id === event.instructionId ? change(instruction) : instruction,
  );
  const next = { ...order, instructions };
  if (event.type !== 'PartyAnswered' || !event.counts) return next;
  return withTracking(withParcels(next, event, at), event);
}

/** What left under it stays its own, so that nobody is told to pack that once more. */
function forgotten(order: Order, instructionId: string): Order {
  const aside = order.instructions.find((one) => one.id === instructionId);
  const own = aside && aside.kind !== 'deliver' ? parcelsFor(order, aside).filter(hasLeft) : [];
  const parcels = order.parcels.map((parcel) =>
    own.includes(parcel) ? { ...parcel, sealedBy: [...parcel.sealedBy, instructionId] } : parcel,
  );
  const instructions = order.instructions.filter((one) => one !== aside);
  return { ...order, instructions, parcels };
}

function written(order: Order, event: EventOf<'InstructionWritten'>, at: Instant): Order {
  const { instructionId: id, party, content, wishVersion, dueBy } = event;
  const instruction: Instruction = {
    id,
    party,
    kind: content.task,
    state: 'sent',
    wishVersion,
    content,
    pending: null,
    askedAt: at,
    dueBy,
    remindedAt: null,
    overdue: false,
    reason: null,
    refusedVersion: null,
    callOffRefused: false,
    stands: false,
    goesOn: false,
    expectedAt: null,
  };
  const counts = { ...order.counts, instruction: order.counts.instruction + 1 };
  const instructedAt = order.instructedAt ?? at;
  const others = order.instructions.filter(
    (one) => one.party !== party || one.state !== 'called_off',
  );
  const asked = calledBackBefore(order, party);
  const carried = carriedBy(order, party, id);
  const told = (one: Parcel): Parcel =>
    asked.includes(one) ? { ...carried(one), wantedAgain: true } : carried(one);
  const parcels = content.task === 'deliver' ? order.parcels.map(told) : order.parcels;
  return { ...order, instructedAt, counts, parcels, instructions: [...others, instruction] };
}

/** What a carrier brings back because it was called off, and is now to bring after all: it goes out once more. */
function calledBackBefore(order: Order, carrier: string): readonly Parcel[] {
  const wasCalledOff = order.instructions.some(
    (one) => one.party === carrier && one.kind === 'deliver' && one.state === 'called_off',
  );
  const own = (one: Parcel): boolean => one.carrier === carrier && hasLeft(one);
  const comes = (one: Parcel): boolean => !isSettledParcel(one) && !one.takenBack;
  return wasCalledOff ? order.parcels.filter((one) => own(one) && comes(one)) : [];
}

/**
 * What has not left yet is brought by the carrier told last, unless another one stands for it; closed up stays closed.
 * What left with this carrier before is its own once more.
 */
function carriedBy(order: Order, carrier: string, id: string): (parcel: Parcel) => Parcel {
  const stood = order.instructions.filter((one) => one.stands && one.kind === 'deliver');
  const standing = stood.filter((one) => isLive(one) && !goesElsewhere(order, one));
  const ended = stood.filter((one) => one.party === carrier && one.state === 'called_off');
  const without = ({ sealedBy }: Parcel, some: readonly Instruction[]): readonly string[] =>
    sealedBy.filter((sealed) => !some.some((one) => one.id === sealed));
  return (parcel) => {
    const isTaken = standing.some((one) => parcel.sealedBy.includes(one.id));
    if (isTaken || isSettledParcel(parcel)) return parcel;
    if (hasLeft(parcel)) return { ...parcel, sealedBy: without(parcel, ended) };
    const others = without(parcel, stood);
    const isClosed = others.length < parcel.sealedBy.length;
    return { ...parcel, carrier, sealedBy: isClosed ? [...others, id] : others };
  };
}

function changed(
  instruction: Instruction,
  event: Exclude<
    InstructionEvent,
    { type: 'InstructionWritten' | 'InstructionSetAside' | 'InstructionStands' | 'CarrierChosen' }
  >,
  at: Instant,
): Instruction {
  switch (event.type) {
    case 'RevisionWritten':
    case 'CallOffWritten': {
      const kind = event.type === 'RevisionWritten' ? 'revision' : 'call_off';
      const pending = { kind, wishVersion: event.wishVersion, content: event.content } as const;
      const asked = { askedAt: at, dueBy: event.dueBy, remindedAt: null, overdue: false };
      const anew = kind === 'revision' ? FORGIVEN : {};
      const placeToldAt = isSamePlace(instruction, event) ? toldOfPlaceAt(instruction) : at;
      const told = { ...asked, placeToldAt };
      return { ...instruction, pending, ...told, ...anew, callOffRefused: false, goesOn: false };
    }
    case 'CarrierGoesOn':
      return { ...instruction, ...SETTLED, pending: null, goesOn: true };
    case 'PartyReminded':
      return { ...instruction, remindedAt: at, dueBy: event.dueBy, overdue: true };
    case 'InstructionOverdue':
      return { ...instruction, overdue: true, dueBy: null };
    case 'PartyAnswered': {
      if (!event.counts) return expecting(instruction, event);
      const isYes =
        event.answer === 'accepted' || (event.answer === 'done' && event.to === 'call_off');
      const agreed = isYes ? { agreedAt: at } : {};
      return expecting({ ...answered(instruction, event), ...agreed }, event);
    }
  }
}

/** Whether it is told the window and the door that it was told before. */
function isSamePlace(
  instruction: Instruction,
  { content }: EventOf<'RevisionWritten' | 'CallOffWritten'>,
): boolean {
  const { window, addressId } = lastTold(instruction) ?? instruction.content;
  return content.addressId === addressId && same(content.window, window);
}

/** A date given holds until the party says yes without one. */
function expecting(instruction: Instruction, event: EventOf<'PartyAnswered'>): Instruction {
  const isInTime = event.counts && event.answer === 'accepted';
  return {
    ...instruction,
    expectedAt: event.expectedAt ?? (isInTime ? null : instruction.expectedAt),
  };
}

/** Nothing that is asked now was refused. */
const FORGIVEN = { refusedVersion: null, refusedContent: null } as const;

const SETTLED = { dueBy: null, remindedAt: null, overdue: false } as const;

function answered(instruction: Instruction, event: EventOf<'PartyAnswered'>): Instruction {
  const { answer, reason, to } = event;
  if (to === 'instruction') {
    // Who will not do it at all need not answer how it was to be done otherwise.
    if (answer === 'refused') {
      const about = event.lineIds ? { refusedLines: event.lineIds } : {};
      return { ...instruction, ...SETTLED, ...about, pending: null, state: answer, reason };
    }
    const stillPending = instruction.pending ? {} : SETTLED;
    return { ...instruction, ...stillPending, state: answer, reason };
  }
  // A yes to what it has refused before.
  if (!instruction.pending) {
    const refused = lastRefused(instruction);
    const asked = { ...instruction, ...FORGIVEN, callOffRefused: false, pending: refused };
    return refused ? answered(asked, event) : instruction;
  }
  const { pending } = instruction;
  if (answer === 'refused') {
    const { wishVersion: refusedVersion, kind, content } = pending;
    const callOffRefused = kind === 'call_off';
    const refused = { refusedVersion, refusedContent: callOffRefused ? null : content };
    return { ...instruction, ...SETTLED, ...refused, callOffRefused, pending: null, reason };
  }
  if (pending.kind === 'call_off') {
    return { ...instruction, ...SETTLED, pending: null, state: 'called_off', reason };
  }
  return {
    ...instruction,
    ...SETTLED,
    pending: null,
    state: agreedState(instruction, pending.content, answer),
    content: pending.content,
    wishVersion: pending.wishVersion,
    reason,
  };
}

/** Who has packed and says yes to packing otherwise has not done that yet. */
function agreedState(
  { state, kind, content }: Instruction,
  asked: Instruction['content'],
  answer: 'accepted' | 'done',
): Instruction['state'] {
  if (answer === 'done') return 'done';
  const isUndone = state === 'done' && kind !== 'deliver' && packsOtherwise(content, asked);
  return state === 'sent' || isUndone ? 'accepted' : state;
}

/** A number that came with an answer is that of the party's parcels which have none yet. */
function withTracking(order: Order, event: EventOf<'PartyAnswered'>): Order {
  const { tracking } = event;
  const instruction = order.instructions.find((one) => one.id === event.instructionId);
  if (tracking === null || !instruction) return order;
  const own = parcelsFor(order, instruction).filter(
    (one) => one.tracking === null && !isSettledParcel(one),
  );
  const parcels = order.parcels.map((one) => (own.includes(one) ? { ...one, tracking } : one));
  return { ...order, parcels };
}

/** A packer's answers move its parcel: packed, packed otherwise, not packed at all. */
function withParcels(order: Order, event: EventOf<'PartyAnswered'>, at: Instant): Order {
  const instruction = order.instructions.find((one) => one.id === event.instructionId);
  if (!instruction || instruction.kind === 'deliver') return order;
  const own = parcelsFor(order, instruction);
  const lines = stillToPack(order, instruction).map(newParcelLine);
  const fewer = fewerIn(own, instruction);
  const parcels = order.parcels.map((parcel): Parcel => {
    const isIn = hasLeft(parcel) || isSettledParcel(parcel);
    if (isIn || !own.includes(parcel)) return parcel;
    if (instruction.state === 'called_off' || instruction.state === 'refused') {
      return { ...parcel, state: 'cancelled', reportedAt: at };
    }
    const isPacked = instruction.state === 'done';
    if (!isClosedUp(parcel)) return { ...parcel, lines, state: isPacked ? 'packed' : 'announced' };
    const left = fewer.get(parcel.id) ?? parcel.lines;
    const state = isPacked ? 'packed' : parcel.state;
    return { ...parcel, lines: left, state: left.length > 0 ? state : 'cancelled' };
  });
  return { ...order, parcels };
}

/** A parcel closed up for its carrier and not gone yet holds no more than its packer has agreed to by now. */
function fewerIn(
  own: readonly Parcel[],
  { content }: Instruction,
): ReadonlyMap<string, Parcel['lines']> {
  const left = new Map(content.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const take = (lineId: string, pieces: number): number => {
    const taken = Math.min(pieces, Math.max(0, left.get(lineId) ?? 0));
    left.set(lineId, (left.get(lineId) ?? 0) - taken);
    return taken;
  };
  const gone = own.filter(hasLeft);
  for (const line of gone.flatMap((parcel) => parcel.lines)) take(line.lineId, line.quantity);
  const closed = own.filter((parcel) => isClosedUp(parcel) && !hasLeft(parcel));
  return new Map(
    closed.map(({ id, lines }) => {
      const kept = lines.map((line) => ({ ...line, quantity: take(line.lineId, line.quantity) }));
      return [id, kept.filter(({ quantity }) => quantity > 0)];
    }),
  );
}
