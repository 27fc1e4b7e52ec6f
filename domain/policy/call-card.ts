/**
 * What a shop has its managers say in a confirmation call: data of the policy, in both languages.
 * What the order and the goods say stands on the card beside it.
 */
import type { Instant } from '../calendar/instant';
import type { Text } from '../messages/words/texts';

export interface Promotion {
  readonly text: Text;
  /** Runs from the one until just before the other; null where it has no such end. */
  readonly from: Instant | null;
  readonly until: Instant | null;
}

export interface CallCard {
  /** `{shop}`, `{name}` and `{number}` are filled in. */
  readonly greeting: Text;
  /** The talk, point by point. */
  readonly script: readonly Text[];
  readonly promotions: readonly Promotion[];
}
