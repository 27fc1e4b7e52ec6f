/**
 * A quick question to a party while the customer is on the line: asked, answered in time or too late to count.
 * Its words are personal data and stand elsewhere; only ids and instants are here.
 */
import type { Instant } from '../calendar/instant';

export interface Question {
  readonly id: string;
  readonly shop: string;
  readonly party: string;
  readonly sku: string | null;
  readonly orderId: string | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** Until when an answer is of use. */
  readonly until: Instant;
  readonly answeredBy: string | null;
  readonly answeredAt: Instant | null;
}

export const QUESTION_STATES = ['open', 'answered', 'expired'] as const;

export type QuestionState = (typeof QUESTION_STATES)[number];

/** How the question stands: an answer that came too late is kept and leaves it expired. */
export function questionState(
  question: Pick<Question, 'until' | 'answeredAt'>,
  at: Instant,
): QuestionState {
  const { until, answeredAt } = question;
  if (answeredAt !== null) return answeredAt < until ? 'answered' : 'expired';
  return at < until ? 'open' : 'expired';
}

/** What is seen live of a question. */
export interface QuestionEvent {
  readonly type: 'QuestionAsked' | 'QuestionAnswered' | 'QuestionExpired';
  readonly party: string;
  readonly by: string;
}

/** What an order it was about hears of its answer; the note is the answer's text. */
export interface QuestionHeard {
  readonly type: 'PartyAnsweredQuestion';
  readonly questionId: string;
  readonly party: string;
  readonly noteId: string;
}
