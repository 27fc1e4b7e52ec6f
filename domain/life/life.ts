/**
 * What every durable life (an order; later a claim, inquiry, shift or promise) shares with the engine:
 * inputs with a cause, journal rows, intents, the turn. Nothing in it knows what an order is.
 */
import type { Instant } from '../calendar/instant';

/** Something heard: the cause names it once and for all; the command may be of any shape. */
export interface Input {
  readonly cause: string;
  readonly at: Instant;
  readonly name: string;
  readonly command: unknown;
}

/** One thing that happened, as the journal keeps it. */
export interface JournalRow<Event> {
  readonly seq: number;
  readonly cause: string;
  readonly part: number;
  readonly at: Instant;
  readonly event: Event;
}

/** An expected no: a value, never thrown. `pointer` names the field at fault where one is. */
export interface Refusal {
  readonly refusal: string;
  readonly pointer?: string;
  readonly missing?: readonly string[];
}

/** What whoever gave an input is told: a refusal, or the id of what came of it. */
export type Answer = { readonly refusal: Refusal } | { readonly id: string | null };

export interface Deadline {
  readonly key: string;
  readonly at: Instant;
}

/** An effect on the outside world; `attempt` tells one try of the same intent from the next. */
export interface OutsideIntent<Effect = unknown> {
  readonly key: string;
  readonly attempt: number;
  readonly summary: string;
  readonly effect: Effect;
}

/** What a workflow learns from a commit. Ids and words of the shop only, never personal data. */
export interface Turn {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly outside: readonly OutsideIntent[];
  readonly deadline: Deadline | null;
  readonly stage: string;
  readonly waitingFor: string | null;
  readonly dueBy: Instant | null;
  readonly sentence: string;
  /** Nothing is left to do for good: the workflow may end. */
  readonly over: boolean;
}

export function isRefusal(value: object): value is Refusal {
  return 'refusal' in value;
}
