/**
 * Workers that stop and come back: what was committed without the workflow's knowledge heals, and a
 * worker stops at once even while the database is away. These need a server on the wall clock.
 */
import { commit } from '../../database/commit';
import { startTestWorker } from '../support/faults/engine';
import type { TestWorker } from '../support/faults/engine';
import { eventually } from '../support/eventually';
import { openLink } from '../support/cuttable-link';
import type { CuttableLink } from '../support/cuttable-link';
import { freshDatabase } from '../support/database';
import type { FreshDatabase } from '../support/database';
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { placeInShop } from '../support/faults/shop';
import type { Placed } from '../support/faults/shop';

let fresh: FreshDatabase;
let link: CuttableLink;
let room: FaultRoom;
let worker: TestWorker;

beforeAll(async () => {
  fresh = await freshDatabase();
  const { hostname: host, port } = new URL(fresh.url);
  link = await openLink({ host, port: Number(port) });
  const through = new URL(fresh.url);
  through.port = String(link.port);
  room = await openFaultRoom({ databaseUrl: fresh.url, workersDatabaseUrl: through.href });
  worker = await startTestWorker(room.settings());
}, 60_000);

afterAll(async () => {
  link.mend();
  await worker.stop();
  await room.close();
  link.close();
  await fresh.drop();
}, 30_000);

const handleOf = (placed: Placed) => room.temporal.client.workflow.getHandle(placed.workflowId);

async function count(placed: Placed, type: string): Promise<number> {
  const found = await room.database.pool.query(
    'SELECT 1 FROM journal WHERE life_id = $1 AND type = $2',
    [placed.id, type],
  );
  return found.rows.length;
}

async function takenUp(): Promise<Placed> {
  const placed = await placeInShop(room.database);
  await eventually(async () => (await count(placed, 'MessageSent')) === 1, 'the message', 20_000);
  return placed;
}

test('when a commit outlived its workflow task, then the relay wakes the life and the same update gives its answer', async () => {
  const placed = await takenUp();
  await worker.stop();
  const now = room.database.wall();
  const confirm = { cause: 'u:lost', at: now, name: 'confirm', command: { channel: 'phone' } };
  await commit(room.database, { lifeId: placed.id, inputs: [confirm], now });
  const before = (await handleOf(placed).fetchHistory()).events?.length ?? 0;
  const hour = 3_600_000;
  await room.database.pool.query('UPDATE life SET clock_offset = clock_offset + $2 WHERE id = $1', [
    placed.id,
    3 * hour,
  ]);
  worker = await startTestWorker(room.settings());
  await eventually(
    async () => ((await handleOf(placed).fetchHistory()).events?.length ?? 0) > before,
    'the relay woke the life',
    20_000,
  );
  const again = await handleOf(placed).executeUpdate('confirm', {
    args: [{ channel: 'phone' }],
    updateId: 'lost',
  });
  expect(again).toEqual({ id: null });
  expect(await count(placed, 'OrderAgreed')).toBe(1);
});

test('when the database is away, then the worker still stops at once', async () => {
  const placed = await takenUp();
  link.cut();
  const note = handleOf(placed)
    .executeUpdate('note', { args: [{ noteId: 'per_2' }], updateId: 'kept' })
    .catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const began = Date.now();
  await worker.stop();
  expect(Date.now() - began).toBeLessThan(5_000);
  link.mend();
  worker = await startTestWorker(room.settings());
  await note;
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_2' }], updateId: 'kept' });
  expect(await count(placed, 'NoteTaken')).toBe(1);
});

test('when a wake comes before the workflow has begun, then it leaves no row', async () => {
  await worker.stop();
  const placed = await placeInShop(room.database);
  await room.temporal.client.workflow.signalWithStart('order', {
    workflowId: placed.workflowId,
    taskQueue: 'ordo',
    args: [{ life: placed.id }],
    signal: 'wake',
    signalArgs: [],
  });
  worker = await startTestWorker(room.settings());
  await eventually(async () => (await count(placed, 'MessageSent')) === 1, 'the message', 20_000);
  expect(await count(placed, 'Refused')).toBe(0);
});
