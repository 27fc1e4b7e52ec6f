/**
 * What the engine does: effects outside once for each attempt, one alarm, no circle without an end.
 */
import type { Activities } from '../../activities/activities';
import type { Turn } from '../../domain/life/life';
import { atThursday, untilQuiet } from '../support/advance';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { makeGate } from '../support/gate';
import { journalOf, placeInto } from '../support/place';
import type { Placed, Row } from '../support/place';

const commitGate = makeGate();
const sendGate = makeGate();
let mayCommitQuickly = true;
let bend: (turn: Turn) => Turn = (turn) => turn;
let failSends = false;
let sends = 0;
let commits = 0;

/** Stands between the worker and its activities, so that a test may hold them up or bend what they say. */
function around(own: Activities): Activities {
  const bent = async (how: Activities['commit'], order: Parameters<Activities['commit']>[0]) => {
    commits += 1;
    const turn = bend(await how(order));
    await commitGate.pass();
    return turn;
  };
  return {
    ...own,
    commit: (order) => bent(own.commit, order),
    commitQuickly: (order) =>
      mayCommitQuickly
        ? bent(own.commitQuickly, order)
        : Promise.reject(new Error('not quickly today')),
    sendMessage: async (order) => {
      sends += 1;
      if (failSends) throw new Error('the activity is broken');
      const result = await own.sendMessage(order);
      await sendGate.pass();
      return result;
    },
  };
}

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ around });
  await atThursday(engine);
});
afterAll(() => engine.close());
beforeEach(() => {
  mayCommitQuickly = true;
  bend = (turn) => turn;
  failSends = false;
  sends = 0;
  commits = 0;
});

const handleOf = (placed: Placed) => engine.server.client.workflow.getHandle(placed.workflowId);

async function rowsOf(placed: Placed, type: string): Promise<Row[]> {
  return (await journalOf(engine, placed.id)).filter((row) => row.type === type);
}

async function troublesOf(placed: Placed): Promise<Row[]> {
  return rowsOf(placed, 'TroubleMet');
}

test('when an effect ends while a commit is under way, then the old turn starts nothing again', async () => {
  sendGate.close();
  mayCommitQuickly = false;
  const placed = await placeInto(engine, null);
  await sendGate.isWaitedAt();
  commitGate.close();
  await handleOf(placed).signal('wake');
  await commitGate.isWaitedAt();
  sendGate.open();
  await eventually(async () => {
    const { pendingActivities } = (await handleOf(placed).describe()).raw;
    return pendingActivities?.length === 1;
  }, 'the effect has ended and only the commit is under way');
  commitGate.open();
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'the result');
  await untilQuiet(engine);
  expect(sends).toBe(1);
  expect(await troublesOf(placed)).toHaveLength(0);
});

test('when a commit is held up, then its update is not answered before it is through', async () => {
  const placed = await placeInto(engine, null);
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'the message');
  await untilQuiet(engine);
  mayCommitQuickly = false;
  commitGate.close();
  let isAnswered = false;
  const update = handleOf(placed)
    .executeUpdate('note', { args: [{ noteId: 'per_1' }] })
    .then(() => {
      isAnswered = true;
    });
  await commitGate.isWaitedAt();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isAnswered).toBe(false);
  commitGate.open();
  await update;
});

test('when an activity ends without an outcome, then that too is heard and the order goes on', async () => {
  failSends = true;
  const placed = await placeInto(engine, null);
  await eventually(async () => sends > 1, 'the activity is tried again');
  failSends = false;
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'the message');
});

test('when a deadline does not move, then the engine stands still with a task and the worker lives', async () => {
  bend = (turn) => ({ ...turn, deadline: { key: 'stubborn', at: '2020-01-01T00:00:00.000Z' } });
  const placed = await placeInto(engine, null);
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  expect(commits).toBeLessThan(10);
  const before = commits;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(commits - before).toBeLessThan(5);
  bend = (turn) => turn;
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_1' }] });
  expect(await rowsOf(placed, 'NoteTaken')).toHaveLength(1);
});

test('when every turn brings another deadline that has passed, then the circle ends after fifty', async () => {
  let made = 0;
  const placed = await placeInto(engine, null);
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'the message');
  await untilQuiet(engine);
  commits = 0;
  bend = (turn) => ({
    ...turn,
    deadline: { key: `new-${String((made += 1))}`, at: '2020-01-01T00:00:00.000Z' },
  });
  await handleOf(placed).signal('wake');
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  expect(commits).toBeLessThan(60);
  bend = (turn) => turn;
});

test('when an attempt already used is asked for again, then it is not made again and a person is told', async () => {
  let kept: Turn['outside'] = [];
  bend = (turn) => {
    if (turn.outside.length > 0) kept = turn.outside;
    return { ...turn, outside: kept };
  };
  const placed = await placeInto(engine, null);
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  expect(sends).toBe(1);
  bend = (turn) => turn;
  await handleOf(placed).signal('wake');
  await untilQuiet(engine);
});

test('when a turn leaves a cause unanswered, then a person is told', async () => {
  const placed = await placeInto(engine, null);
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'the message');
  await untilQuiet(engine);
  bend = (turn) => ({ ...turn, answers: {} });
  await handleOf(placed).signal('note', { noteId: 'per_1' });
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  bend = (turn) => turn;
});
