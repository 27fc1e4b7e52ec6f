/**
 * What can happen to the amendments of an order. Facts only; what follows is the business of evolve and plan.
 */
import type { Wish } from '../wish';

export type AmendmentEvent =
  | {
      readonly type: 'AmendmentMade';
      readonly amendmentId: string;
      readonly version: number;
      readonly wish: Wish;
      readonly changes: readonly unknown[];
      readonly reason: string | null;
      readonly noteId: string | null;
      readonly askedBy?: 'customer' | 'manager';
    }
  | {
      readonly type: 'AmendmentSettled';
      readonly amendmentId: string;
      readonly version: number;
      /** `telling`: what was refused is refused by nobody any more, and somebody is still to answer. */
      readonly state: 'accepted' | 'partly_refused' | 'reverted' | 'telling';
      /** Reverted alone: others that are open stay so. Else all that were open up to its version are settled. */
      readonly alone?: true;
    };
