/**
 * A whole installation as `npm start` runs it, in one process: worker, relay and API over the development server,
 * on the wall clock. Its orders' clocks are moved by the time machine, as everybody else moves them.
 */
import { createLog } from '../../api/log';
import { startApi } from '../../api/start';
import { anyFreePort } from '../../scripts/start/free-port';
import { startWorker } from '../../worker/start';
import { freshDatabase } from './database';
import { startDevServer } from './dev-server';
import { openProviders } from './providers';
import { quietTemporal } from './temporal';

export interface Installation {
  /** Where the API is. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Opens an installation with the seeded shops; everything in it is closed by `close`. */
export async function openInstallation(): Promise<Installation> {
  quietTemporal();
  const closing: (() => Promise<unknown>)[] = [];
  const [fresh, server, port] = await Promise.all([
    freshDatabase(),
    startDevServer(),
    anyFreePort(),
  ]);
  closing.push(fresh.drop, server.close);
  // Temporal's own settings are read from the environment.
  process.env['TEMPORAL_ADDRESS'] = server.address;
  const publicUrl = `http://127.0.0.1:${String(port)}`;
  const { standIns, environment: settings } = await openProviders({
    publicUrl,
    databaseUrl: fresh.url,
  });
  closing.push(() => standIns.stop());
  const environment = { ...settings, api: { port, publicUrl } };
  const worker = await startWorker(environment, createLog('silent'));
  closing.push(worker.stop);
  const api = await startApi(environment);
  closing.push(api.stop);
  return {
    url: publicUrl,
    close: async () => {
      for (const close of closing.reverse()) await close();
    },
  };
}
