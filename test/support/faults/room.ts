/**
 * The room of the fault tests: PostgreSQL, the Temporal development server, the provider stand-ins and
 * an API that takes their callbacks. Workers come and go in it.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../../api/app';
import { createEventFeed } from '../../../api/events/event-feed';
import { createOrderClient } from '../../../api/order-client';
import type { OrderClient } from '../../../api/order-client';
import type { Environment } from '../../../config/environment';
import { closeDatabase, openDatabase } from '../../../database/database';
import type { Database } from '../../../database/database';
import type { StandIns } from '../../../gateways/stand-ins/start-stand-ins';
import { freshDatabase } from '../database';
import { startDevServer } from '../dev-server';
import type { DevServer } from '../dev-server';
import { openProviders } from '../providers';
import type { TestWorkerSettings } from './engine';
import { openTheShop } from './shop';

export interface FaultRoom {
  readonly database: Database;
  readonly temporal: DevServer;
  readonly standIns: StandIns;
  readonly orders: OrderClient;
  readonly environment: Environment;
  /** For logs and notes that outlive a worker. */
  readonly folder: string;
  readonly settings: (more?: Partial<TestWorkerSettings>) => TestWorkerSettings;
  readonly close: () => Promise<void>;
}

export interface RoomOptions {
  /** The database of the room, made by whoever opens it; one of its own where absent. */
  readonly databaseUrl?: string;
  /** Workers reach the database here. */
  readonly workersDatabaseUrl?: string;
  /** The shop has a message sent again that no provider and no callback knows of; else a person is told. */
  readonly repeats?: boolean;
}

/** Opens the room with a shop that is open day and night; everything in it is closed by `close`. */
export async function openFaultRoom(options: RoomOptions = {}): Promise<FaultRoom> {
  const folder = mkdtempSync(join(tmpdir(), 'ordo-faults-'));
  const fresh = options.databaseUrl === undefined ? await freshDatabase() : null;
  const databaseUrl = options.databaseUrl ?? fresh?.url ?? '';
  const temporal = await startDevServer();
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const publicUrl = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const { standIns, environment } = await openProviders({ publicUrl, databaseUrl });
  // Who only watches is patient: many processes begin at once here, and a late look is no fault of theirs.
  const database = openDatabase(databaseUrl, { connectWithinMillis: 30_000 });
  await openTheShop(database, { repeats: options.repeats === true });
  const orders = createOrderClient(temporal.client);
  const log = pino({ level: 'silent' });
  const now = (): string => new Date().toISOString();
  const requestsPerMinute = 1_000_000;
  const events = createEventFeed({ database, databaseUrl, log });
  const deps = { environment, database, orderClient: orders, events, log, requestsPerMinute, now };
  http.on('request', createApp(deps));
  const workersUrl = options.workersDatabaseUrl ?? databaseUrl;
  return {
    ...{ database, temporal, standIns, orders, environment, folder },
    settings: (more = {}) => ({
      environment: { ...environment, databaseUrl: workersUrl },
      temporalAddress: temporal.address,
      bundle: process.env.ORDO_TEST_BUNDLE ?? '',
      ...more,
    }),
    close: async () => {
      await standIns.stop();
      await events.close();
      http.close();
      http.closeAllConnections();
      await closeDatabase(database);
      await temporal.close();
      await fresh?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
