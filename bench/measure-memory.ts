/**
 * What open orders cost the worker in memory: a new worker, idle, then with so many orders at rest.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from './installation';
import { residentMegabytes } from './process-usage';
import { manyAtOnce } from './spread';
import { placeOne } from './story';
import { untilRest } from './until-rest';

export interface MemoryFigures {
  readonly orders: number;
  /** Resident MB. */
  readonly idle: number;
  readonly atRest: number;
}

const AT_ONCE = 10;
const SETTLE_MILLIS = 3_000;
const SECONDS_AN_ORDER = 2;

/** Places the orders and reads the worker's resident memory before and after. */
export async function measureMemory(place: Installation, orders: number): Promise<MemoryFigures> {
  await place.renewWorker();
  const { worker } = place.processes();
  await pause(SETTLE_MILLIS);
  const idle = residentMegabytes(worker);
  const all = Array.from({ length: orders }, (_none, index) => index);
  await manyAtOnce(all, AT_ONCE, () => placeOne(place.api));
  await untilRest(place.database, 60 + orders * SECONDS_AN_ORDER);
  await pause(SETTLE_MILLIS);
  return { orders, idle, atRest: residentMegabytes(worker) };
}
