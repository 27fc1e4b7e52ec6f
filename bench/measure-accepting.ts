/**
 * How long a storefront waits for its 201 while orders come in steadily: each at its own moment,
 * whether or not the one before was answered, and timed from that moment.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from './installation';
import { processorMillis } from './process-usage';
import { spreadOf } from './spread';
import type { Spread } from './spread';
import { placeOne } from './story';
import { untilRest } from './until-rest';

export interface AcceptingFigures {
  readonly perSecond: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly took: Spread;
  /** The same while the worker stands still, as where it runs on a machine of its own. */
  readonly tookAlone: Spread;
  readonly apiCpu: number;
  /** Seconds until everything had come to rest after the last order. */
  readonly restAfter: number;
}

const PER_SECOND = 20;
const WARM_UP = 40;
/** Taking in is faster than the engine: what was taken in is served afterwards. */
const REST_WITHIN_SECONDS = 900;

/** Sends orders at a steady pace, twice: beside the worker and without it. A request that fails ends the bench. */
export async function measureAccepting(
  place: Installation,
  seconds: number,
): Promise<AcceptingFigures> {
  for (let order = 0; order < WARM_UP; order += 1) await placeOne(place.api);
  await untilRest(place.database);
  const { api, worker } = place.processes();
  const before = processorMillis(api);
  const took = await placeSteadily(place, seconds);
  const apiCpu = (processorMillis(api) - before) / took.length;
  const last = performance.now();
  await untilRest(place.database, REST_WITHIN_SECONDS);
  const restAfter = (performance.now() - last) / 1_000;
  process.kill(worker, 'SIGSTOP');
  const tookAlone = await placeSteadily(place, seconds).finally(() =>
    process.kill(worker, 'SIGCONT'),
  );
  await untilRest(place.database, REST_WITHIN_SECONDS);
  const spreads = { took: spreadOf(took), tookAlone: spreadOf(tookAlone) };
  return { perSecond: PER_SECOND, seconds, ...spreads, apiCpu, restAfter };
}

/** Milliseconds each order took, counted from the moment it was due. */
async function placeSteadily(place: Installation, seconds: number): Promise<readonly number[]> {
  const began = performance.now();
  return Promise.all(
    Array.from({ length: PER_SECOND * seconds }, async (_none, index) => {
      const moment = began + (index * 1_000) / PER_SECOND;
      await pause(Math.max(0, moment - performance.now()));
      await placeOne(place.api);
      return performance.now() - moment;
    }),
  );
}
