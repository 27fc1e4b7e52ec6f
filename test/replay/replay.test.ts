/**
 * Every committed history runs through today's workflow code without a difference, and no committed
 * history is ever changed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { dataConverter } from '../../config/data-converter';
import { quietTemporal, testBundle } from '../support/temporal';

const FOLDER = join(__dirname, 'histories');
const NAMES = readdirSync(FOLDER).filter((name) => /^\w+\.json$/.test(name));

const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

beforeAll(quietTemporal);

test('when a history was committed, then it is never written anew', () => {
  const kept = JSON.parse(textOf('../fingerprints.json')) as Record<string, string>;
  const now = Object.fromEntries(
    NAMES.map((name) => [name, createHash('sha256').update(textOf(name)).digest('hex')]),
  );
  expect(now).toEqual(kept);
});

test.each(NAMES)('when %s is replayed, then today’s code takes the same steps', async (name) => {
  const history = historyFromJSON(JSON.parse(textOf(name)));
  await Worker.runReplayHistory(
    {
      workflowBundle: testBundle(),
      dataConverter: dataConverter(null),
    },
    history,
    name,
  );
});

test('when a step of the history differs, then the replay fails', async () => {
  const text = textOf('plain.json').replaceAll('notify:', 'another:');
  const bent = text.replaceAll('sendMessage', 'askProvider');
  const history = historyFromJSON(JSON.parse(bent));
  const replayed = Worker.runReplayHistory(
    {
      workflowBundle: testBundle(),
      dataConverter: dataConverter(null),
    },
    history,
    'bent',
  );
  await expect(replayed).rejects.toThrow();
});
