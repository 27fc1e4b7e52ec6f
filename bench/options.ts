/**
 * What `npm run bench` can be told on its command line. It measures nothing.
 */
import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Orders of each side in all blocks together. */
  readonly orders: number;
  /** Orders under way at once. */
  readonly concurrency: number;
  /** Open orders at which the worker's memory is read. */
  readonly memory: number;
  /** Seconds of steady arrivals. */
  readonly seconds: number;
  /** Commits of each kind. */
  readonly commits: number;
  /** Measures nothing but what poisoned orders do to the others. */
  readonly poisoned: boolean;
  /** Prints the results as JSON, and nothing else on standard output. */
  readonly json: boolean;
}

const USAGE =
  'Usage: npm run bench -- [--quick] [--orders N] [--concurrency N] [--memory N] [--seconds N] [--commits N] [--poisoned] [--json]';

const FULL = { orders: 200, concurrency: 20, memory: 1_000, seconds: 20, commits: 1_000 };
const QUICK = { orders: 40, concurrency: 10, memory: 300, seconds: 5, commits: 300 };

/** Reads the arguments; throws one readable line where one is no whole number above nothing. */
export function readOptions(args: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ orders: text, concurrency: text, memory: text, seconds: text, commits: text },
      ...{ quick: flag, poisoned: flag, json: flag },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  const numberOf = (name: keyof typeof FULL): number => {
    const given = values[name];
    const number = given === undefined ? usual[name] : Number(given);
    if (!Number.isInteger(number) || number < 1) {
      throw new Error(`--${name} must be a whole number above 0, not "${given ?? ''}". ${USAGE}`);
    }
    return number;
  };
  return {
    orders: numberOf('orders'),
    concurrency: numberOf('concurrency'),
    memory: numberOf('memory'),
    seconds: numberOf('seconds'),
    commits: numberOf('commits'),
    poisoned: values.poisoned,
    json: values.json,
  };
}
