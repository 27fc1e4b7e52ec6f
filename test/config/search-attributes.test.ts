// The search attributes on a real Temporal server: missing at first, registered once, however often it is asked.
import { Connection } from '@temporalio/client';
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
