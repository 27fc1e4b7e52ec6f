/**
 * The Temporal development server for tests that stop, kill or restart workers or the server itself.
 * It runs on the wall clock; a test that wants time to pass moves one workflow's clock.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { dataConverter } from '../../config/data-converter';
import { registerSearchAttributes } from '../../config/search-attributes';
import { anyFreePort } from '../../scripts/start/free-port';
import { startTemporal } from '../../scripts/start/temporal';
import type { RunningTemporal } from '../../scripts/start/temporal';

export interface DevServer {
  readonly address: string;
  readonly client: Client;
  /** Ends the server without a word, as a power cut does. */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same address; with `fresh` it has lost all its data. */
  readonly startAgain: (options?: { readonly fresh: boolean }) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a server whose data are in a file, with the search attributes registered. */
export async function startDevServer(): Promise<DevServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ordo-dev-server-'));
  const port = await anyFreePort();
  let generation = 0;
  let running: RunningTemporal | null = null;
  const start = async (): Promise<void> => {
    const databaseFile = join(folder, `temporal-${String(generation)}.db`);
    running = await startTemporal({ port, databaseFile, logFile: join(folder, 'server.log') });
  };
  await start();
  const address = `127.0.0.1:${String(port)}`;
  const connection = await Connection.connect({ address });
  await registerSearchAttributes(connection, 'default');
  const client = new Client({ connection, dataConverter: dataConverter(null) });
  return {
    address,
    client,
    kill: async () => {
      if (!running) return;
      process.kill(running.service.pid, 'SIGKILL');
      await running.service.exited;
      running = null;
    },
    startAgain: async ({ fresh } = { fresh: false }) => {
      if (fresh) generation += 1;
      await start();
      if (fresh) await registerSearchAttributes(connection, 'default');
    },
    close: async () => {
      await connection.close();
      await running?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
