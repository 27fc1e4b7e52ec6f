/**
 * The shape every stage has, so that all that belongs to one is in one room.
 */
import type { Instant } from '../../calendar/instant';
import type { Deadline } from '../../life/life';
import type { Terms } from '../../policy/policy';
import type { OrderIntent } from '../intent';
import type { Order } from '../order';
import type { Wait } from '../waiting';

export interface Stage {
  /** What must be done now. */
  readonly intents: (order: Order, terms: Terms, at: Instant) => readonly OrderIntent[];
  /** When to look again. */
  readonly deadlines: (order: Order, terms: Terms) => readonly Deadline[];
  /** The wait this stage contributes, if any. */
  readonly waiting: (order: Order, terms: Terms, at: Instant) => Wait | null;
  readonly finished: (order: Order, terms: Terms) => boolean;
}
