/**
 * What blocks of orders of one side come to: pace, time, processor time and histories, each an order's mean.
 */
import type { Block } from './block';
import { meanCounts } from './history-counts';
import type { HistoryCounts } from './history-counts';
import { spreadOf } from './spread';
import type { Spread } from './spread';

export interface SideFigures {
  readonly orders: number;
  readonly perSecond: number;
  /** Milliseconds from the first request of an order to its last answer. */
  readonly took: Spread;
  /** Milliseconds of processor time an order. */
  readonly cpu: Readonly<Record<string, number>>;
  readonly counts: HistoryCounts;
}

/** The figures of all blocks of one side together. */
export function figuresOf(blocks: readonly Block[]): SideFigures {
  const histories = blocks.flatMap((one) => one.histories);
  const orders = histories.length;
  const names = Object.keys(blocks[0]?.cpu ?? {});
  const sum = (of: (one: Block) => number): number => blocks.reduce((all, one) => all + of(one), 0);
  return {
    orders,
    perSecond: (orders * 1_000) / sum((one) => one.millis),
    took: spreadOf(blocks.flatMap((one) => one.took)),
    cpu: Object.fromEntries(names.map((name) => [name, sum((one) => one.cpu[name] ?? 0) / orders])),
    counts: meanCounts(histories.map((one) => one.counts)),
  };
}
