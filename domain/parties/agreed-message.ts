/**
 * Which message says what a party has agreed to do. Only that; what an answer to a message does is not decided here.
 */
import type { Instruction } from './instruction';

type Known = Pick<
  Instruction,
  'agreedMessage' | 'pending' | 'refusedVersion' | 'stands' | 'state' | 'telling'
>;

/**
 * The number of the message that says what the party has agreed to do or, before any answer, was told. In orders that
 * began before it was kept, a change that was told last and neither stands open nor was refused was agreed to.
 */
export function agreedMessageOf(known: Known): number {
  const { agreedMessage, pending, refusedVersion, stands, state, telling } = known;
  if (agreedMessage !== undefined) return agreedMessage;
  const isRefused = refusedVersion !== null || stands || state === 'refused';
  return telling?.kind === 'revision' && !pending && !isRefused ? telling.number : 1;
}
