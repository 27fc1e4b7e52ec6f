/**
 * What a party is asked beside its instruction, a revision or a call-off, and what came of that; and how long its
 * answer is waited for. Both are read off the instruction; what is asked of whom is not decided here.
 */
import type { Instruction } from './instruction';

/** Nothing, or agreed to; one of the two open or refused; let go. */
export type Beside =
  'nothing' | 'revision' | 'revision_refused' | 'call_off' | 'call_off_refused' | 'called_off';

/** How the conversation beside an instruction stands. */
export function besideOf(instruction: Instruction): Beside {
  const { pending, state, callOffRefused, refusedContent = null } = instruction;
  if (pending) return pending.kind;
  if (state === 'called_off') return 'called_off';
  if (callOffRefused) return 'call_off_refused';
  return refusedContent ? 'revision_refused' : 'nothing';
}

export type Patience = 'none' | 'waiting' | 'reminded' | 'overdue';

/** How far the wait for an answer, or for goods that were agreed, has come; none where nothing is waited for. */
export function patienceOf({ dueBy, remindedAt, overdue }: Instruction): Patience {
  if (dueBy === null) return overdue ? 'overdue' : 'none';
  return remindedAt === null ? 'waiting' : 'reminded';
}

/** The moves of that conversation; drives the diagram and the reachability test. A newer word of the same kind is no move. */
export const BESIDE_MOVES: Readonly<Record<Beside, readonly Beside[]>> = {
  nothing: ['revision', 'call_off'],
  revision: ['nothing', 'revision_refused', 'call_off'],
  // A yes after the no, or others are to do what was refused.
  revision_refused: ['nothing', 'revision', 'call_off'],
  // Who has not said yes to the whole may say no to it instead.
  call_off: ['called_off', 'call_off_refused', 'nothing', 'revision', 'revision_refused'],
  call_off_refused: ['called_off', 'call_off', 'nothing', 'revision'],
  called_off: [],
};

/** The same of the wait: a reminder comes before a person does. */
export const PATIENCE_MOVES: Readonly<Record<Patience, readonly Patience[]>> = {
  // Asked something new; or what it said yes to has not come.
  none: ['waiting', 'reminded'],
  waiting: ['none', 'reminded'],
  reminded: ['none', 'waiting', 'overdue'],
  // A person who has chased it gives it its time once more.
  overdue: ['none', 'waiting', 'reminded'],
};
