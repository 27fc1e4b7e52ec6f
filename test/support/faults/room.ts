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
import { generateEventKeys } from '../../../gateways/stand-ins/sendgrid-events';
import { startStandIns } from '../../../gateways/stand-ins/start-stand-ins';
import type { StandIns } from '../../../gateways/stand-ins/start-stand-ins';
import { freshDatabase } from '../database';
import { startDevServer } from '../dev-server';
import type { DevServer } from '../dev-server';
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

const TWILIO = { accountSid: `AC${'b2'.repeat(16)}`, authToken: 'a-token-of-the-stand-in' };
const SENDGRID_KEY = 'SG.a-key-of-the-stand-in';

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
  const { privateKey, publicKey } = generateEventKeys();
  const standIns = await startStandIns({
    twilio: TWILIO,
    sendgrid: { apiKey: SENDGRID_KEY, privateKey },
    callbackBase: publicUrl,
  });
  const environment = settingsOf({ publicUrl, databaseUrl, standIns, publicKey });
  const database = openDatabase(databaseUrl);
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

interface Places {
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly standIns: StandIns;
  readonly publicKey: string;
}

function settingsOf({ publicUrl, databaseUrl, standIns, publicKey }: Places): Environment {
  return {
    profile: 'test',
    databaseUrl,
    api: { port: 0, publicUrl },
    worker: { maxCachedWorkflows: 500 },
    taskQueue: 'ordo',
    linkSecret: 'a-secret-that-only-tests-know-of-32',
    twilio: {
      accountSid: TWILIO.accountSid,
      authTokens: [TWILIO.authToken],
      from: '+15005550006',
      baseUrl: standIns.url,
    },
    sendgrid: {
      apiKey: SENDGRID_KEY,
      from: 'shop@ordo.example',
      eventPublicKey: publicKey,
      baseUrl: standIns.url,
    },
    standIns: { url: standIns.url },
    codec: null,
    logLevel: 'silent',
  };
}
