/**
 * The engine room of a test: PostgreSQL, Temporal with a clock that can be moved, the provider
 * stand-ins, worker and relay, all real. The API is added by a world; engine tests do without it.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { createActivities } from '../../activities/create-activities';
import type { Activities } from '../../activities/activities';
import type { Environment } from '../../config/environment';
import { closeDatabase, openDatabase } from '../../database/database';
import type { Database } from '../../database/database';
import type { StandIns } from '../../gateways/stand-ins/start-stand-ins';
import { createWorker } from '../../worker/create-worker';
import type { Beat } from '../../worker/beat';
import { startEars } from '../../worker/ears';
import { startRelay } from '../../worker/relay';
import type { Relay } from '../../worker/relay';
import { messagePorts, postSigned } from '../../worker/start';
import type { MovableClock } from './clock';
import { movableClock } from './clock';
import { openLink } from './cuttable-link';
import type { CuttableLink } from './cuttable-link';
import { freshDatabase } from './database';
import type { FreshDatabase } from './database';
import { openProviders } from './providers';
import { startTestServer, testBundle } from './temporal';
import type { TestServer } from './temporal';

export interface EngineOptions {
  readonly maxCachedWorkflows?: number;
  readonly historyLimit?: number;
  /** Encrypts what Temporal stores. */
  readonly isEncrypted?: boolean;
  /** Where customers and providers reach the API. */
  readonly publicUrl?: string;
  /** Is given every line of the logs. */
  readonly logTo?: (line: string) => void;
  /** Reaches the database through a link that can be cut. */
  readonly throughLink?: boolean;
  /** Lets a test stand between the worker and an activity. */
  readonly around?: (activities: Activities) => Activities;
}

/** Everything that runs. */
export interface Engine {
  readonly standIns: StandIns;
  readonly clock: MovableClock;
  readonly server: TestServer;
  readonly database: Database;
  readonly fresh: FreshDatabase;
  readonly environment: Environment;
  readonly log: Logger;
  /** The worker's way to the database, where it can be cut; the test's own way stays whole. */
  readonly link: CuttableLink | null;
  readonly startWorker: () => Promise<void>;
  readonly stopWorker: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const TASK_QUEUE = 'ordo';
/** 0 replays every workflow at every task: `npm run test:uncached`. */
const CACHED_WORKFLOWS = Number(process.env.ORDO_TEST_CACHED_WORKFLOWS ?? 500);
const STICKY_MILLIS = 11_000;

/** Opens an engine room; everything in it is closed by `close`. */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const clock = movableClock();
  const [fresh, server] = await Promise.all([
    freshDatabase(),
    startTestServer(options.isEncrypted ?? false),
  ]);
  if (server.clock) clock.set(await server.clock.now());
  const link = options.throughLink ? await linkTo(fresh.url) : null;
  const databaseUrl = link ? urlThrough(fresh.url, link.port) : fresh.url;
  const database = openDatabase(fresh.url, { wall: clock.now });
  const workersDatabase = link ? openDatabase(databaseUrl, { wall: clock.now }) : database;
  const sink = options.publicUrl === undefined ? await openSink() : null;
  const publicUrl = options.publicUrl ?? sink?.url ?? '';
  const { standIns, environment } = await openProviders({
    ...{ publicUrl, databaseUrl },
    now: clock.now,
  });
  const log: Logger = options.logTo
    ? pino({ level: 'trace' }, { write: options.logTo })
    : pino({ level: process.env.ORDO_TEST_LOG ?? 'silent' });
  const workers = workersOf({
    ...{ server, environment, options, log, clock },
    database: workersDatabase,
  });
  await workers.startWorker();
  return {
    ...{ standIns, clock, server, database, fresh, environment, log, link },
    ...workers,
    close: async () => {
      await workers.stopWorker();
      await standIns.stop();
      sink?.close();
      link?.close();
      await closeDatabase(database);
      if (workersDatabase !== database) await closeDatabase(workersDatabase);
      await server.close();
      await fresh.drop();
    },
  };
}

/** Takes every callback and does nothing with it, where a test has no API. */
async function openSink(): Promise<{ readonly url: string; readonly close: () => void }> {
  const sink = createServer((request, response) => {
    request.resume();
    response.writeHead(204).end();
  });
  sink.listen(0, '127.0.0.1');
  await once(sink, 'listening');
  const close = (): void => {
    sink.close();
    sink.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${String((sink.address() as AddressInfo).port)}`, close };
}

function linkTo(url: string): Promise<CuttableLink> {
  const { hostname: host, port } = new URL(url);
  return openLink({ host, port: Number(port) });
}

function urlThrough(url: string, port: number): string {
  const through = new URL(url);
  through.port = String(port);
  return through.href;
}

interface WorkerParts {
  readonly clock: MovableClock;
  readonly server: TestServer;
  readonly database: Database;
  readonly environment: Environment;
  readonly options: EngineOptions;
  readonly log: Logger;
}

/** Starts and stops worker and relay together, as the process of production does. */
function workersOf(parts: WorkerParts): Pick<Engine, 'startWorker' | 'stopWorker'> {
  const { server, database, environment, options, log, clock } = parts;
  let running: { worker: Worker; relay: Relay; ears: Beat; ended: Promise<void> } | null = null;
  let starts = 0;
  return {
    startWorker: async () => {
      starts += 1;
      const place = {
        connection: server.nativeConnection,
        namespace: server.namespace,
        dataConverter: server.dataConverter,
      };
      const around = options.around ?? ((own: Activities): Activities => own);
      const activities = around(createActivities(messagePorts(environment, database)));
      const worker = await createWorker(place, activities, {
        taskQueue: TASK_QUEUE,
        maxCachedWorkflows: options.maxCachedWorkflows ?? CACHED_WORKFLOWS,
        bundle: testBundle(),
        ...(server.clock ? {} : { stickyMillis: 500 }),
      });
      const { databaseUrl } = environment;
      const { historyLimit } = options;
      const patience = { sweepMillis: 300, unreadSeconds: 1, lateSeconds: 5, unbegunSeconds: 5 };
      const relay = startRelay({
        database,
        client: server.client,
        log,
        settings: {
          ...{ databaseUrl, taskQueue: TASK_QUEUE, ...patience },
          ...(historyLimit === undefined ? {} : { historyLimit }),
        },
      });
      const ears = startEars({ database, log, post: postSigned(environment) });
      running = { worker, relay, ears, ended: worker.run() };
      if (!server.clock) return;
      // This server gives up the queue of the worker that left only by its own clock: 10 s of it.
      if (starts > 1) await server.clock.pass(STICKY_MILLIS);
      clock.set(await server.clock.now());
    },
    stopWorker: async () => {
      if (!running) return;
      const { worker, relay, ears, ended } = running;
      running = null;
      await relay.stop();
      await ears.stop();
      worker.shutdown();
      await ended;
    },
  };
}
