/**
 * Fifty orders while their worker is killed at random, and the same with the guard against hearing a thing twice
 * taken out. A thousand orders: `npm run faults -- --orders 1000`.
 */
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { runFaults } from '../support/faults/run';
import { isLongRun } from '../support/long-tests';

let room: FaultRoom;
beforeEach(async () => {
  room = await openFaultRoom();
}, 60_000);
afterEach(() => room.close());

const SEED = 20_261_122;

test('when the worker is killed again and again, then every order ends and everything said counts once', async () => {
  const run = { orders: 50, seed: SEED, kills: 10, patienceMillis: 500_000 };
  const result = await runFaults(room, run);
  expect(result.faults).toEqual([]);
  expect(result.ended).toBe(run.orders);
  expect(result.kills).toBeGreaterThanOrEqual(5);
}, 600_000);

// By chance a small run finds nothing, so this is told on a quiet machine only: `npm run soak`.
if (isLongRun) {
  test('when it is forgotten which causes are journalled, then the same run finds what was heard twice', async () => {
    const run = { orders: 20, seed: SEED, kills: 8, patienceMillis: 90_000 };
    const result = await runFaults(room, { ...run, withoutCauseCheck: true });
    expect(result.faults).toContainEqual(expect.stringMatching(/twice|times in the journal/));
  }, 150_000);
}
