// Lets an order's time pass, from wait to wait, until the cue for an act has come. No cue stands here.
import { earliest, plus } from '../../../domain/calendar/instant';
import type { Instant } from '../../../domain/calendar/instant';
import type { OrderOut, Scene } from './scene';
import { StoryBroken } from './story-broken';

/** What an act waits for: in words, and how to see it; undefined while it has not come. */
export interface Cue<Thing> {
  readonly what: string;
  readonly look: (order: OrderOut) => Promise<Thing | undefined> | Thing | undefined;
}

/** Longer than any wait of the demo shops; after it the cue will never come. */
const LONGEST_WAIT = 'P40D';
/** So short that nothing but what is waited for can have come and gone meanwhile. */
const LONGEST_STEP = 'PT4H';
const NOTHING_KNOWN = 'PT1H';

/** Resolves with what the cue shows. Throws `StoryBroken` where it does not come. */
export async function until<Thing>(scene: Scene, cue: Cue<Thing>): Promise<Thing> {
  const limit = plus(scene.now(), LONGEST_WAIT);
  for (;;) {
    const order = await scene.order();
    const found = await cue.look(order);
    if (found !== undefined) return found;
    const isOver = order.closed !== null || scene.now() > limit;
    if (isOver) throw new StoryBroken(`${cue.what} did not come: ${standing(order)}`);
    await scene.passTo(nextMoment(order, scene.now()));
  }
}

function standing(order: OrderOut): string {
  if (order.closed) return `the order is closed (${order.closed.reason})`;
  return order.waiting?.sentence ?? order.stage;
}

/** The end of what the order waits for now, or a while later where that tells nothing. */
function nextMoment({ waiting }: OrderOut, now: Instant): Instant {
  const end = waiting?.until ?? null;
  const next = end !== null && end > now ? plus(end, 'PT1S') : plus(now, NOTHING_KNOWN);
  return earliest(next, plus(now, LONGEST_STEP));
}
