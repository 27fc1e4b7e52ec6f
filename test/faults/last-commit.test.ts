/**
 * A signal comes during the last commit before the workflow ends, or before it is continued as new:
 * the hardest moments to hear anything, and nothing is lost.
 */
import type { Activities } from '../../activities/activities';
import { startTestWorker } from '../support/faults/engine';
import type { TestWorker } from '../support/faults/engine';
import { makeCast } from '../support/faults/cast';
import { failedTasks } from '../support/faults/checks';
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { placeInShop, standingOf } from '../support/faults/shop';
import { eventually } from '../support/eventually';
import { makeGate } from '../support/gate';

const gate = makeGate();
let isLast: (turn: Awaited<ReturnType<Activities['commit']>>) => boolean = () => false;
let commits = 0;

/** Holds the commit of a last turn after it was made, while the test speaks. */
function around(own: Activities): Activities {
  const held = async (how: Activities['commit'], order: Parameters<Activities['commit']>[0]) => {
    const turn = await how(order);
    commits += 1;
    if (isLast(turn)) {
      isLast = () => false;
      await gate.pass();
    }
    return turn;
  };
  return {
    ...own,
    commit: (order) => held(own.commit, order),
    commitQuickly: (order) => held(own.commitQuickly, order),
  };
}

let room: FaultRoom;
let worker: TestWorker;
beforeAll(async () => {
  room = await openFaultRoom();
  worker = await startTestWorker(room.settings({ historyLimit: 30 }), { around });
}, 60_000);
afterAll(async () => {
  gate.open();
  await worker.stop();
  await room.close();
}, 30_000);

async function notesOf(id: string): Promise<readonly unknown[]> {
  const found = await room.database.pool.query<{ note: unknown }>(
    `SELECT data ->> 'noteId' AS note FROM journal WHERE life_id = $1 AND type = 'NoteTaken'`,
    [id],
  );
  return found.rows.map((row) => row.note);
}

test('when a signal comes during the last commit of an order, then it is written down before the workflow ends', async () => {
  const placed = await placeInShop(room.database);
  const cast = makeCast(room, placed);
  await eventually(
    async () => (await standingOf(room.database, placed.id)).state.messages.length === 0,
    'the message',
    20_000,
  );
  gate.close();
  isLast = (turn) => turn.over;
  const ending = cast.command('cancel', { reason: 'price' }, 'the-end');
  await gate.isWaitedAt();
  await cast.signal('at-the-end');
  gate.open();
  await ending;
  await room.temporal.client.workflow.getHandle(placed.workflowId).result();
  expect(await notesOf(placed.id)).toEqual(['at-the-end']);
  expect(await failedTasks(room, placed)).toEqual([]);
}, 60_000);

test('when signals come during commits all the way through continue-as-new, then each counts once', async () => {
  const placed = await placeInShop(room.database);
  const cast = makeCast(room, placed);
  const { client } = room.temporal;
  const firstRun = await eventually(
    async () =>
      client.workflow
        .getHandle(placed.workflowId)
        .describe()
        .then(
          ({ runId }) => runId,
          () => null,
        ),
    'the workflow runs',
  );
  const said: string[] = [];
  const isNew = async (): Promise<boolean> =>
    (await client.workflow.getHandle(placed.workflowId).describe()).runId !== firstRun;
  while (!(await isNew()) && said.length < 60) {
    const before = commits;
    gate.close();
    isLast = () => true;
    await cast.signal(`heard-${String(said.length)}`);
    said.push(`heard-${String(said.length)}`);
    await eventually(async () => commits > before, 'a commit is under way');
    await cast.signal(`meanwhile-${String(said.length)}`);
    said.push(`meanwhile-${String(said.length)}`);
    gate.open();
    await new Promise((go) => setTimeout(go, 50));
  }
  expect(await isNew()).toBe(true);
  await eventually(async () => (await notesOf(placed.id)).length >= said.length, 'all notes');
  expect([...(await notesOf(placed.id))].sort()).toEqual([...said].sort());
  expect(await failedTasks(room, placed)).toEqual([]);
}, 90_000);
