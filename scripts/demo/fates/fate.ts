// What a fate is: one order's story as a list of acts in shop words. The stories themselves stand beside.
import type { Text } from '../../../domain/messages/words/texts';
import type { Act } from '../scene/scene';

/** The story of one order, from being placed to its end. */
export interface Fate {
  readonly name: string;
  readonly title: Text;
  readonly shop: 'demo' | 'parts';
  readonly story: readonly Act[];
}

/** A fate in the shop `demo`. */
export function fate(name: string, title: Text, story: readonly Act[]): Fate {
  return { name, title, shop: 'demo', story };
}
