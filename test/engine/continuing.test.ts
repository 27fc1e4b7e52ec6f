/**
 * A history that grows long is left behind at a quiet moment, and a life that is over ends: nobody who
 * waits is left without an answer, and no effect is repeated.
 */
import { WorkflowNotFoundError } from '@temporalio/common';
import { askToStart } from '../../database/life/relay-work';
import { atThursday, untilQuiet } from '../support/advance';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { holdActivities } from '../support/held-activities';
import { livesIn } from '../support/lives';
import { placeInto } from '../support/place';
import type { Placed } from '../support/place';

const HISTORY_LIMIT = 60;
const held = holdActivities();

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ around: held.around, historyLimit: HISTORY_LIMIT });
  await atThursday(engine);
});
afterAll(() => engine.close());
afterEach(held.reset);

const { handleOf, rowsOf, eventsOf, takenUp } = livesIn(() => engine);

const runsOf = async (placed: Placed): Promise<number> =>
  (await rowsOf(placed, 'WorkflowStarted')).length;

const note = (placed: Placed, noteId: string) =>
  handleOf(placed).executeUpdate('note', { args: [{ noteId }], updateId: noteId });

/** This server knows of no run for a moment while one is continued as new; what was heard must be answered. */
async function isAnswered(placed: Placed, noteId: string): Promise<boolean> {
  try {
    expect(await note(placed, noteId)).toEqual({ id: null });
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const taken = await rowsOf(placed, 'NoteTaken');
    expect(taken.map((row) => row.data.noteId)).not.toContain(noteId);
    return false;
  }
}

/** An order whose message is on its way for as long as the gate is closed, with a history so long. */
async function longWhileSending(length: number): Promise<Placed> {
  held.sendGate.close();
  const placed = await placeInto(engine, null);
  await held.sendGate.isWaitedAt();
  for (let count = 0; (await eventsOf(placed)).length <= length; count += 1) {
    await note(placed, `n_${String(count)}`);
    expect(await runsOf(placed)).toBe(1);
  }
  return placed;
}

test('when a history is continued as new with an update, then the update is answered all the same', async () => {
  const placed = await takenUp();
  for (let count = 0; (await runsOf(placed)) < 4; count += 1) {
    expect(count).toBeLessThan(60);
    await eventually(() => isAnswered(placed, `n_${String(count)}`), 'the note is taken');
  }
});

test('when an update is the last that happens, then it is answered before the workflow ends', async () => {
  const placed = await takenUp();
  held.bend = (turn) => ({ ...turn, over: true });
  expect(await note(placed, 'n_last')).toEqual({ id: null });
  await handleOf(placed).result();
});

test('when a history is long while a message is on its way, then it is left behind only after its outcome, and nothing is sent twice', async () => {
  const placed = await longWhileSending(HISTORY_LIMIT + 20);
  held.sendGate.open();
  await eventually(async () => (await runsOf(placed)) === 2, 'the history is left behind');
  await untilQuiet(engine);
  expect(await rowsOf(placed, 'MessageSent')).toHaveLength(1);
  expect(held.sends).toBe(1);
});

test('when a history has twice its length and a message is still on its way, then nothing new is begun before it is left behind', async () => {
  const placed = await longWhileSending(2 * HISTORY_LIMIT);
  const cancel: [object] = [{ noteId: null, reason: 'changed_mind' }];
  await handleOf(placed).executeUpdate('cancel', { args: cancel });
  await note(placed, 'n_after');
  expect(held.sends).toBe(1);
  held.sendGate.open();
  await eventually(async () => held.sends > 1, 'the next message is begun');
  expect(await runsOf(placed)).toBe(2);
  await untilQuiet(engine);
});

test('when a workflow that runs is to be started once more, then it runs on and nothing waits to be started', async () => {
  const placed = await takenUp();
  await askToStart(engine.database, placed.id);
  await eventually(async () => {
    const waiting = await engine.database.pool.query(
      'SELECT 1 FROM outbox WHERE life_id = $1 AND started_at IS NULL',
      [placed.id],
    );
    return waiting.rows.length === 0;
  }, 'it counts as started');
  await note(placed, 'n_1');
  expect(await runsOf(placed)).toBe(1);
});
