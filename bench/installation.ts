/**
 * A whole installation for measuring, in a folder that is deleted at the end: PostgreSQL that really
 * writes to the disk, the Temporal dev server on a fresh file, stand-ins, worker and API as processes.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { dataConverter } from '../config/data-converter';
import { closeDatabase, openDatabase } from '../database/database';
import type { Database } from '../database/database';
import { developmentSecrets } from '../scripts/start/development-secrets';
import { anyFreePort } from '../scripts/start/free-port';
import { startOurs } from '../scripts/start/our-programs';
import type { Service } from '../scripts/start/service';
import { startQuietStandIns } from './quiet-stand-ins';
import { startMeasuredWorker } from './measured-worker';
import { settingsOf, startServers } from './servers';

/** Process ids by what they are. */
export interface Processes {
  readonly worker: number;
  readonly api: number;
  readonly temporal: number;
  readonly postgres: number;
}

export interface Installation {
  readonly api: string;
  readonly address: string;
  readonly client: Client;
  readonly database: Database;
  /** Stand-ins that take mail and report nothing, for the baseline. */
  readonly quietStandIns: { readonly url: string; readonly apiKey: string };
  readonly processes: () => Processes;
  /** Ends the worker and starts another, whose memory holds nothing yet. */
  readonly renewWorker: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens everything; whatever was started is stopped where something fails. */
export async function openInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'ordo-bench-'));
  // PostgreSQL runs as another user where we are root.
  chmodSync(folder, 0o755);
  const services: Service[] = [];
  const close = async (): Promise<void> => {
    for (const service of [...services].reverse()) await service.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return await open(folder, services, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  folder: string,
  services: Service[],
  closeServices: () => Promise<void>,
): Promise<Installation> {
  const ports = { api: await anyFreePort(), standIns: await anyFreePort() };
  const secrets = developmentSecrets(folder);
  const { databaseUrl, address } = await startServers(folder, services);
  const settings = settingsOf({ databaseUrl, address, ports, secrets });
  const add = (service: Service): void => void services.push(service);
  await startOurs({ settings, secrets, ports, logFolder: folder, add });
  const quiet = await startQuietStandIns(secrets, folder);
  add(quiet.service);
  const connection = await Connection.connect({ address });
  const database = openDatabase(databaseUrl);
  const pidOf = (title: string): number =>
    services.findLast((one) => one.title === title)?.pid ?? 0;
  let workers = 1;
  return {
    ...{ api: `http://127.0.0.1:${String(ports.api)}`, address, database },
    client: new Client({ connection, dataConverter: dataConverter(null) }),
    quietStandIns: { url: quiet.url, apiKey: secrets.sendgrid.apiKey },
    processes: () => ({
      worker: pidOf('Worker'),
      api: pidOf('API'),
      temporal: pidOf('Temporal'),
      postgres: pidOf('PostgreSQL'),
    }),
    renewWorker: async () => {
      await services.findLast((one) => one.title === 'Worker')?.stop();
      workers += 1;
      const logFile = join(folder, `worker-${String(workers)}.log`);
      add(await startMeasuredWorker(settings, logFile));
    },
    close: async () => {
      await connection.close();
      await closeDatabase(database);
      await closeServices();
    },
  };
}
