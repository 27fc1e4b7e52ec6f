/**
 * Causes: whatever is heard has a name of its own for good, so that it counts once and what only looks
 * like it counts too.
 */
import { hearFact } from '../../database/life/inbox';
import { advance, atThursday, untilQuiet } from '../support/advance';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { holdActivities } from '../support/held-activities';
import { livesIn } from '../support/lives';
import { placeInto } from '../support/place';
import type { Placed } from '../support/place';

const held = holdActivities();

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ around: held.around });
  await atThursday(engine);
});
afterAll(() => engine.close());
afterEach(held.reset);

const { handleOf, rowsOf, takenUp } = livesIn(() => engine);

/** Somebody ends the workflow by mistake, and a fact has the relay start it again. */
async function isStartedAgain(placed: Placed): Promise<void> {
  const before = (await rowsOf(placed, 'WorkflowStarted')).length;
  await handleOf(placed).terminate('by mistake');
  await hearFact(engine.database, {
    ...{ lifeId: placed.id, sender: 'test', senderId: placed.id, name: 'note' },
    ...{ command: { noteId: 'n_fact' }, receivedAt: engine.clock.now() },
  });
  await eventually(
    async () => (await rowsOf(placed, 'WorkflowStarted')).length > before,
    'it is started again',
  );
}

test('when a message is tried a second time, then its second outcome counts beside the first', async () => {
  held.send = async (order, own) => {
    if (held.sends > 1) return own(order);
    const messageId = order.key.replace(/^notify:/, '');
    const { attempt } = order;
    return { name: 'messageResult', command: { messageId, attempt, outcome: 'repeat' } };
  };
  const placed = await placeInto(engine, null);
  const [putOff] = await eventually(async () => {
    const rows = await rowsOf(placed, 'MessagePutOff');
    return rows.length > 0 && rows;
  }, 'it is put off');
  await advance(engine, String(putOff?.data.notBefore));
  await eventually(async () => (await rowsOf(placed, 'MessageSent')).length === 1, 'it is sent');
  const [sent] = await rowsOf(placed, 'MessageSent');
  expect([putOff?.cause, sent?.cause]).toEqual([
    expect.stringMatching(/^r:notify:.+#1$/),
    expect.stringMatching(/^r:notify:.+#2$/),
  ]);
  expect(await rowsOf(placed, 'TroubleMet')).toEqual([]);
});

test('when a workflow is started again, then its start and its being cancelled are heard as new', async () => {
  const placed = await takenUp();
  await handleOf(placed).executeUpdate('confirm', { args: [{ channel: 'phone' }] });
  const asked = async (times: number): Promise<void> => {
    await handleOf(placed).cancel();
    await eventually(
      async () => (await rowsOf(placed, 'OperatorAskedToCancel')).length === times,
      'Temporal’s button is heard',
    );
  };
  await asked(1);
  await isStartedAgain(placed);
  await asked(2);
  expect(await rowsOf(placed, 'WorkflowStarted')).toHaveLength(2);
  const causes = (await rowsOf(placed, 'OperatorAskedToCancel')).map((row) => row.cause);
  expect(new Set(causes).size).toBe(2);
});

test('when an update comes after another of the same name, then each has its own answer', async () => {
  const placed = await takenUp();
  const confirm = { args: [{ channel: 'phone' }] as [object] };
  expect(await handleOf(placed).executeUpdate('confirm', confirm)).toEqual({ id: null });
  expect(await handleOf(placed).executeUpdate('confirm', confirm)).toHaveProperty('refusal');
  await untilQuiet(engine);
});
