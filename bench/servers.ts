/**
 * The two servers under the measured programs, PostgreSQL and Temporal, and the settings by which the
 * programs find them.
 */
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Variables } from '../config/environment';
import { registerSearchAttributes } from '../config/search-attributes';
import { applyMigrations } from '../scripts/migrate/apply-migrations';
import type { DevelopmentSecrets } from '../scripts/start/development-secrets';
import { anyFreePort } from '../scripts/start/free-port';
import { startPostgres } from '../scripts/start/postgres';
import { programSettings } from '../scripts/start/program-settings';
import type { Service } from '../scripts/start/service';
import { startTemporal } from '../scripts/start/temporal';
import { seedBenchShop } from './bench-shop';

/** Starts both, migrates and fills; each is handed over the moment it runs. */
export async function startServers(folder: string, services: Service[]) {
  const postgres = await startPostgres({
    dataDirectory: join(folder, 'postgres', 'data'),
    port: await anyFreePort(),
    persistent: true,
    logFile: join(folder, 'postgres.log'),
  });
  services.push(postgres.service);
  const databaseFile = join(folder, 'temporal', 'temporal.db');
  const logFile = join(folder, 'temporal.log');
  const temporal = await startTemporal({ port: await anyFreePort(), databaseFile, logFile });
  services.push(temporal.service);
  const connection = await Connection.connect({ address: temporal.address });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
  await applyMigrations(postgres.url);
  await seedBenchShop(postgres.url);
  return { databaseUrl: postgres.url, address: temporal.address };
}

interface Made {
  readonly databaseUrl: string;
  readonly address: string;
  readonly ports: { readonly api: number; readonly standIns: number };
  readonly secrets: DevelopmentSecrets;
}

/** The settings of `npm start`; nothing of the shell is used, so that two runs are alike. */
export function settingsOf({ databaseUrl, address, ports, secrets }: Made): Variables {
  const places = {
    ...{ databaseUrl, apiPort: ports.api, temporalAddress: address },
    standInsUrl: `http://127.0.0.1:${String(ports.standIns)}`,
  };
  return programSettings({}, places, secrets);
}
