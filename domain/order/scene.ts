/**
 * What a decision looks at and what it may answer.
 */
import type { Instant } from '../calendar/instant';
import type { Refusal } from '../life/life';
import type { Terms } from '../policy/policy';
import type { KnownCode } from './codes/code-register';
import type { OrderFact } from './events';
import type { Order } from './order';

/** The order as it is, the shop's terms, and when the command was given. */
export interface Scene {
  readonly order: Order;
  readonly terms: Terms;
  readonly at: Instant;
  /** What the shop's register says of the codes that the command names. */
  readonly codes?: readonly KnownCode[];
}

/** What happened, or why not: an expected no is a value. */
export type Decision = readonly OrderFact[] | Refusal;
