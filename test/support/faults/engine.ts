/**
 * Worker and relay on the development server, for fault tests: in the test's own process, where a test
 * stands between, or in a process of their own that may be killed.
 */
import { NativeConnection } from '@temporalio/worker';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { createActivities } from '../../../activities/create-activities';
import type { Activities } from '../../../activities/activities';
import { dataConverter } from '../../../config/data-converter';
import type { Environment } from '../../../config/environment';
import { closeDatabase, openDatabase } from '../../../database/database';
import type { Database } from '../../../database/database';
import { createWorker } from '../../../worker/create-worker';
import { startRelay } from '../../../worker/relay';
import { messagePorts } from '../../../worker/start';
import { quietTemporal } from '../temporal';

export interface TestWorkerSettings {
  readonly environment: Environment;
  readonly temporalAddress: string;
  /** The file of the bundled workflows. */
  readonly bundle: string;
  readonly historyLimit?: number;
}

type Ports = ReturnType<typeof messagePorts>;

/** What a test puts between the worker and its parts. */
export interface Between {
  readonly database?: (database: Database) => void;
  readonly ports?: (ports: Ports) => Ports;
  readonly around?: (activities: Activities) => Activities;
}

export interface TestWorker {
  /** Stops relay and worker in order; resolves when both have ended. */
  readonly stop: () => Promise<void>;
}

/** How soon the relay of a test looks after what has not moved. */
const PATIENCE = { sweepMillis: 300, unreadSeconds: 1, lateSeconds: 3, unbegunSeconds: 4 } as const;

/** Starts worker and relay; the server gives up a worker that was killed within a second. */
export async function startTestWorker(
  settings: TestWorkerSettings,
  between: Between = {},
): Promise<TestWorker> {
  quietTemporal();
  const { environment, temporalAddress: address } = settings;
  const { databaseUrl, taskQueue } = environment;
  const database = openDatabase(databaseUrl);
  between.database?.(database);
  const connection = await NativeConnection.connect({ address });
  const clientConnection = await Connection.connect({ address });
  const converter = dataConverter(null);
  const client = new Client({ connection: clientConnection, dataConverter: converter });
  const ports = (between.ports ?? ((own) => own))(messagePorts(environment, database));
  const activities = (between.around ?? ((own) => own))(createActivities(ports));
  const place = { connection, namespace: 'default', dataConverter: converter };
  const worker = await createWorker(place, activities, {
    taskQueue,
    maxCachedWorkflows: environment.worker.maxCachedWorkflows,
    bundle: { codePath: settings.bundle },
    stickyMillis: 1_000,
  });
  const log = pino(
    { level: environment.logLevel, base: { pid: process.pid } },
    pino.destination(2),
  );
  const relay = startRelay({
    ...{ database, client, log },
    settings: {
      ...{ databaseUrl, taskQueue, ...PATIENCE },
      ...(settings.historyLimit === undefined ? {} : { historyLimit: settings.historyLimit }),
    },
  });
  const ended = worker.run();
  return {
    stop: async () => {
      await relay.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
      await clientConnection.close();
      await connection.close();
      await closeDatabase(database);
    },
  };
}
