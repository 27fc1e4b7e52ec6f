/**
 * An input with which the rules compute longer than a transaction may last: it is tried a few times, then it is parked
 * as any other fault of ours is, and nobody tries it again in silence for ever.
 */
import { commit } from '../../database/commit';
import {
  closeDatabase,
  inTransaction,
  isDatabaseTrouble,
  openDatabase,
} from '../../database/database';
import type { Database } from '../../database/database';
import type { Input } from '../../domain/life/life';
import { aWantedLine } from '../support/an-order-in-memory';
import { freshDatabase } from '../support/database';
import type { FreshDatabase } from '../support/database';
import { placeLines } from '../support/place-rows';

const AT = '2026-11-26T08:00:00.000Z';
/** The most an order may have, and the most that one change may ask for. */
const LINES = 1_000;
const CHANGES = 500;
/** Less than such a change takes on any machine (on a quick one 0.4 s), and more than it takes to lock the order. */
const BRIEF = 150;

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { wall: () => AT });
});
afterAll(async () => {
  await closeDatabase(database);
  await fresh.drop();
});

const count = async (text: string, id: string): Promise<number> =>
  (await database.pool.query(text, [id])).rowCount ?? 0;
const troubles = (id: string) =>
  count("SELECT 1 FROM journal WHERE life_id = $1 AND type = 'TroubleMet'", id);
const parked = (id: string) => count('SELECT 1 FROM parked_input WHERE life_id = $1', id);
const amended = (id: string) =>
  count("SELECT 1 FROM journal WHERE life_id = $1 AND type = 'AmendmentMade'", id);

const anOrder = (many: number): Promise<string> => {
  const lines = Array.from({ length: many }, (_none, index) =>
    aWantedLine({ sku: `LARGE-${String(index)}` }),
  );
  return placeLines(database, AT, { lines });
};

/** Every line is wanted twice. */
function amends(many: number): Input {
  const changes = Array.from({ length: many }, (_none, index) => ({
    ...{ type: 'set_quantity', lineId: `line-${String(index + 1)}`, quantity: 2 },
  }));
  const command = { actor: 'manager:1', version: 1, by: 'customer', noteId: null, changes };
  return { cause: 'u:amend', at: AT, name: 'amend', command };
}

const failed = (tried: Promise<unknown>): Promise<unknown> =>
  tried.then(
    () => null,
    (error: unknown) => error,
  );

test('when the rules take too long three times, then the input is parked with a task, and done when there is time', async () => {
  const id = await anOrder(LINES);
  const asked = { lifeId: id, inputs: [amends(CHANGES)], now: AT };
  const last = { statementMillis: BRIEF, isLast: true };
  for (let tries = 0; tries < 2; tries += 1) {
    expect(isDatabaseTrouble(await failed(commit(database, asked, last)))).toBe(true);
    expect(await troubles(id)).toBe(0);
  }
  const turn = await commit(database, asked, last);
  expect(turn).toMatchObject({
    ...{ waitingFor: 'admin', answers: { 'u:amend': { refusal: { refusal: 'trouble' } } } },
  });
  expect([await troubles(id), await parked(id), await amended(id)]).toEqual([1, 1, 0]);
  const again = await commit(
    database,
    { lifeId: id, inputs: [], now: AT },
    { statementMillis: 30_000, isLast: true },
  );
  expect(again.waitingFor).not.toBe('admin');
  expect([await parked(id), await amended(id)]).toEqual([0, 1]);
});

test('when there is a more patient way to commit, then nothing is parked however often the short one fails', async () => {
  const id = await anOrder(LINES);
  const asked = { lifeId: id, inputs: [amends(CHANGES)], now: AT };
  for (let tries = 0; tries < 4; tries += 1) {
    const error = await failed(commit(database, asked, { statementMillis: BRIEF }));
    expect(isDatabaseTrouble(error)).toBe(true);
  }
  expect([await troubles(id), await parked(id)]).toEqual([0, 0]);
});

test('when it is the stock for which a commit waits, then nothing is parked', async () => {
  const id = await anOrder(1);
  const asked = { lifeId: id, inputs: [amends(1)], now: AT };
  await inTransaction(database, async (client) => {
    await client.query('LOCK TABLE stock IN ACCESS EXCLUSIVE MODE');
    for (let tries = 0; tries < 4; tries += 1) {
      const tried = commit(database, asked, { statementMillis: BRIEF, isLast: true });
      expect(isDatabaseTrouble(await failed(tried))).toBe(true);
    }
  });
  expect([await troubles(id), await parked(id)]).toEqual([0, 0]);
});
