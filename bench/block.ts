/**
 * One block of a measurement: many orders of one side, so many at a time, until all is at rest, with
 * the processor time of the processes named and the histories that came of it.
 */
import { readHistory } from './history-counts';
import type { ReadHistory } from './history-counts';
import type { Installation } from './installation';
import { processorMillis } from './process-usage';
import { manyAtOnce } from './spread';
import { untilRest } from './until-rest';

/** What one block measured; times and processor time in milliseconds. */
export interface Block {
  readonly millis: number;
  readonly took: readonly number[];
  readonly cpu: Readonly<Record<string, number>>;
  readonly histories: readonly ReadHistory[];
}

interface BlockPlace {
  readonly place: Installation;
  readonly concurrency: number;
}

const HISTORIES_AT_ONCE = 8;

/** What a block does for each item, and whose processor time is read. */
export interface Work<Item> {
  readonly items: readonly Item[];
  readonly processes: Readonly<Record<string, number>>;
  readonly tell: (item: Item) => Promise<string>;
}

/** Runs the work so many at once until the installation rests, then reads the histories. */
export async function runBlock<Item>(plan: BlockPlace, work: Work<Item>): Promise<Block> {
  const { client, database } = plan.place;
  const used = (): number[] => Object.values(work.processes).map(processorMillis);
  const before = used();
  const began = performance.now();
  const told = await manyAtOnce(work.items, plan.concurrency, async (item) => {
    const from = performance.now();
    const id = await work.tell(item);
    return { id, took: performance.now() - from };
  });
  await untilRest(database);
  const millis = performance.now() - began;
  const after = used();
  const cpu = Object.keys(work.processes).map((name, index) => [
    name,
    (after[index] ?? 0) - (before[index] ?? 0),
  ]);
  const histories = await manyAtOnce(told, HISTORIES_AT_ONCE, ({ id }) => readHistory(client, id));
  return {
    ...{ millis, histories, took: told.map((one) => one.took) },
    cpu: Object.fromEntries(cpu) as Record<string, number>,
  };
}
