/**
 * A circle without an end: whatever keeps an order going round, the engine stops with a task, the worker
 * lives, and the order is looked at again.
 */
import type { Turn } from '../../domain/life/life';
import { atThursday, untilQuiet } from '../support/advance';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { holdActivities } from '../support/held-activities';
import { livesIn } from '../support/lives';
import { placeInto } from '../support/place';

const HOUR_MILLIS = 3_600_000;
const held = holdActivities();

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ around: held.around });
  await atThursday(engine);
});
afterAll(() => engine.close());
afterEach(held.reset);

const { handleOf, rowsOf, troublesOf, eventsOf, takenUp } = livesIn(() => engine);

test('when a deadline does not move, then the engine stands still with a task and the worker lives', async () => {
  held.bend = (turn) => ({
    ...turn,
    deadline: { key: 'stubborn', at: '2020-01-01T00:00:00.000Z' },
  });
  const placed = await placeInto(engine, null);
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  expect(held.commits).toBeLessThan(10);
  const before = held.commits;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(held.commits - before).toBeLessThan(5);
  held.bend = (turn) => turn;
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_1' }] });
  expect(await rowsOf(placed, 'NoteTaken')).toHaveLength(1);
});

test('when every turn brings another deadline that has passed, then the circle ends after fifty', async () => {
  let made = 0;
  const placed = await takenUp();
  held.commits = 0;
  held.bend = (turn) => ({
    ...turn,
    deadline: { key: `new-${String((made += 1))}`, at: '2020-01-01T00:00:00.000Z' },
  });
  await handleOf(placed).signal('wake');
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  expect(held.commits).toBeLessThan(60);
  held.bend = (turn) => turn;
});

test('when something is heard during every commit, then that circle ends after fifty too', async () => {
  const placed = await takenUp();
  held.mayCommitQuickly = false;
  held.meanwhile = () => handleOf(placed).signal('wake');
  await handleOf(placed).signal('wake');
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  held.meanwhile = () => Promise.resolve();
});

test('when a deadline that has passed moves to another that has passed, then both are heard at once and no timer is set for them', async () => {
  const placed = await takenUp();
  const timers = async (): Promise<number> =>
    (await eventsOf(placed)).filter((event) => event.timerStartedEventAttributes).length;
  // An update that is answered has its workflow task, and all before it, in the history.
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_0' }] });
  const before = await timers();
  const moments = ['2020-01-01T00:00:00.000Z', '2020-01-02T00:00:00.000Z'];
  held.bend = (turn) => {
    const at = moments.shift();
    return at === undefined ? turn : { ...turn, deadline: { key: 'moved', at } };
  };
  await handleOf(placed).signal('wake');
  await eventually(async () => (await rowsOf(placed, 'DeadlinePassed')).length === 2, 'both');
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_1' }] });
  expect(await troublesOf(placed)).toEqual([]);
  expect((await timers()) - before).toBe(1);
});

test('when an attempt already used is asked for again, then it is not made again and a person is told', async () => {
  let kept: Turn['outside'] = [];
  held.bend = (turn) => {
    if (turn.outside.length > 0) kept = turn.outside;
    return { ...turn, outside: kept };
  };
  const placed = await placeInto(engine, null);
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  expect(held.sends).toBe(1);
  held.bend = (turn) => turn;
  await handleOf(placed).signal('wake');
  await untilQuiet(engine);
});

test('when a turn leaves a cause unanswered, then a person is told, each time anew', async () => {
  const placed = await takenUp();
  for (const times of [1, 2]) {
    held.bend = (turn) => ({ ...turn, answers: {} });
    await handleOf(placed).signal('note', { noteId: `per_${String(times)}` });
    await eventually(async () => (await troublesOf(placed)).length === times, 'it is told');
    held.bend = (turn) => turn;
    await untilQuiet(engine);
  }
});

test('when the engine has stood still for an hour, then it looks again by itself', async () => {
  const { clock } = engine.server;
  if (!clock) throw new Error('this test needs the clock of the time-skipping server');
  const placed = await takenUp();
  held.bend = (turn) => ({ ...turn, answers: {} });
  await handleOf(placed).signal('note', { noteId: 'per_1' });
  await eventually(async () => (await troublesOf(placed)).length > 0, 'the trouble is told');
  held.bend = (turn) => turn;
  await eventually(
    async () =>
      (await eventsOf(placed)).some(
        ({ timerStartedEventAttributes: timer }) =>
          Number(timer?.startToFireTimeout?.seconds ?? 0) * 1_000 === HOUR_MILLIS,
      ),
    'it rests',
  );
  const looks = async (): Promise<number> =>
    (await eventsOf(placed)).filter((event) => event.markerRecordedEventAttributes).length;
  const before = await looks();
  await clock.pass(HOUR_MILLIS - 60_000);
  expect(await looks()).toBe(before);
  await clock.pass(120_000);
  await eventually(async () => (await looks()) > before, 'it looks again');
});
