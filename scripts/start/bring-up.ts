// Starts everything in its order, side by side where nothing waits for the other, and answers where it all is.
// Stopping is the caller's business: each program is handed over the moment it runs.
import { Connection } from '@temporalio/client';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../../config/environment';
import { registerSearchAttributes } from '../../config/search-attributes';
import { temporalTarget } from '../../config/temporal';
import { applyMigrations } from '../migrate/apply-migrations';
import { projectRoot } from '../project-root';
import { choosePort } from './free-port';
import { developmentSecrets } from './development-secrets';
import type { DevelopmentSecrets } from './development-secrets';
import { startPostgres } from './postgres';
import { Problem } from './problem';
import { programSettings } from './program-settings';
import type { RunningNote } from './running-note';
import { startOurs } from './our-programs';
import { seedDemoShops } from './seed';
import type { Service } from './service';
import { startTemporal } from './temporal';

/** What bringing up needs; `signal` is aborted when somebody asks to stop. */
export interface BringUp {
  readonly shell: Variables;
  readonly stateFolder: string;
  readonly signal: AbortSignal;
  readonly add: (service: Service) => void;
}

interface Ports {
  readonly api: number;
  readonly standIns: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly database: number;
}

/** Resolves when everything is ready. Throws a `Problem` where something cannot be started. */
export async function bringUp(run: BringUp): Promise<RunningNote> {
  const ports = await choosePorts(run.shell);
  const secrets = developmentSecrets(run.stateFolder);
  const [databaseUrl, temporal] = await allOrFirstFailure([
    bringDatabaseUp(run, ports, secrets),
    bringTemporalUp(run, ports),
  ]);
  run.signal.throwIfAborted();
  const places = {
    databaseUrl,
    apiPort: ports.api,
    standInsUrl: `http://127.0.0.1:${ports.standIns}`,
    temporalAddress: temporal.ownAddress,
  };
  await startOurs({
    settings: programSettings(run.shell, places, secrets),
    secrets,
    ports,
    logFolder: join(run.stateFolder, 'logs'),
    add: run.add,
  });
  return {
    api: `http://localhost:${ports.api}`,
    temporal: temporal.address,
    temporalUi: temporal.uiUrl,
    database: databaseUrl,
    standIns: places.standInsUrl,
    keys: secrets.apiKeys['demo'] ?? {},
    shops: secrets.apiKeys,
  };
}

async function choosePorts(shell: Variables): Promise<Ports> {
  const choose = (setting: string, preferred: number) =>
    choosePort({ setting, asked: shell[setting], preferred });
  return {
    api: await choose('ORDO_API_PORT', 3000),
    standIns: await choose('ORDO_STAND_INS_PORT', 4010),
    temporal: await choose('ORDO_TEMPORAL_PORT', 7233),
    temporalUi: await choose('ORDO_TEMPORAL_UI_PORT', 8233),
    database: await choose('ORDO_DATABASE_PORT', 5433),
  };
}

async function bringDatabaseUp(run: BringUp, ports: Ports, secrets: DevelopmentSecrets) {
  const url = run.shell['DATABASE_URL'] || (await startOwnPostgres(run, ports.database));
  run.signal.throwIfAborted();
  try {
    await applyMigrations(url);
  } catch (error) {
    throw new Problem(`The database could not be migrated: ${firstLine(error)}`);
  }
  run.signal.throwIfAborted();
  await seedDemoShops(url, secrets.apiKeys);
  return url;
}

async function startOwnPostgres(run: BringUp, port: number): Promise<string> {
  const wished = join(run.stateFolder, 'postgres', 'data');
  const firstTime = !existsSync(wished);
  const postgres = await startPostgres({
    dataDirectory: wished,
    port,
    persistent: true,
    logFile: join(run.stateFolder, 'logs', 'postgres.log'),
  });
  run.add(postgres.service);
  if (postgres.dataDirectory !== wished && firstTime) {
    console.log(
      `The database lies in ${postgres.dataDirectory}, because its user cannot reach ${projectRoot()}.`,
    );
  }
  return postgres.url;
}

async function bringTemporalUp(run: BringUp, ports: Ports) {
  if (run.shell['TEMPORAL_ADDRESS']) {
    const { connectionOptions, namespace } = temporalTarget(run.shell);
    await register(connectionOptions, namespace);
    return { ownAddress: null, address: run.shell['TEMPORAL_ADDRESS'], uiUrl: null };
  }
  const temporal = await startTemporal({
    port: ports.temporal,
    uiPort: ports.temporalUi,
    databaseFile: join(run.stateFolder, 'temporal', 'temporal.db'),
    logFile: join(run.stateFolder, 'logs', 'temporal.log'),
  });
  run.add(temporal.service);
  const { address, namespace, uiUrl } = temporal;
  await register({ address }, namespace);
  return { ownAddress: address, address, uiUrl };
}

async function register(
  options: NonNullable<Parameters<typeof Connection.connect>[0]>,
  namespace: string,
): Promise<void> {
  try {
    const connection = await Connection.connect(options);
    try {
      await registerSearchAttributes(connection, namespace);
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw new Problem(`Temporal at ${options.address ?? '?'} cannot be used: ${firstLine(error)}`);
  }
}

/** Waits for all even where one fails, so that nothing is still being started when the caller stops everything. */
async function allOrFirstFailure<A, B>(tasks: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(tasks);
  return Promise.all(tasks);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n').at(0) ?? '';
}
