/**
 * Chance, handed in: dice that fall the same way for the same seed, so that a history can be told again.
 */

export interface Dice {
  /** A whole number from 0 up to, but not including, the limit. */
  readonly below: (limit: number) => number;
}

/** Dice that fall the same way for the same seed (mulberry32). */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  return {
    below: (limit) => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    },
  };
}

/** One of a list that is not empty. */
export function pick<One>(dice: Dice, list: readonly One[]): One {
  const one = list[dice.below(list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** True in so many of a hundred cases. */
export function happens(dice: Dice, percent: number): boolean {
  return dice.below(100) >= 100 - percent;
}
