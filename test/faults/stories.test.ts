/**
 * The worker is killed at every point of a story (48): each time the same end, the same messages sent once. All
 * points need a quiet machine: `npm run soak`; every run of the tests tries a few.
 */
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { runStory } from '../support/faults/story-run';
import type { Story } from '../support/faults/stories';
import { isLongRun } from '../support/long-tests';

const EVERY_POINT = 1_000;
const FEW_POINTS = 3;

let room: FaultRoom;
beforeEach(async () => {
  room = await openFaultRoom({ repeats: true });
}, 60_000);
afterEach(() => room.close());

const EVERY_STORY: readonly Story[] = [
  'plain',
  'nobody answers',
  'changed while picked',
  'not delivered',
];
const TOLD: readonly Story[] = isLongRun ? EVERY_STORY : ['changed while picked', 'not delivered'];

test.each(TOLD)(
  'when the worker is killed anywhere in the story "%s", then it ends as it does undisturbed',
  async (story) => {
    const points = isLongRun ? EVERY_POINT : FEW_POINTS;
    const patienceMillis = isLongRun ? 600_000 : 300_000;
    const result = await runStory(room, { story, points, patienceMillis });
    expect(result.faults).toEqual([]);
    expect(result.tried).toHaveLength(Math.min(points, result.possible));
    // A kill may take several lives' points with it, so that some are never reached again.
    expect(result.killed).toBeGreaterThanOrEqual(Math.ceil(result.tried.length / 2));
  },
  720_000,
);
