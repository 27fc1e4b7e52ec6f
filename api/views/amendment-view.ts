/**
 * An amendment with what every party said to it, read from the journal. Pure.
 */
import type { ListedAmendment } from '../../database/orders/amendments';
import type { PersonalData } from '../../database/orders/personal';
import type { TimelineRow } from '../../database/orders/timeline';
import type { AmendmentOut } from '../schemas/order';

/** The events that tell whom an amendment was told and what they answered. */
export const ANSWER_EVENTS = [
  'InstructionWritten',
  'RevisionWritten',
  'CallOffWritten',
  'PartyAnswered',
] as const satisfies readonly TimelineRow['event']['type'][];

type PartyAnswer = AmendmentOut['answers'][number];

/** What each party said to each version of the wish, by version. */
export type Answers = ReadonlyMap<number, readonly PartyAnswer[]>;

interface Asked {
  readonly version: number;
  readonly answer: { party: string; state: PartyAnswer['state']; reason: string | null };
}

type Asking = Extract<
  TimelineRow['event'],
  { type: 'InstructionWritten' | 'RevisionWritten' | 'CallOffWritten' }
>;

function isAsking(event: TimelineRow['event']): event is Asking {
  return ['InstructionWritten', 'RevisionWritten', 'CallOffWritten'].includes(event.type);
}

/** Goes through the conversation: an answer that counts is one to what was asked last. */
export function partiesAnswers(rows: readonly TimelineRow[]): Answers {
  const lastAsked = new Map<string, Asked>();
  const byVersion = new Map<number, Asked['answer'][]>();
  for (const { event } of rows) {
    if (event.type === 'PartyAnswered') {
      const asked = lastAsked.get(event.instructionId);
      if (!asked || !event.counts) continue;
      asked.answer.state = event.answer;
      asked.answer.reason = event.reason;
    } else if (isAsking(event)) {
      const { instructionId, party, wishVersion: version } = event;
      const answer: Asked['answer'] = { party, state: 'sent', reason: null };
      lastAsked.set(instructionId, { version, answer });
      byVersion.set(version, [...(byVersion.get(version) ?? []), answer]);
    }
  }
  return byVersion;
}

/** The amendment as answers show it. */
export function amendmentView(
  amendment: ListedAmendment,
  answers: Answers,
  personal: ReadonlyMap<string, PersonalData>,
): AmendmentOut {
  const { id, version, state, at, by, noteId, reason } = amendment;
  const kept = noteId === null ? undefined : personal.get(noteId);
  const note = kept?.kind === 'note' ? kept.text : null;
  const said = [...(answers.get(version) ?? [])];
  return { id, version, state, at, by, note, reason, answers: said };
}
