/**
 * What one commit promises, whoever asks for it: the order is locked, the inbox is read with it, each cause
 * counts once, and what a newer release wrote is left alone.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { makeCommits } from '../../activities/commit';
import { commit, commitWithin } from '../../database/commit';
import {
  closeDatabase,
  inTransaction,
  isDatabaseTrouble,
  openDatabase,
} from '../../database/database';
import type { Database } from '../../database/database';
import { hearFact } from '../../database/life/inbox';
import { plus } from '../../domain/calendar/instant';
import type { Input, Turn } from '../../domain/life/life';
import { freshDatabase } from '../support/database';
import type { FreshDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { journalOf, placeRow } from '../support/place';

let fresh: FreshDatabase;
let database: Database;
let now = '2026-11-26T08:00:00.000Z';
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { wall: () => now });
});
afterAll(async () => {
  await closeDatabase(database);
  await fresh.drop();
});

function note(cause: string): Input {
  now = plus(now, 'PT1M');
  return { cause, at: now, name: 'note', command: { noteId: `n_${cause.slice(2)}` } };
}

const asked = (lifeId: string, ...inputs: readonly Input[]) => ({ lifeId, inputs, now, wall: now });

const types = async (id: string): Promise<readonly string[]> =>
  (await journalOf({ database }, id)).map((row) => row.type);

async function isWaitedForALock(): Promise<boolean> {
  const found = await database.pool.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return found.rows.length > 0;
}

test('when two commits of one order come at once, then the second waits and sees what the first wrote', async () => {
  const id = await placeRow(database, now);
  let second: Promise<Turn> | undefined;
  await inTransaction(database, async (client) => {
    await commitWithin(client, asked(id, note('u:first')));
    second = commit(database, asked(id, note('u:second')));
    await eventually(isWaitedForALock, 'the second commit waits');
  });
  expect((await second)?.answers['u:second']).toEqual({ id: null });
  expect(await types(id)).toEqual(expect.not.arrayContaining(['TroubleMet']));
  expect((await types(id)).filter((type) => type === 'NoteTaken')).toHaveLength(2);
});

test('when somebody else holds an order, then a commit gives up before whoever asked for it does', async () => {
  const id = await placeRow(database, now);
  const { commitQuickly } = makeCommits(database);
  await inTransaction(database, async (client) => {
    await client.query('SELECT 1 FROM life WHERE id = $1 FOR UPDATE', [id]);
    const error: unknown = await Promise.race([
      commitQuickly({ life: id, inputs: [], now }).catch((thrown: unknown) => thrown),
      pause(1_500, 'it still waits'),
    ]);
    expect(isDatabaseTrouble(error)).toBe(true);
  });
});

test('when a commit is asked for with nothing, then it tells where the order stands and leaves no row', async () => {
  const id = await placeRow(database, now);
  const before = await types(id);
  const turn = await commit(database, asked(id));
  expect(turn).toMatchObject({ answers: {}, stage: 'received', over: false });
  expect(turn.deadline).not.toBeNull();
  expect(turn.outside).toHaveLength(1);
  expect(await types(id)).toEqual(before);
});

test('when facts lie in the inbox, then whoever commits reads them, each once', async () => {
  const id = await placeRow(database, now);
  for (const senderId of ['one', 'another']) {
    await hearFact(database, {
      ...{ lifeId: id, sender: 'test', senderId, name: 'note' },
      ...{ command: { noteId: `n_${senderId}` }, receivedAt: now },
    });
  }
  await commit(database, asked(id));
  await commit(database, asked(id));
  const taken = (await journalOf({ database }, id)).filter((row) => row.type === 'NoteTaken');
  expect(taken.map((row) => row.data.noteId)).toEqual(['n_one', 'n_another']);
  expect(new Set(taken.map((row) => row.cause)).size).toBe(2);
});

test('when a newer release wrote the order, then an older one leaves it alone, to try again later', async () => {
  const id = await placeRow(database, now);
  await database.pool.query('UPDATE life SET rules = rules + 1 WHERE id = $1', [id]);
  const before = await types(id);
  const said = note('u:late');
  await expect(commit(database, asked(id, said))).rejects.toThrow('newer than mine');
  expect(await types(id)).toEqual(before);
  const parked = await database.pool.query('SELECT 1 FROM parked_input WHERE life_id = $1', [id]);
  expect(parked.rows).toEqual([]);
  await database.pool.query('UPDATE life SET rules = rules - 1 WHERE id = $1', [id]);
  expect((await commit(database, asked(id, said))).answers['u:late']).toEqual({ id: null });
});

test('when a connection idles within a transaction, then the server ends it', async () => {
  const { rows } = await database.pool.query('SHOW idle_in_transaction_session_timeout');
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: '10s' }]);
});
