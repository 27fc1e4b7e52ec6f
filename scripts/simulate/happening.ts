/**
 * What a happening is: somebody says something to one order, or nothing where it makes no sense now.
 */
import type { Dice } from './dice';
import type { Heard, Life, Market } from './market';

export interface Moment {
  readonly market: Market;
  readonly life: Life;
  readonly dice: Dice;
}

/** What is heard; an empty list where nobody of the kind has anything to say. */
export type Happening = (moment: Moment) => readonly Heard[];
