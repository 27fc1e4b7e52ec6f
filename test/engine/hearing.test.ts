/**
 * What the engine hears: each thing once, in order, answered when it is written down, never fatal.
 */
import { WorkflowNotFoundError } from '@temporalio/common';
import { commit } from '../../database/commit';
import { atThursday } from '../support/advance';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { livesIn } from '../support/lives';
import { journalOf, placeInto } from '../support/place';
import type { Placed } from '../support/place';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ historyLimit: 60 });
  await atThursday(engine);
});
afterAll(() => engine.close());

const { handleOf, rowsOf, takenUp } = livesIn(() => engine);

/** This server knows of no run for a moment while one is continued as new; whoever signals then tries again. */
async function isSignalled(placed: Placed, noteId: string): Promise<boolean> {
  try {
    await handleOf(placed).signal('note', { noteId });
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

test('when the same cause is committed twice, then it counts once and is answered the same', async () => {
  const placed = await takenUp();
  const now = engine.clock.now();
  const input = {
    cause: 'u:once',
    at: now,
    name: 'recordPayment',
    command: { method: 'cash', amount: { amount: 100, currency: 'RUB' } },
  };
  const first = await commit(engine.database, { lifeId: placed.id, inputs: [input], now });
  const again = await commit(engine.database, { lifeId: placed.id, inputs: [input], now });
  expect(again.answers['u:once']).toEqual(first.answers['u:once']);
  expect(await rowsOf(placed, 'PaymentRecorded')).toHaveLength(1);
});

test('when an update is tried again with its id, then the first outcome is given and nothing is done twice', async () => {
  const placed = await takenUp();
  const args: [object] = [{ channel: 'phone' }];
  const update = { args, updateId: 'the-same' };
  const first = await handleOf(placed).executeUpdate('confirm', update);
  const again = await handleOf(placed).executeUpdate('confirm', update);
  expect(again).toEqual(first);
  expect(await rowsOf(placed, 'OrderAgreed')).toHaveLength(1);
});

test('when an update is answered, then what it brought is written down already', async () => {
  const placed = await takenUp();
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_1' }] });
  expect(await rowsOf(placed, 'NoteTaken')).toHaveLength(1);
});

test('when an update may not be done, then the refusal is its answer and stands on the timeline', async () => {
  const placed = await takenUp();
  const args: [object] = [{ noteId: null, reason: 'changed_mind', surprise: true }];
  const answer = await handleOf(placed).executeUpdate('cancel', { args });
  expect(answer).toMatchObject({ refusal: { refusal: 'malformed' } });
  expect(await rowsOf(placed, 'Refused')).toMatchObject([{ data: { command: 'cancel' } }]);
});

test('when an update carries no object, then it is rejected before it is heard', async () => {
  const placed = await takenUp();
  await expect(handleOf(placed).executeUpdate('cancel', { args: ['stop'] })).rejects.toThrow();
  expect(await rowsOf(placed, 'Refused')).toHaveLength(0);
});

test('when fifteen updates come at once, then all are answered', async () => {
  const placed = await takenUp();
  const notes = Array.from({ length: 15 }, (_, index) => `per_${String(index)}`);
  await Promise.all(
    notes.map((noteId) => handleOf(placed).executeUpdate('note', { args: [{ noteId }] })),
  );
  const taken = (await rowsOf(placed, 'NoteTaken')).map((row) => row.data.noteId);
  expect([...taken].sort()).toEqual([...notes].sort());
});

test('when signals are typed over several runs of the history, then each counts once', async () => {
  const placed = await takenUp();
  for (let count = 1; count <= 40; count += 1) {
    await eventually(() => isSignalled(placed, `per_${String(count)}`), 'the signal is taken');
    await eventually(
      async () => (await rowsOf(placed, 'NoteTaken')).length === count,
      `note ${String(count)} is taken`,
    );
  }
  const runs = new Set((await rowsOf(placed, 'WorkflowStarted')).map((row) => row.cause));
  expect(runs.size).toBeGreaterThan(1);
});

test('when a signal comes together with the start, then the start is written down first', async () => {
  // While nobody works, nothing else can start it before the signal is there.
  await engine.stopWorker();
  const placed = await placeInto(engine, null);
  await engine.server.client.workflow.signalWithStart('order', {
    workflowId: placed.workflowId,
    taskQueue: 'ordo',
    args: [{ life: placed.id }],
    signal: 'note',
    signalArgs: [{ noteId: 'per_early' }],
  });
  await engine.startWorker();
  await eventually(async () => (await rowsOf(placed, 'NoteTaken')).length === 1, 'the note');
  const types = (await journalOf(engine, placed.id)).map((row) => row.type);
  expect(types.indexOf('WorkflowStarted')).toBeLessThan(types.indexOf('NoteTaken'));
});

test('when nothing but a wake comes, then no row is left', async () => {
  const placed = await takenUp();
  const before = (await journalOf(engine, placed.id)).length;
  await handleOf(placed).signal('wake');
  await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_after' }] });
  expect(await journalOf(engine, placed.id)).toHaveLength(before + 1);
});

describe('when a signal cannot be read', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const cases: readonly [string, string, { encoding: string; data: string } | null, string][] = [
    ['is no JSON', 'amend', { encoding: 'json/plain', data: '{"changes": [' }, 'malformed'],
    ['has an unknown encoding', 'amend', { encoding: 'cheese/gouda', data: 'x' }, 'malformed'],
    ['has no argument', 'cancel', null, 'malformed'],
    [
      'has a typing mistake',
      'cancel',
      { encoding: 'json/plain', data: '{"raeson":"other"}' },
      'malformed',
    ],
    ['has an unknown name', 'cancle', { encoding: 'json/plain', data: '{}' }, 'unknown_command'],
  ];
  test.each(cases)(
    'because it %s, then it is on the timeline and the order goes on',
    async (_why, signalName, payload, refusal) => {
      const placed = await takenUp();
      const { client } = engine.server;
      await client.workflowService.signalWorkflowExecution({
        namespace: client.options.namespace,
        workflowExecution: { workflowId: placed.workflowId },
        signalName,
        input: {
          payloads: payload
            ? [{ metadata: { encoding: encode(payload.encoding) }, data: encode(payload.data) }]
            : [],
        },
      });
      const [refused] = await eventually(async () => {
        const found = await rowsOf(placed, 'Refused');
        return found.length > 0 && found;
      }, 'the refusal');
      expect(refused?.data).toMatchObject({ command: signalName, refusal });
      await handleOf(placed).executeUpdate('note', { args: [{ noteId: 'per_after' }] });
      expect(await rowsOf(placed, 'NoteTaken')).toHaveLength(1);
    },
  );
});

test('when Temporal is asked to cancel, then the order is cancelled in good order', async () => {
  const placed = await takenUp();
  await handleOf(placed).cancel();
  await handleOf(placed).result();
  const types = (await journalOf(engine, placed.id)).map((row) => row.type);
  expect(types).toEqual(
    expect.arrayContaining(['OperatorAskedToCancel', 'GoodsReleased', 'OrderClosed']),
  );
});

test('when a workflow is terminated, then the relay starts it again where the order stands and signals count anew', async () => {
  const placed = await takenUp();
  await handleOf(placed).signal('note', { noteId: 'per_1' });
  await eventually(async () => (await rowsOf(placed, 'NoteTaken')).length === 1, 'the first note');
  await handleOf(placed).terminate('by mistake');
  await engine.database.pool.query(
    `INSERT INTO inbox (life_id, sender, sender_id, received_at, command) VALUES ($1, 'test', $1, $2, $3)`,
    [placed.id, engine.clock.now(), JSON.stringify({ name: 'note', body: { noteId: 'per_fact' } })],
  );
  await eventually(
    async () => (await rowsOf(placed, 'NoteTaken')).length === 2,
    'the fact is read',
  );
  expect(await rowsOf(placed, 'WorkflowStarted')).toHaveLength(2);
  await handleOf(placed).signal('note', { noteId: 'per_2' });
  await eventually(async () => (await rowsOf(placed, 'NoteTaken')).length === 3, 'the second note');
});
