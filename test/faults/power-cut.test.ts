/**
 * The power fails right after an update's commit, and Temporal loses what it knew: the database alone
 * tells how things stand, and everybody goes on from there.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import Long from 'long';
import { makeCast } from '../support/faults/cast';
import type { Cast } from '../support/faults/cast';
import { checkAll } from '../support/faults/checks';
import { countHits } from '../support/faults/points';
import type { KillOrder } from '../support/faults/points';
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { atRest } from '../support/faults/run';
import { placeInShop, standingOf } from '../support/faults/shop';
import { playStory } from '../support/faults/stories';
import { makeWorkers } from '../support/faults/workers';
import type { Workers } from '../support/faults/workers';
import { eventually } from '../support/eventually';

let room: FaultRoom;
let workers: Workers;
let kills: readonly KillOrder[] = [];
let hitsFile = '';

beforeEach(async () => {
  room = await openFaultRoom();
  hitsFile = join(room.folder, 'hits.txt');
  kills = [];
  const logFile = join(room.folder, 'worker.log');
  workers = makeWorkers({ settings: room.settings(), hitsFile, logFile, kills: () => kills });
  await workers.start();
}, 60_000);

afterEach(async () => {
  await workers.close();
  await room.close();
}, 30_000);

async function takenUp(): Promise<Cast> {
  const placed = await placeInShop(room.database);
  await eventually(
    async () => (await standingOf(room.database, placed.id)).state.messages.length === 0,
    'the message',
    30_000,
  );
  return makeCast(room, placed);
}

/** Number of the event that ended the first workflow task: the place to reset to. */
async function firstTaskEnd(workflowId: string): Promise<number> {
  const { events } = await room.temporal.client.workflow.getHandle(workflowId).fetchHistory();
  return Number(events?.find((one) => one.workflowTaskCompletedEventAttributes)?.eventId ?? 0);
}

/** Plays the plain story to its end and asks all questions. */
async function playedOut(casts: readonly Cast[]): Promise<readonly string[]> {
  const until = Date.now() + 90_000;
  for (const cast of casts) await playStory(room, cast, { story: 'plain', until });
  await atRest(room);
  return checkAll(room, casts);
}

test('when the power fails right after the commit of an update, then its caller is given the first outcome and nothing is done twice', async () => {
  const cast = await takenUp();
  const { id, workflowId } = cast.placed;
  const reached = countHits(hitsFile).get(`${id} after-commit`) ?? 0;
  kills = [{ point: 'after-commit', life: id, nth: reached + 1 }];
  workers.kill();
  await eventually(async () => workers.ends() === 1, 'the worker that kills itself takes over');
  // A worker that kills itself as it commits: the database knows of the update, the history does not.
  const confirm = { name: 'confirm', body: { channel: 'phone' }, updateId: `${id}-confirm` };
  const asked = room.orders.command(workflowId, confirm, 15_000).catch(() => 'no_answer');
  await eventually(async () => workers.ends() === 2, 'the worker is gone', 30_000);
  await room.temporal.kill();
  expect(typeof (await asked)).toBe('string');
  expect((await standingOf(room.database, id)).state.agreement).not.toBeNull();
  kills = [];
  await room.temporal.startAgain();
  const again = await cast.command(confirm.name, confirm.body, confirm.updateId);
  expect(again).toEqual({ id: null });
  expect(await playedOut([cast])).toEqual([]);
}, 180_000);

test('when Temporal has lost its data, then whoever speaks to an open order has it started again and it ends well', async () => {
  const casts = [await takenUp(), await takenUp()];
  const [first] = casts;
  await first?.command('confirm', { channel: 'phone' }, 'confirmed-before');
  workers.kill();
  await room.temporal.kill();
  await room.temporal.startAgain({ fresh: true });
  expect(await playedOut(casts)).toEqual([]);
}, 180_000);

test('when an order is reset in Temporal, then it goes on from where the database stands', async () => {
  const cast = await takenUp();
  await cast.command('confirm', { channel: 'phone' }, 'confirmed-once');
  const { client } = room.temporal;
  const { workflowId } = cast.placed;
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  await client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId, runId },
    reason: 'a fault test',
    workflowTaskFinishEventId: Long.fromNumber(await firstTaskEnd(workflowId)),
    requestId: `reset-${workflowId}`,
  });
  await pause(1_000);
  expect(await playedOut([cast])).toEqual([]);
}, 180_000);

test('when an order is terminated in Temporal, then the next word to it has it started again and it ends well', async () => {
  const cast = await takenUp();
  const handle = room.temporal.client.workflow.getHandle(cast.placed.workflowId);
  await handle.terminate('a fault test');
  expect(await playedOut([cast])).toEqual([]);
}, 180_000);
