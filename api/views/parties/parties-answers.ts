/**
 * What every party said to every version of the wish, read from the journal: an answer stands beside the message it
 * answers and beside no other. Pure.
 */
import type { TimelineRow } from '../../../database/orders/timeline';
import type { EventOf } from '../../../domain/order/events';
import type { AmendmentOut } from '../../schemas/amendments';

/** The events that tell whom an amendment was told and what they answered. */
export const ANSWER_EVENTS = [
  'InstructionWritten',
  'RevisionWritten',
  'CallOffWritten',
  'PartyAnswered',
  'ClosingBegun',
] as const satisfies readonly TimelineRow['event']['type'][];

type PartyAnswer = AmendmentOut['answers'][number];

/** What each party said to each version of the wish, by version. */
export type Answers = ReadonlyMap<number, readonly PartyAnswer[]>;

interface Asked {
  readonly kind: 'InstructionWritten' | 'RevisionWritten' | 'CallOffWritten';
  readonly answer: { party: string; state: PartyAnswer['state']; reason: string | null };
}

/** The messages of one instruction, in their order; `agreed` is that which says what its party has to do. */
interface Conversation {
  readonly messages: Asked[];
  agreed: Asked | undefined;
}

type Asking = EventOf<Asked['kind']>;

function isAsking(event: TimelineRow['event']): event is TimelineRow['event'] & Asking {
  return ['InstructionWritten', 'RevisionWritten', 'CallOffWritten'].includes(event.type);
}

/** Goes through the conversation with every party. */
export function partiesAnswers(rows: readonly Pick<TimelineRow, 'event'>[]): Answers {
  const conversations = new Map<string, Conversation>();
  const byVersion = new Map<number, Asked['answer'][]>();
  let isEnding = false;
  for (const { event } of rows) {
    if (event.type === 'ClosingBegun') {
      isEnding = true;
    } else if (event.type === 'PartyAnswered') {
      const spoken = conversations.get(event.instructionId);
      if (spoken && event.counts) hear(spoken, event);
    } else if (isAsking(event)) {
      const { type: kind, instructionId, party, wishVersion: version } = event;
      const asked: Asked = { kind, answer: { party, state: 'sent', reason: null } };
      const spoken = conversations.get(instructionId) ?? { messages: [], agreed: asked };
      spoken.messages.push(asked);
      conversations.set(instructionId, spoken);
      // To stop because the order is over is no matter of its last change.
      if (isEnding) continue;
      byVersion.set(version, [...(byVersion.get(version) ?? []), asked.answer]);
    }
  }
  return byVersion;
}

function hear(spoken: Conversation, event: EventOf<'PartyAnswered'>): void {
  const { answer: state, reason, to } = event;
  for (const { answer } of answeredBy(spoken, event)) Object.assign(answer, { state, reason });
  const isAgreed = to === 'revision' && state !== 'refused';
  if (isAgreed) spoken.agreed = spoken.messages.at(-1);
}

/** A word to the newest is one to all before it that had none; a word to the instruction is none to a change of it. */
function answeredBy(
  { messages, agreed }: Conversation,
  { to, answer }: EventOf<'PartyAnswered'>,
): readonly Asked[] {
  const open = messages.filter((one) => one.answer.state === 'sent');
  if (to === 'call_off') return messages.slice(-1);
  if (to === 'revision') return open.filter((one) => one.kind !== 'CallOffWritten');
  const own = agreed ? [agreed] : [];
  return answer === 'refused' ? [...own, ...open] : own;
}
