/**
 * What open orders cost the worker in memory: a new worker, idle, then with more and more orders at rest.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from './installation';
import { residentMegabytes } from './process-usage';
import { manyAtOnce } from './spread';
import { placeOne } from './story';
import { untilRest } from './until-rest';

/** The worker's resident MB with so many open orders. */
export interface MemoryAt {
  readonly orders: number;
  readonly megabytes: number;
}

export interface MemoryFigures {
  readonly idle: number;
  /** The first tenth, by which time all code has run, then every tenth that was looked at. */
  readonly at: readonly MemoryAt[];
  /** KB an open order, from the first tenth to the end. */
  readonly kilobytesAnOrder: number;
}

const AT_ONCE = 10;
const SETTLE_MILLIS = 3_000;
const SECONDS_AN_ORDER = 2;
const PARTS = 10;

/** Places the orders by tenths and reads the worker's resident memory at each. */
export async function measureMemory(
  place: Installation,
  orders: number,
  say: (line: string) => void,
): Promise<MemoryFigures> {
  await place.renewWorker();
  const { worker } = place.processes();
  await pause(SETTLE_MILLIS);
  const idle = residentMegabytes(worker);
  const at: MemoryAt[] = [];
  for (let part = 1; part <= PARTS; part += 1) {
    const open = at.at(-1)?.orders ?? 0;
    const more = Math.round((orders * part) / PARTS) - open;
    const all = Array.from({ length: more }, (_none, index) => index);
    await manyAtOnce(all, AT_ONCE, () => placeOne(place.api));
    await untilRest(place.database, 60 + more * SECONDS_AN_ORDER);
    await pause(SETTLE_MILLIS);
    const reached = { orders: open + more, megabytes: residentMegabytes(worker) };
    at.push(reached);
    say(`  ${String(reached.orders)} open orders: ${reached.megabytes.toFixed(0)} MB`);
  }
  return { idle, at, kilobytesAnOrder: growthOf(at) };
}

function growthOf(at: readonly MemoryAt[]): number {
  const [first, last] = [at[0], at.at(-1)];
  if (!first || !last || last.orders === first.orders) return 0;
  return ((last.megabytes - first.megabytes) * 1_024) / (last.orders - first.orders);
}
