/**
 * How long a commit computes by itself, and how often in a row that was too long for its transaction: the database
 * then ends it each time, and trying again for ever would help nobody. What a commit waits for is not counted.
 */
import type { Stock } from '../../domain/order/step';
import type { Database, TransactionLimits } from '../database';

/** A commit that computes too long to be written down, however often it is tried. */
export class CommitTooLong extends Error {
  override readonly name = 'CommitTooLong';
}

export interface CommitLimits extends TransactionLimits {
  /** There is no more patient way to commit: after a few tries in vain its inputs are parked. */
  readonly isLast?: boolean;
}

/** So many tries in a row that computed too long are enough to know that it is not the machine. */
const TRIES = 3;

/** Where more of a transaction's time went into computing, the database was not what was slow. */
const SHARE = 0.5;

export interface OwnWork {
  /** The stock, with the time taken off that is spent waiting for it. */
  readonly besides: (stock: Stock) => Stock;
  /** Runs what is measured. */
  readonly measures: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly millis: () => number;
}

/** Begins to measure one try. */
export function ownWork(): OwnWork {
  let total = 0;
  let waited = 0;
  const timed = async <Result>(
    work: () => Promise<Result>,
    count: (millis: number) => void,
  ): Promise<Result> => {
    const since = performance.now();
    try {
      return await work();
    } finally {
      count(performance.now() - since);
    }
  };
  const waits = <Result>(work: () => Promise<Result>): Promise<Result> =>
    timed(work, (millis) => {
      waited += millis;
    });
  return {
    besides: ({ codes, reserve, move }) => ({
      codes: {
        look: (...asked) => waits(() => codes.look(...asked)),
        move: (...asked) => waits(() => codes.move(...asked)),
      },
      reserve: (...asked) => waits(() => reserve(...asked)),
      move: (...asked) => waits(() => move(...asked)),
    }),
    measures: (work) =>
      timed(work, (millis) => {
        total += millis;
      }),
    millis: () => total - waited,
  };
}

const triesOf = new WeakMap<Database, Map<string, number>>();

/** Whether a try that the database ended was one too many; counts it where it computed too long. */
export function isOneTooMany(
  database: Database,
  life: string,
  { limits, work }: { readonly limits: CommitLimits; readonly work: OwnWork },
): boolean {
  if (!limits.isLast || work.millis() < limits.statementMillis * SHARE) return false;
  const tries = triesOf.get(database) ?? new Map<string, number>();
  triesOf.set(database, tries);
  const tried = (tries.get(life) ?? 0) + 1;
  tries.set(life, tried);
  return tried >= TRIES;
}

/** What was counted of a life is over: it was committed, or parked. */
export function forgetTries(database: Database, life: string): void {
  triesOf.get(database)?.delete(life);
}
