/**
 * Whether a party has been reached with what it was last told: by its own server, by letter or by the
 * adapter of its service. What it answers is another matter; on the desk nothing of this is needed.
 */
import type { Instant } from '../calendar/instant';

export type TellingKind = 'instruction' | 'revision' | 'call_off';

export type TellingState = 'to_send' | 'told' | 'failed';

/** The last thing a party is to be told about one instruction; a newer one takes its place. */
export interface Telling {
  /** Counts what was ever said about the instruction: the party knows a message by it. */
  readonly number: number;
  readonly kind: TellingKind;
  readonly state: TellingState;
  /** Counts the tries of this message, and those since it was last meant to be said. */
  readonly attempt: number;
  readonly tries: number;
  readonly notBefore: Instant;
  /** It was taken, or nobody knows whether it was. */
  readonly arrived?: true;
  /** An older message may still be on its way, so this one waits a little. */
  readonly behind?: true;
}

/** Whether its party may know the message: it was taken, perhaps, or is being sent just now. */
export function mayHaveArrived({ arrived, state, notBefore }: Telling, at: Instant): boolean {
  return arrived === true || state === 'told' || (state === 'to_send' && notBefore <= at);
}

/** The moves a telling may make; drives the diagram and the reachability test. */
export const TELLING_MOVES: Readonly<Record<TellingState, readonly TellingState[]>> = {
  // To itself: put off, or a newer message in its place.
  to_send: ['to_send', 'told', 'failed'],
  // A newer message, or the same once more as a reminder; a letter that was taken and then bounced.
  told: ['to_send', 'failed'],
  failed: ['to_send'],
};
