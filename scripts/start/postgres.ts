// The embedded PostgreSQL: makes the data folder when it is not there, starts the server, and stops it.
// Tables are the migrations' business.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { postgresPlace } from './postgres-place';
import type { PostgresPlace } from './postgres-place';
import { Problem } from './problem';
import { endProcess, processName } from './process-identity';
import { startService, untilReady } from './service';
import type { Service } from './service';

/** A running server: `url` names its database `ordo`, whose user may make other databases. */
export interface RunningPostgres {
  readonly url: string;
  /** Where the data really are; elsewhere than asked when the server's user cannot get there. */
  readonly dataDirectory: string;
  readonly service: Service;
  stop(): Promise<void>;
}

/** Loopback only, and no secret: the data are a developer's. */
const USER = 'ordo';
const PASSWORD = 'ordo';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
};
/** For data that nobody will miss: tests run faster when nothing waits for the disk. */
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts PostgreSQL on `port`. Data that are not `persistent` are deleted when it stops.
 * Throws a `Problem` where the server cannot run here.
 */
export async function startPostgres(options: {
  readonly dataDirectory: string;
  readonly port: number;
  readonly persistent: boolean;
  readonly logFile?: string;
}): Promise<RunningPostgres> {
  const place = postgresPlace(options.dataDirectory);
  await endLeftover(place.dataDirectory);
  if (!existsSync(join(place.dataDirectory, 'PG_VERSION'))) makeDataFolder(place);
  const settings = { ...SETTINGS, ...(options.persistent ? {} : CARELESS) };
  const service = await startService({
    title: 'PostgreSQL',
    command: join(place.programs, 'postgres'),
    args: [
      ...['-D', place.dataDirectory, '-p', String(options.port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    logFile: options.logFile ?? `${place.dataDirectory}.log`,
    cwd: place.dataDirectory,
    env: { LC_ALL: 'C' },
    stopSignal: 'SIGINT',
    ...(place.user === null ? {} : { user: place.user }),
  });
  const stop = async () => {
    await service.stop();
    if (!options.persistent) rmSync(place.dataDirectory, { recursive: true, force: true });
  };
  const address = `postgresql://${USER}:${PASSWORD}@127.0.0.1:${options.port}`;
  try {
    await untilReady(service, () => answers(`${address}/postgres`), 60_000);
    await makeDatabase(address);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${address}/ordo`, dataDirectory: place.dataDirectory, service, stop };
}

/** A server that outlived its start script holds the data folder: it is stopped, and a note of a dead one removed. */
async function endLeftover(dataDirectory: string): Promise<void> {
  const note = join(dataDirectory, 'postmaster.pid');
  if (!existsSync(note)) return;
  const [pid = '', folder] = readFileSync(note, 'utf8').split('\n');
  if (folder === dataDirectory && processName(Number(pid)) === 'postgres') {
    await endProcess(Number(pid), 'SIGINT', 15_000);
  }
  rmSync(note, { force: true });
}

/** Made beside its place and moved there when whole, so that a folder that exists is one that works. */
function makeDataFolder({ dataDirectory, programs, user }: PostgresPlace): void {
  const half = `${dataDirectory}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(dirname(half), { recursive: true });
  const asUser = user === null ? {} : user;
  const made = spawnSync(
    '/bin/sh',
    [
      '-c',
      // The password file must belong to the user that initdb runs as.
      'umask 077 && mkdir "$1" && printf %s "$3" > "$1.password" && "$0" --pgdata="$1" --username="$2" --pwfile="$1.password" --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync; code=$?; rm -f "$1.password"; exit $code',
      ...[join(programs, 'initdb'), half, USER, PASSWORD],
    ],
    {
      ...asUser,
      cwd: dirname(half),
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) {
    const reason = made.stderr.trim().split('\n').at(-1) ?? '';
    throw new Problem(`PostgreSQL could not make its data folder ${dataDirectory}: ${reason}`);
  }
  renameSync(half, dataDirectory);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    // Not yet listening, or starting up: asked again until the time is over.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(address: string): Promise<void> {
  const client = new Client({ connectionString: `${address}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'ordo'`);
    if (rowCount === 0) await client.query('CREATE DATABASE ordo');
  } finally {
    await client.end();
  }
}
