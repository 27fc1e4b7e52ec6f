/**
 * The worker is killed at points all through a story (48): each time the same end, the same messages
 * sent once.
 */
import { openFaultRoom } from '../support/faults/room';
import type { FaultRoom } from '../support/faults/room';
import { runStory } from '../support/faults/story-run';
import type { Story } from '../support/faults/stories';

let room: FaultRoom;
beforeEach(async () => {
  room = await openFaultRoom({ repeats: true });
}, 60_000);
afterEach(() => room.close());

test.each<[Story, number]>([
  ['plain', 12],
  ['nobody answers', 12],
])(
  'when the worker is killed anywhere in the story "%s", then it ends as it does undisturbed',
  async (story, points) => {
    const result = await runStory(room, { story, points, patienceMillis: 240_000 });
    expect(result.faults).toEqual([]);
    expect(result.tried.length).toBeGreaterThanOrEqual(points);
    expect(result.killed).toBeGreaterThanOrEqual(points - 2);
  },
  300_000,
);
