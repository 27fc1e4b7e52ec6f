/**
 * Decides what parties answer and carriers report. Late, repeated, stale and unknown words are normal
 * input: they are kept, and counted only where they say something new about what is asked now.
 */
import type { Instruction } from '../../parties/instruction';
import { isCarrierWord, movesOn } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { CommandOf } from '../commands/command-schemas';
import { isEarlierAttempt, isTriedAgain } from '../delivery/attempt';
import { doneOtherwise, doubts } from '../delivery/doubtful-report';
import { hasComeOn } from '../delivery/following/lies-elsewhere';
import type { Order } from '../order';
import { takenFor } from './answered-message';
import type { Addressed, TakenFor } from './answered-message';
import { carrierOf } from './desired';
import { isOutOfHand } from './in-hand';
import { stillRefused } from './still-refused';
import type { Refusal } from '../../life/life';
import type { Terms } from '../../policy/policy';
import type { Decision, Scene } from '../scene';

/** A packer that has given away all it was to pack cannot refuse to pack it any more. */
function isRefusedTooLate(
  order: Order,
  instruction: Instruction,
  { to, answer }: Pick<TakenFor, 'to'> & Pick<CommandOf<'answerInstruction'>, 'answer'>,
): boolean {
  const refuses = to === 'instruction' && answer === 'refused';
  return refuses && instruction.kind !== 'deliver' && isOutOfHand(order, instruction);
}

/** An answer of a party to an instruction, a revision or a call-off. */
export function answerInstruction(scene: Scene, command: CommandOf<'answerInstruction'>): Decision {
  const { order } = scene;
  const instruction = order.instructions.find((one) => one.id === command.instructionId);
  const { instructionId, answer, reason, tracking, noteId } = command;
  const { to, counts, ...about } = instruction
    ? takenFor(addressedTo(scene, instruction), command)
    : { to: command.to ?? 'instruction', counts: false };
  const isTooLate = instruction && isRefusedTooLate(order, instruction, { to, answer });
  return [
    {
      type: 'PartyAnswered',
      instructionId,
      party: instruction?.party ?? 'unknown',
      to,
      answer,
      reason,
      tracking,
      noteId,
      ...(command.lineIds && answer === 'refused' ? { lineIds: command.lineIds } : {}),
      wishVersion: command.wishVersion ?? instruction?.wishVersion ?? order.wish.version,
      counts: counts && !isTooLate && !order.closed,
      ...about,
      ...expected(command),
    },
  ];
}

function addressedTo({ order, terms, at }: Scene, instruction: Instruction): Addressed {
  const { party } = instruction;
  const isDesk = terms.parties.some(({ id, channel }) => id === party && channel.type === 'desk');
  return { instruction, at, isDesk, refused: stillRefused(order, instruction) };
}

/** A date stands in the fact only where one was given. */
function expected({ expectedAt }: { readonly expectedAt: string | null }): {
  readonly expectedAt?: string;
} {
  return expectedAt === null ? {} : { expectedAt };
}

/** Of a line that is named, what was taken and what was refused are all its pieces: else nobody knows who has them. */
function unevenLine(parcel: Parcel, { status, lines }: CommandOf<'reportParcel'>): Refusal | null {
  if (status !== 'delivered' && status !== 'partly_delivered') return null;
  const rest = lines.map(({ lineId, accepted, refused }) => {
    const own = parcel.lines.filter((line) => line.lineId === lineId);
    return own.reduce((sum, line) => sum + line.quantity, -accepted - refused);
  });
  const index = rest.findIndex((pieces) => pieces !== 0);
  if (index < 0) return null;
  const refusal = (rest[index] ?? 0) < 0 ? 'more_than_shipped' : 'pieces_unaccounted';
  return { refusal, pointer: `/lines/${String(index)}` };
}

/** Whether nobody refused what comes back: its carrier was to bring it no more, or the customer has asked for it since. */
function goesOutAgain(order: Order, terms: Terms, parcel: Parcel): boolean {
  if (order.closing || parcel.takenBack || parcel.state === 'partly_delivered') return false;
  return parcel.wantedAgain === true || parcel.carrier !== carrierOf(order, terms);
}

/** A word of the carrier about a parcel; unknown words are kept and change nothing. */
export function reportParcel(
  { order, terms, at }: Scene,
  command: CommandOf<'reportParcel'>,
): Decision {
  const parcel = order.parcels.find((one) => one.id === command.parcelId);
  if (!parcel) return { refusal: 'unknown_parcel', pointer: '/parcelId' };
  const { parcelId, status, reason, noteId, tracking, lines } = command;
  const strange = lines.find((line) => !parcel.lines.some((one) => one.lineId === line.lineId));
  if (strange) return { refusal: 'unknown_line', pointer: '/lines' };
  const uneven = unevenLine(parcel, command);
  if (uneven) return uneven;
  // What is yet to come nobody can have seen: such a clock is wrong, and names no moment.
  const saidOf = command.at !== null && command.at <= at ? command.at : null;
  const said = { parcel, status, at: saidOf };
  const isNews =
    isCarrierWord(status) &&
    !isEarlierAttempt(order, said) &&
    (movesOn(parcel, status, saidOf) || isTriedAgain(order, said) || hasComeOn(order, said, at));
  const calledBack = status === 'returned' && goesOutAgain(order, terms, parcel);
  const scene = { order, terms, at };
  const counts = isNews && !order.closed;
  return [
    {
      type: 'ParcelReported',
      parcelId,
      status,
      reportedAt: saidOf ?? at,
      reason,
      tracking,
      lines,
      counts,
      ...(calledBack ? { calledBack } : {}),
      ...expected(command),
    },
    ...(noteId ? [{ type: 'NoteTaken', noteId } as const] : []),
    ...(counts ? doneOtherwise(scene, { ...said, lines }) : doubts(scene, { ...said, lines })),
  ];
}
