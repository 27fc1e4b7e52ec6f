// The search attributes on a real Temporal server: missing at first, registered once, however often it is asked.
import { Connection } from '@temporalio/client';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingSearchAttributes, registerSearchAttributes } from '../../config/search-attributes';
import { anyFreePort } from '../../scripts/start/free-port';
import { startTemporal } from '../../scripts/start/temporal';
import type { RunningTemporal } from '../../scripts/start/temporal';

let folder: string;
let temporal: RunningTemporal;
let connection: Connection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ordo-temporal-'));
  temporal = await startTemporal({
    port: await anyFreePort(),
    logFile: join(folder, 'temporal.log'),
  });
  connection = await Connection.connect({ address: temporal.address });
});

afterAll(async () => {
  await connection.close();
  await temporal.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('search attributes', () => {
  test('when a worker starts where they are missing, then it refuses with one readable line that says what to do', async () => {
    const worker = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
      cwd: join(__dirname, '..', '..'),
      env: {
        ORDO_PROFILE: 'development',
        ORDO_LINK_SECRET: 'a secret of at least thirty-two characters',
        DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
        TEMPORAL_ADDRESS: temporal.address,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 30_000,
    });
    let said = '';
    worker.stderr.on('data', (part: Buffer) => {
      said += part.toString();
    });
    const [code] = (await once(worker, 'close')) as [number | null];
    expect(said).toBe(
      "Temporal's namespace default lacks the search attributes OrdoShop, OrdoStage, OrdoWaitingFor, OrdoDue: run npm run register\n",
    );
    expect(code).toBe(1);
  });

  test('when a server is new, then all are missing, and two set-ups at once register each once', async () => {
    expect(await missingSearchAttributes(connection, 'default')).toEqual([
      'OrdoShop',
      'OrdoStage',
      'OrdoWaitingFor',
      'OrdoDue',
    ]);
    await Promise.all([
      registerSearchAttributes(connection, 'default'),
      registerSearchAttributes(connection, 'default'),
    ]);
    expect(await missingSearchAttributes(connection, 'default')).toEqual([]);
    await registerSearchAttributes(connection, 'default');
  });
});
