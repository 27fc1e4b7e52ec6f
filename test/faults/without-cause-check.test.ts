/**
 * The twin of the kills: the same run with the guard against hearing a thing twice taken out must find
 * what was heard twice. By chance a small run finds nothing, so it is told on a quiet machine only.
 */
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { runFaults } from '../support/faults/run';

let room: FaultRoom;
beforeEach(async () => {
  room = await openFaultRoom();
}, 60_000);
afterEach(() => room.close());

const SEED = 20_261_122;

test('when it is forgotten which causes are journalled, then the same run finds what was heard twice', async () => {
  const run = { orders: 20, seed: SEED, kills: 8, patienceMillis: 90_000 };
  const result = await runFaults(room, { ...run, withoutCauseCheck: true });
  expect(result.faults).toContainEqual(expect.stringMatching(/twice|times in the journal/));
}, 150_000);
