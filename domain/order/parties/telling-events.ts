/**
 * What became of telling a party by its channel. Codes are statuses and names of errors, never words of
 * the party.
 */
import type { Instant } from '../../calendar/instant';

interface OfOneMessage {
  readonly instructionId: string;
  readonly party: string;
  /** Which of all that was ever said about the instruction. */
  readonly number: number;
  readonly attempt: number;
  readonly channel: string;
}

export type TellingEvent =
  /** Its side has the message; what it answers to it comes by itself. */
  | ({ readonly type: 'PartyTold' } & OfOneMessage)
  | ({
      readonly type: 'PartyTellingPutOff';
      readonly code: string;
      readonly notBefore: Instant;
      /** Nobody knows whether its side has it. */
      readonly unsure?: true;
    } & OfOneMessage)
  /** Not tried any more by itself: a person has to see to it. */
  | ({
      readonly type: 'PartyTellingFailed';
      readonly code: string;
      readonly unsure?: true;
    } & OfOneMessage);
