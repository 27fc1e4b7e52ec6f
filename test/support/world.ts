/**
 * A whole Ordo for a test file: the engine room and the API over HTTP on a port of its own.
 * Stories reach it over HTTP only.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app';
import { createEventFeed } from '../../api/events/event-feed';
import { createOrderClient } from '../../api/order-client';
import { openEngine } from './engine';
import type { Engine, EngineOptions } from './engine';

export type WorldOptions = Omit<EngineOptions, 'publicUrl'>;

export interface World extends Engine {
  /** Where the API is. */
  readonly api: string;
}

/** Opens a world; everything in it is closed by `close`. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const api = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const engine = await openEngine({ ...options, publicUrl: api });
  const { environment, database, log, clock, server } = engine;
  const orderClient = createOrderClient(server.client);
  const requestsPerMinute = 1_000_000;
  const events = createEventFeed({ database, databaseUrl: engine.fresh.url, log });
  const deps = {
    environment,
    database,
    orderClient,
    events,
    log,
    requestsPerMinute,
    now: clock.now,
  };
  http.on('request', createApp(deps));
  return {
    ...engine,
    api,
    close: async () => {
      await events.close();
      http.close();
      http.closeAllConnections();
      await engine.close();
    },
  };
}
