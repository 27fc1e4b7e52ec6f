/**
 * Starts the API over real things: settings, database, Temporal, a port. Everything it opens, it closes.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Environment } from '../config/environment';
import { lazyClient } from '../config/temporal';
import { closeDatabase, openDatabase } from '../database/database';
import { forgetOldAnswers } from '../database/idempotency';
import { createApp } from './app';
import type { Dependencies } from './dependencies';
import { createEventFeed } from './events/event-feed';
import { createLog, faultOf } from './log';
import { createOrderClient } from './order-client';

export interface RunningApi {
  readonly url: string;
  /** Lets requests under way end, and closes everything. */
  readonly stop: () => Promise<void>;
}

const REQUESTS_PER_MINUTE = { production: 1_200, development: 100_000, test: 1_000_000 };
const HOUR_MILLISECONDS = 3_600_000;
const now = () => new Date().toISOString();

/** Starts listening; database and Temporal may come later, their absence is answered with 503. */
export async function startApi(environment: Environment): Promise<RunningApi> {
  const log = createLog(environment.logLevel);
  const database = openDatabase(environment.databaseUrl, {
    onError: (error) => log.warn(faultOf(error), 'a connection to the database broke'),
  });
  const client = lazyClient(environment);
  const events = createEventFeed({ database, databaseUrl: environment.databaseUrl, log });
  const deps: Dependencies = {
    ...{ environment, database, events, log, now },
    orderClient: createOrderClient(client),
    requestsPerMinute: REQUESTS_PER_MINUTE[environment.profile],
  };
  const server = createServer({ requestTimeout: 60_000 }, createApp(deps));
  server.listen(environment.api.port);
  await once(server, 'listening');
  const forgetting = setInterval(() => void forget(deps), HOUR_MILLISECONDS);
  forgetting.unref();
  const { port } = server.address() as AddressInfo;
  log.info({ port }, 'ready');
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop: async () => {
      clearInterval(forgetting);
      const closed = once(server, 'close');
      server.close();
      await events.close();
      server.closeIdleConnections();
      await closed;
      await client.connection.close();
      await closeDatabase(database);
    },
  };
}

async function forget({ database, log }: Dependencies): Promise<void> {
  try {
    const count = await forgetOldAnswers(database, now());
    log.info({ count }, 'old answers forgotten');
  } catch (error) {
    log.warn(faultOf(error), 'old answers could not be forgotten; tried again in an hour');
  }
}
