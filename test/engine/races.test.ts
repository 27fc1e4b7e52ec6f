/**
 * An amendment races dispatch, another amendment, a cancellation and the party's own answer, over a real
 * PostgreSQL: what is packed in the end is what was answered to have been done, and nothing else.
 * `npm run races` runs very many and has their answers checked by porcupine.
 */
import { appendFileSync } from 'node:fs';
import { closeDatabase, openDatabase } from '../../database/database';
import type { Database } from '../../database/database';
import { freshDatabase } from '../support/database';
import type { FreshDatabase } from '../support/database';
import { race, RACE_DAY, RACE_SKU, racesAsked } from '../support/races';
import type { Raced, Recorded } from '../support/races';

const { races: RACES, history: HISTORY } = racesAsked();
const AT_ONCE = 5;

jest.setTimeout(60_000 + RACES * 500);

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { connections: AT_ONCE * 2, wall: () => RACE_DAY });
  await database.pool.query(
    `WITH more AS (UPDATE stock SET on_hand = 1000000 WHERE shop_id = 'demo' AND sku = $1 RETURNING 1)
     INSERT INTO stock_move (shop_id, place, sku, kind, quantity, at)
     SELECT 'demo', 'warehouse-main', $1, 'correction', 999970, now() FROM more`,
    [RACE_SKU],
  );
});
afterAll(async () => {
  await closeDatabase(database);
  await fresh.drop();
});

/**
 * The fold of what was accepted, in the order of the versions it was accepted on. What the carrier refused goes back, and
 * so does what the warehouse refused, unless it said yes as well or a newer change was made.
 */
function accepted(history: readonly Recorded[]): number {
  const done = history.filter(({ output }) => output.answer === 'done').map(({ input }) => input);
  if (done.some((input) => input.do === 'cancel')) return 0;
  const amended = done
    .filter((input) => input.do === 'amend')
    .sort((one, other) => one.version - other.version);
  const [before = 2, last] = [amended.at(-2), amended.at(-1)].map((one) => one?.quantity);
  if (last === undefined) return 2;
  const version = (amended.at(-1)?.version ?? 0) + 1;
  const said = done.filter((input) => input.version === version).map((input) => input.do);
  const isRefused =
    said.includes('carrier_refuses') || (said.includes('refuse') && !said.includes('answer'));
  return isRefused ? before : last;
}

test(`when an amendment races everybody else ${String(RACES)} times, then the pick list is the fold of what was accepted`, async () => {
  const raced: Raced[] = [];
  let next = 0;
  const runner = async (): Promise<void> => {
    for (let number = next++; number < RACES; number = next++) {
      raced.push(await race(database, number));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
  if (HISTORY) {
    const lines = raced.flatMap(({ history }) => history.map((one) => JSON.stringify(one)));
    appendFileSync(HISTORY, `${lines.join('\n')}\n`);
  }
  const isRefusal = ({ input, output }: Recorded): boolean =>
    ['refuse', 'carrier_refuses'].includes(input.do) && output.answer === 'done';
  const refused = raced.filter(({ history }) => history.some(isRefusal));
  expect(refused.length).toBeGreaterThanOrEqual(RACES / 5);
  const wrong = raced.filter(({ history }) => history.at(-1)?.output.pieces !== accepted(history));
  expect(wrong.map(({ history }) => history)).toEqual([]);
  const held = await database.pool.query<{ reserved: number; wanted: number }>(
    `SELECT reserved, (SELECT coalesce(sum((line ->> 'quantity')::int), 0)::int FROM life,
        jsonb_array_elements(state -> 'wish' -> 'lines') line WHERE state ->> 'closing' IS NULL) AS wanted
     FROM stock WHERE shop_id = 'demo' AND sku = $1`,
    [RACE_SKU],
  );
  expect(held.rows[0]?.reserved).toBe(held.rows[0]?.wanted);
  const versions = new Set(raced.map(({ order }) => order.wish.version));
  expect([...versions].sort()).toEqual([1, 2, 3]);
});
