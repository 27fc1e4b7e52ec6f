/**
 * The database goes away, or hangs, under running orders: nothing is lost, nothing fails, nobody else
 * is held up, and the worker can still be stopped.
 */
import { atThursday, untilQuiet } from '../support/advance';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { journalOf, placeInto } from '../support/place';
import type { Placed } from '../support/place';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ throughLink: true });
  await atThursday(engine);
});
afterAll(async () => {
  engine.link?.mend();
  await engine.close();
});

const handleOf = (placed: Placed) => engine.server.client.workflow.getHandle(placed.workflowId);

async function count(placed: Placed, type: string): Promise<number> {
  return (await journalOf(engine, placed.id)).filter((row) => row.type === type).length;
}

async function takenUp(): Promise<Placed> {
  const placed = await placeInto(engine, null);
  await eventually(async () => (await count(placed, 'MessageSent')) === 1, 'the message');
  await untilQuiet(engine);
  return placed;
}

/** Whether the workflow has its commit done by a normal activity, outside its workflow task. */
async function waitsPatiently(placed: Placed): Promise<boolean> {
  const { pendingActivities } = (await handleOf(placed).describe()).raw;
  return (pendingActivities ?? []).some(({ activityType }) => activityType?.name === 'commit');
}

test.each(['cut', 'freeze'] as const)(
  'when the database is away (%s), then commands wait and are carried out once it is back',
  async (how) => {
    const placed = await takenUp();
    engine.link?.[how]();
    const note = handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_1' }] });
    await eventually(() => waitsPatiently(placed), 'the quick commit is given up', 5_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    engine.link?.mend();
    expect(await note).toEqual({ id: null });
    expect(await count(placed, 'NoteTaken')).toBe(1);
    const { events } = await handleOf(placed).fetchHistory();
    expect(events?.length).toBeLessThan(60);
  },
);
