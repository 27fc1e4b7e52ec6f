/**
 * Which message an answer of a party is to, and whether it counts. One that names its message is taken at its word;
 * of one that does not, nothing is assumed that may be meant for an older message: see docs/adr/0016.
 */
import type { Instant } from '../../calendar/instant';
import { agreedMessageOf } from '../../parties/agreed-message';
import { INSTRUCTION_MOVES } from '../../parties/instruction';
import type { EarlierMessage, Instruction } from '../../parties/instruction';
import { numberOfMessage } from '../../parties/message-id';
import { mayHaveArrived } from '../../parties/telling';
import type { CommandOf } from '../commands/command-schemas';
import type { Asked } from './still-refused';

type Answer = CommandOf<'answerInstruction'>;
type To = NonNullable<Answer['to']>;

export interface Addressed {
  readonly instruction: Instruction;
  readonly at: Instant;
  /** Its party reads Ordo's own pages: what is written for it has arrived. */
  readonly isDesk: boolean;
  /** What it refused and may still say yes to; null where it has refused nothing, or that is decided. */
  readonly refused: Asked | null;
}

export interface TakenFor {
  readonly to: To;
  /** It moves the conversation. */
  readonly counts: boolean;
  /** The message it is to, where that is certain. */
  readonly message?: number;
  /** The oldest message it may be to as well as to what is asked now: that one is given the answer. */
  readonly perhaps?: number;
}

/** What an answer is to, and whether it counts. */
export function takenFor(addressed: Addressed, answer: Answer): TakenFor {
  const { instruction } = addressed;
  if (answer.message !== undefined) return asNamed(addressed, answer, answer.message);
  const { to = 'instruction' } = answer;
  if (to === 'instruction') return { to, counts: movesOn(instruction, { ...answer, to }) };
  return nameless(addressed, { ...answer, to });
}

interface Named {
  readonly number: number;
  readonly answer: Answer['answer'];
}

/** What a message of the instruction is answered as. */
function answeredAs(instruction: Instruction, { number, answer }: Named): To {
  const { pending, telling, earlier = [] } = instruction;
  if (pending && number === telling?.number) return pending.kind;
  const kind = earlier.find((one) => one.number === number)?.kind;
  if (kind) return kind;
  // Answered already, and said again: a "no" to a change is none to the whole.
  const isOver = number === telling?.number && number !== agreedMessageOf(instruction);
  return isOver && answer !== 'done' ? telling.kind : 'instruction';
}

/** What a revision or call-off is asked of it now; who has refused it is asked for a yes only. */
function askedOf({ instruction, refused }: Addressed, { answer }: Answer): Asked | null {
  return instruction.pending ?? (answer === 'refused' ? null : refused);
}

function asNamed(addressed: Addressed, answer: Answer, name: string): TakenFor {
  const { instruction } = addressed;
  const { id, pending, telling } = instruction;
  const latest = telling?.number ?? 0;
  const message = numberOfMessage(id, name);
  if (message === null) return { to: answer.to ?? 'instruction', counts: false };
  const to = answer.to ?? answeredAs(instruction, { number: message, answer: answer.answer });
  if (to !== 'instruction') {
    const asked = askedOf(addressed, answer);
    const isAsked = asked?.kind === to && message === latest && fits(asked, answer);
    return { to, message, counts: isAsked };
  }
  // Who refuses the whole may have read the newest; what is done or agreed to is what its message says.
  const isOfChange = pending !== null && answer.answer !== 'refused';
  const isAgreed = message === agreedMessageOf(instruction) || (message === latest && !isOfChange);
  const isGivenUp = message === latest && givesUp(instruction, answer);
  const counts = isGivenUp || (isAgreed && movesOn(instruction, { ...answer, to }));
  return { to, message, counts };
}

/** Whoever says in so many words that it will not do it at all need not answer how it was to be done otherwise. */
function givesUp({ state, pending }: Instruction, { to, ...said }: Answer): boolean {
  if (state !== 'accepted' || pending?.kind !== 'revision' || !fits(pending, { to, ...said })) {
    return false;
  }
  return to === 'instruction' && said.answer === 'refused';
}

/** A version that is given is the one asked. */
function fits({ wishVersion }: { readonly wishVersion: number }, answer: Answer): boolean {
  return answer.wishVersion === undefined || answer.wishVersion === wishVersion;
}

/** Whether an answer to the instruction itself says something new of what it now asks. */
function movesOn(instruction: Instruction, { answer, wishVersion }: Answer): boolean {
  const { pending, state, wishVersion: agreed } = instruction;
  // Nobody can answer what nobody was told yet.
  const latest = pending?.wishVersion ?? agreed;
  if (wishVersion !== undefined && wishVersion > latest) return false;
  // What was said of an older version says nothing of the one agreed since.
  if (wishVersion !== undefined && wishVersion < agreed) return false;
  if (state === 'called_off' || !INSTRUCTION_MOVES[state].includes(answer)) return false;
  if (answer === 'refused' && state === 'accepted') return pending === null;
  // What is done is undone by what is asked anew, not by a late yes.
  if (answer === 'accepted' && state === 'done') return false;
  return true;
}

/** An answer to a revision or a call-off that says of which version at most. */
function nameless(addressed: Addressed, answer: Answer & { readonly to: To }): TakenFor {
  const { instruction, at, isDesk } = addressed;
  const { pending, telling, heardVersion } = instruction;
  const { to, wishVersion } = answer;
  const older = olderOnes(addressed, answer);
  const open = older.find((one) => one.said === undefined);
  const certain = open ? { message: open.number } : {};
  const wanted = askedOf(addressed, answer);
  if (wanted?.kind !== to || !fits(wanted, answer)) return { to, counts: false, ...certain };
  const asked = telling ? { message: telling.number } : {};
  // A yes after its no, unless an older message has still to be answered.
  if (!pending) return open ? { to, counts: false, ...certain } : { to, counts: true, ...asked };
  const isHeard =
    wishVersion === undefined ? heardVersion !== undefined : heardVersion === wishVersion;
  if (older.length === 0 && !isHeard) return { to, counts: true, ...asked };
  if (!isDesk && telling && !mayHaveArrived(telling, at)) return { to, counts: false, ...certain };
  if (open) return { to, counts: false, perhaps: open.number };
  // One answer for every message: they need no order where all say the same.
  const isSame = older.every((one) => one.said === answer.answer);
  return isSame ? { to, counts: true, ...asked } : { to, counts: false };
}

/** Messages of the kind and version that arrived, perhaps, and were not answered by name. */
function olderOnes(
  { instruction, isDesk }: Addressed,
  { to, wishVersion }: Answer,
): readonly EarlierMessage[] {
  return (instruction.earlier ?? []).filter(
    (one) =>
      one.kind === to &&
      (wishVersion === undefined || one.wishVersion === wishVersion) &&
      (isDesk || !one.unsent),
  );
}
