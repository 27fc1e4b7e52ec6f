// The shop's day: every fate that is played, in the order in which the customers come.
import { Problem } from '../../start/problem';
import { AGREEING } from './agreeing';
import { DELIVERY_AND_MONEY } from './delivery-and-money';
import type { Fate } from './fate';
import { GOODS_AND_PARTIES } from './goods-and-parties';

export const FATES: readonly Fate[] = [...AGREEING, ...GOODS_AND_PARTIES, ...DELIVERY_AND_MONEY];

/** Stories that speak of one another are played together. */
const TOGETHER: readonly (readonly string[])[] = [['last-vase', 'vase-too-late']];

/** The fates of these names, all where none are named. Throws a `Problem` where a name is not known. */
export function chosenFates(names: readonly string[] | null): readonly Fate[] {
  if (names === null) return FATES;
  const strange = names.filter((name) => !FATES.some((one) => one.name === name));
  if (strange.length > 0) {
    const known = FATES.map(({ name }) => name).join(', ');
    throw new Problem(`There is no fate "${strange.join('", "')}"; there are ${known}.`);
  }
  const wanted = new Set([
    ...names,
    ...TOGETHER.filter((room) => room.some((name) => names.includes(name))).flat(),
  ]);
  return FATES.filter(({ name }) => wanted.has(name));
}
