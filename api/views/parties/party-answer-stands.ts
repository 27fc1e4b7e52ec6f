/**
 * Whether what a party has just said on its page is what Ordo now holds to: only then is it thanked. Pure.
 */
import type { TimelineRow } from '../../../database/orders/timeline';
import type { EventOf } from '../../../domain/order/events';
import type { Instruction } from '../../../domain/parties/instruction';

/** An answer as the form brings it. */
export interface SaidOnPage {
  readonly answer: 'accepted' | 'refused' | 'done';
  readonly to: 'instruction' | 'revision' | 'call_off';
  /** The message answered; 0 for an instruction older than channels. */
  readonly number: number;
  readonly version: number;
}

/** True where the last answer that counted is this one; what is done already is agreed to as well. */
export function answerStands(
  said: SaidOnPage,
  { id, state }: Pick<Instruction, 'id' | 'state'>,
  journal: readonly Pick<TimelineRow, 'event'>[],
): boolean {
  const { answer, to } = said;
  const isDone = state === 'done' && answer !== 'refused';
  if (to === 'instruction' && (state === answer || isDone)) return true;
  return countedLast(said, id, journal)?.answer === answer;
}

function countedLast(
  { to, number, version }: SaidOnPage,
  instructionId: string,
  journal: readonly Pick<TimelineRow, 'event'>[],
): EventOf<'PartyAnswered'> | undefined {
  const counted = journal.flatMap(({ event }) =>
    event.type === 'PartyAnswered' && event.counts && event.instructionId === instructionId
      ? [event]
      : [],
  );
  return counted.findLast(
    (one) => one.to === to && (one.wishVersion === version || one.message === number),
  );
}
