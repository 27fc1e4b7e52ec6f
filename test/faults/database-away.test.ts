/**
 * The real PostgreSQL stops and starts, or hangs, under running orders: commands wait and are carried
 * out, nobody else is held up for long, and the worker can still be stopped.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startTestWorker } from '../support/faults/engine';
import type { TestWorker } from '../support/faults/engine';
import { makeCast } from '../support/faults/cast';
import type { Cast } from '../support/faults/cast';
import { checkAll } from '../support/faults/checks';
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { atRest } from '../support/faults/run';
import { placeInShop, standingOf } from '../support/faults/shop';
import { eventually } from '../support/eventually';
import { startOwnPostgres } from '../support/faults/postgres';
import type { OwnPostgres } from '../support/faults/postgres';

let postgres: OwnPostgres;
let room: FaultRoom;
let worker: TestWorker;
const casts: Cast[] = [];

beforeAll(async () => {
  postgres = await startOwnPostgres();
  room = await openFaultRoom({ databaseUrl: postgres.url });
  worker = await startTestWorker(room.settings());
}, 90_000);

afterAll(async () => {
  await worker.stop();
  await room.close();
  await postgres.close();
}, 60_000);

async function takenUp(): Promise<Cast> {
  const cast = makeCast(room, await placeInShop(room.database));
  await eventually(
    async () => (await standingOf(room.database, cast.placed.id)).state.messages.length === 0,
    'the message',
    30_000,
  );
  casts.push(cast);
  return cast;
}

/** The update itself, without the database: whether somebody looks after it is the test's question. */
const noteOf = ({ placed }: Cast, noteId: string): Promise<unknown> =>
  room.temporal.client.workflow
    .getHandle(placed.workflowId)
    .executeUpdate('note', { args: [{ noteId }], updateId: noteId });

async function notesOf({ placed }: Cast): Promise<readonly string[]> {
  const found = await room.database.pool.query<{ note: string }>(
    `SELECT data ->> 'noteId' AS note FROM journal WHERE life_id = $1 AND type = 'NoteTaken'`,
    [placed.id],
  );
  return found.rows.map((row) => row.note);
}

test('when PostgreSQL stops and starts again, then commands wait and are carried out, each once', async () => {
  const orders = [await takenUp(), await takenUp(), await takenUp()];
  await postgres.stop();
  const notes = orders.map((cast, index) => noteOf(cast, `stopped-${String(index)}`));
  await pause(5_000);
  await postgres.startAgain();
  await Promise.all(notes);
  for (const [index, cast] of orders.entries()) {
    expect(await notesOf(cast)).toEqual([`stopped-${String(index)}`]);
  }
}, 90_000);

test('when the worker is told to stop while PostgreSQL is stopped, then it stops within five seconds', async () => {
  const cast = await takenUp();
  await postgres.stop();
  const note = noteOf(cast, 'through-the-stop').catch(() => null);
  await pause(1_500);
  const began = Date.now();
  await worker.stop();
  expect(Date.now() - began).toBeLessThan(5_000);
  await postgres.startAgain();
  worker = await startTestWorker(room.settings());
  await note;
  await noteOf(cast, 'through-the-stop');
  expect(await notesOf(cast)).toEqual(['through-the-stop']);
}, 90_000);

test('when one order hangs on the database, then the updates of others are not held up by it', async () => {
  const [hanging, other] = [await takenUp(), await takenUp()];
  const holder = await room.database.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM life WHERE id = $1 FOR UPDATE', [hanging.placed.id]);
  const waiting = Array.from({ length: 5 }, (_, n) => noteOf(hanging, `hanging-${String(n)}`));
  await pause(500);
  const began = Date.now();
  await noteOf(other, 'not-held-up');
  expect(Date.now() - began).toBeLessThan(3_000);
  await pause(3_000);
  await holder.query('ROLLBACK');
  holder.release();
  await Promise.all(waiting);
  expect((await notesOf(hanging)).length).toBe(5);
}, 60_000);

test('when all outages are over, then every journal is its state and nothing was said twice', async () => {
  await atRest(room);
  for (const cast of casts)
    await cast.command('cancel', { reason: 'other' }, `${cast.placed.id}-end`);
  await eventually(
    async () =>
      (await Promise.all(casts.map(({ placed }) => standingOf(room.database, placed.id)))).every(
        ({ over }) => over,
      ),
    'all orders have ended',
    45_000,
  );
  await atRest(room);
  expect(await checkAll(room, casts)).toEqual([]);
}, 120_000);
