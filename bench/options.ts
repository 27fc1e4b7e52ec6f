/**
 * What `npm run bench` can be told on its command line. It measures nothing.
 */
import { parseArgs } from 'node:util';

/** What a run can measure, in the order of a whole run. */
const PIECES_OF_RUN = [
  ...(['life', 'story', 'amended', 'accepting', 'preview', 'memory', 'commits'] as const),
] as const;

/** A run of its own: it breaks the shop that it measures. */
const ALONE = 'poisoned';

export type Piece = (typeof PIECES_OF_RUN)[number] | typeof ALONE;

export interface BenchOptions {
  /** The pieces measured. */
  readonly only: readonly Piece[];
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
  /** Previews that are timed. */
  readonly previews: number;
  /** Prints the results as JSON, and nothing else on standard output. */
  readonly json: boolean;
}

const USAGE = `Usage: npm run bench -- [--quick] [--only PIECE,…] [--orders N] [--concurrency N] [--memory N] [--seconds N] [--commits N] [--previews N] [--json]
Pieces: ${PIECES_OF_RUN.join(', ')}, and by itself ${ALONE}; without --only all but the last, and results.md is written anew.`;

const FULL = {
  ...{ orders: 200, concurrency: 20, memory: 1_000, seconds: 20, commits: 1_000, previews: 1_000 },
};
const QUICK = {
  ...{ orders: 40, concurrency: 10, memory: 300, seconds: 5, commits: 300, previews: 200 },
};

/** Reads the arguments; throws one readable line where one cannot be meant. */
export function readOptions(args: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ orders: text, concurrency: text, memory: text, seconds: text, commits: text },
      ...{ previews: text, only: text, quick: flag, json: flag },
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
    only: piecesNamed(values.only),
    orders: numberOf('orders'),
    concurrency: numberOf('concurrency'),
    memory: numberOf('memory'),
    seconds: numberOf('seconds'),
    commits: numberOf('commits'),
    previews: numberOf('previews'),
    json: values.json,
  };
}

function piecesNamed(given: string | undefined): readonly Piece[] {
  if (given === undefined) return PIECES_OF_RUN;
  if (given === ALONE) return [ALONE];
  const named = given.split(',');
  const known = PIECES_OF_RUN.filter((piece) => named.includes(piece));
  if (known.length === named.length) return known;
  throw new Error(`--only takes names of pieces, not "${given}". ${USAGE}`);
}
