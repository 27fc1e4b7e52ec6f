/**
 * Whether poisoned orders make the others slower: alternating blocks of sound orders alone and of as many orders of
 * which one in ten is poisoned. Only the sound ones are timed; every poisoned one must end with a person.
 */
import { strict as assert } from 'node:assert';
import { askApi } from './ask-api';
import { benchOrder } from './bench-shop';
import type { Installation } from './installation';
import { manyAtOnce, spreadOf } from './spread';
import type { Spread } from './spread';
import { tellStory } from './story';
import { untilRest } from './until-rest';

export interface PoisonedPlan {
  readonly place: Installation;
  /** Orders of each kind of block, in all blocks together. */
  readonly orders: number;
  readonly concurrency: number;
  readonly say: (line: string) => void;
}

/** Milliseconds of a sound order's story. */
export interface PoisonedFigures {
  readonly poisoned: number;
  readonly alone: Spread;
  readonly beside: Spread;
  /** The mean beside poisoned orders to the mean alone, in each pair of blocks and in all. */
  readonly ratios: readonly number[];
  readonly ratio: number;
}

const PAIRS = 4;
const ONE_IN = 10;

/** Measures both; the first, small pair of blocks only warms up. */
export async function measurePoisoned(plan: PoisonedPlan): Promise<PoisonedFigures> {
  const { place, orders, concurrency, say } = plan;
  await breakPolicy(place);
  const ids: string[] = [];
  const block = (count: number, isPoisoned: boolean): Promise<readonly number[]> =>
    timesOf(plan, { count, poison: isPoisoned ? ids : null });
  await block(concurrency, false);
  await block(concurrency, true);
  const each = Math.max(ONE_IN, Math.round(orders / PAIRS));
  const pairs: { readonly alone: readonly number[]; readonly beside: readonly number[] }[] = [];
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const alone = await block(each, false);
    const beside = await block(each, true);
    pairs.push({ alone, beside });
    const [before, after] = [meanOf(alone), meanOf(beside)];
    say(
      `  block ${String(pair)}/${String(PAIRS)}: ${before.toFixed(0)} ms alone, ${after.toFixed(0)} ms beside`,
    );
  }
  await mustBeWithPeople(place, ids);
  const [alone, beside] = [pairs.flatMap((one) => one.alone), pairs.flatMap((one) => one.beside)];
  return {
    poisoned: ids.length,
    alone: spreadOf(alone),
    beside: spreadOf(beside),
    ratios: pairs.map((one) => meanOf(one.beside) / meanOf(one.alone)),
    ratio: meanOf(beside) / meanOf(alone),
  };
}

const meanOf = (times: readonly number[]): number =>
  times.reduce((sum, time) => sum + time, 0) / times.length;

/** The shop's policy names a carrier for one way of delivery that does not exist. */
async function breakPolicy({ database }: Installation): Promise<void> {
  await database.pool.query(
    `UPDATE policy SET body = jsonb_set(body, '{carriers,transport}', '"nobody"')
     WHERE shop_id = 'demo'`,
  );
}

interface BlockOf {
  readonly count: number;
  /** Gathers the ids of poisoned orders; null where the block has none. */
  readonly poison: string[] | null;
}

/** How long each sound order of a block took. */
async function timesOf(
  { place, concurrency }: PoisonedPlan,
  { count, poison }: BlockOf,
): Promise<readonly number[]> {
  const items = Array.from({ length: count }, (_none, index) => index + 1);
  const times = await manyAtOnce(items, concurrency, async (nth) => {
    if (poison && nth % ONE_IN === 0) {
      poison.push(await tellPoisoned(place.api, nth % (2 * ONE_IN) === 0));
      return [];
    }
    const began = performance.now();
    await tellStory(place.api);
    return [performance.now() - began];
  });
  await untilRest(place.database);
  return times.flat();
}

const UNKNOWN_GOODS = { sku: 'NOBODY-KNOWS-IT', title: 'Unknown', attributes: {}, quantity: 1 };

/** Goods that nobody has, or a way of delivery whose carrier does not exist; confirmed as any other. */
async function tellPoisoned(api: string, isUnknown: boolean): Promise<string> {
  const sound = benchOrder();
  const price = { amount: 260_000, currency: 'RUB' };
  const body = isUnknown
    ? { ...sound, lines: [{ ...UNKNOWN_GOODS, price }] }
    : { ...sound, delivery: { ...sound.delivery, method: 'transport' } };
  const { id } = await askApi<{ id: string }>(api, {
    ...{ role: 'storefront', path: '/v1/orders', body },
  });
  const confirmation = { channel: 'phone' };
  const path = `/v1/orders/${id}/confirmation`;
  // An order in trouble refuses it, which is an answer too.
  await askApi(api, { role: 'manager', path, body: confirmation }).catch(() => undefined);
  return id;
}

async function mustBeWithPeople({ database }: Installation, ids: readonly string[]): Promise<void> {
  const found = await database.pool.query<{ id: string }>(
    `SELECT DISTINCT life_id AS id FROM task WHERE state = 'open' AND life_id = ANY($1)`,
    [ids],
  );
  assert.equal(found.rows.length, ids.length, 'every poisoned order has a task for somebody');
}
