/**
 * What the engine does: effects outside once for each attempt, one alarm, no circle without an end.
 */
import { ApplicationFailure } from '@temporalio/common';
import { atThursday, untilQuiet } from '../support/advance';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { holdActivities } from '../support/held-activities';
import { livesIn } from '../support/lives';
import { placeInto } from '../support/place';

const held = holdActivities();

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ around: held.around });
  await atThursday(engine);
});
afterAll(() => engine.close());
afterEach(held.reset);

const { handleOf, rowsOf, troublesOf, eventsOf, takenUp } = livesIn(() => engine);

test('when an effect ends while a commit is under way, then the old turn starts nothing again', async () => {
  held.sendGate.close();
  held.mayCommitQuickly = false;
  const placed = await placeInto(engine, null);
  await held.sendGate.isWaitedAt();
  held.commitGate.close();
  await handleOf(placed).signal('wake');
  await held.commitGate.isWaitedAt();
  held.sendGate.open();
  await eventually(async () => {
    const { pendingActivities } = (await handleOf(placed).describe()).raw;
    return pendingActivities?.length === 1;
  }, 'the effect has ended and only the commit is under way');
  held.commitGate.open();
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'the result');
  await untilQuiet(engine);
  expect(held.sends).toBe(1);
  expect(await troublesOf(placed)).toHaveLength(0);
});

test('when a commit is held up, then its update is not answered before it is through', async () => {
  const placed = await takenUp();
  held.mayCommitQuickly = false;
  held.commitGate.close();
  let isAnswered = false;
  const update = handleOf(placed)
    .executeUpdate('note', { args: [{ noteId: 'per_1' }] })
    .then(() => {
      isAnswered = true;
    });
  await held.commitGate.isWaitedAt();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isAnswered).toBe(false);
  held.commitGate.open();
  await update;
});

test('when an activity throws, then it is tried again, and the order goes on', async () => {
  held.send = () => Promise.reject(new Error('the activity is broken'));
  const placed = await placeInto(engine, null);
  await eventually(async () => held.sends > 1, 'the activity is tried again');
  held.send = (order, own) => own(order);
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'the message');
});

test('when an activity ends without an outcome, then that too is heard, as an effect nobody knows of', async () => {
  held.send = () => Promise.reject(ApplicationFailure.nonRetryable('broken for good'));
  const placed = await placeInto(engine, null);
  await eventually(async () => (await rowsOf(placed, 'MessageUnknown')).length === 1, 'the loss');
  expect(await rowsOf(placed, 'MessageUnknown')).toMatchObject([{ data: { code: 'lost' } }]);
});

test('when an effect outside is started, then it may last half a minute, and all its tries a quarter of an hour', async () => {
  held.mayCommitQuickly = false;
  const placed = await takenUp();
  const limits = (await eventsOf(placed)).flatMap((event) => {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (!scheduled) return [];
    const { activityType, startToCloseTimeout: one, scheduleToCloseTimeout: all } = scheduled;
    return [[activityType?.name, Number(one?.seconds ?? 0), Number(all?.seconds ?? 0)]];
  });
  expect(limits).toContainEqual(['sendMessage', 30, 900]);
  const commits = limits.filter(([name]) => name === 'commit');
  expect(new Set(commits.map(([, one]) => one))).toEqual(new Set([10]));
});

test('when nothing changes of what a manager finds orders by, then it is not written again', async () => {
  const placed = await takenUp();
  const upserts = async (): Promise<number> =>
    (await eventsOf(placed)).filter((event) => event.upsertWorkflowSearchAttributesEventAttributes)
      .length;
  // An update that is answered has its workflow task, and all before it, in the history.
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_0' }] });
  const before = await upserts();
  expect(before).toBeGreaterThan(0);
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_1' }] });
  expect(await upserts()).toBe(before);
});
