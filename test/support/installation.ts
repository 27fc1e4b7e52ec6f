/**
 * A whole installation as `npm start` runs it, in one process: worker, relay and API over the development server,
 * on the wall clock. Its orders' clocks are moved by the time machine, as everybody else moves them.
 */
import { createLog } from '../../api/log';
import { startApi } from '../../api/start';
import type { Environment } from '../../config/environment';
import { generateEventKeys } from '../../gateways/stand-ins/sendgrid-events';
import { startStandIns } from '../../gateways/stand-ins/start-stand-ins';
import { anyFreePort } from '../../scripts/start/free-port';
import { startWorker } from '../../worker/start';
import { freshDatabase } from './database';
import { startDevServer } from './dev-server';
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
  const twilio = { accountSid: `AC${'b2'.repeat(16)}`, authToken: 'a-token-of-the-stand-in' };
  const { privateKey, publicKey } = generateEventKeys();
  const apiKey = 'SG.a-key-of-the-stand-in';
  const standIns = await startStandIns({
    twilio,
    sendgrid: { apiKey, privateKey },
    callbackBase: publicUrl,
  });
  closing.push(() => standIns.stop());
  const environment: Environment = {
    profile: 'test',
    databaseUrl: fresh.url,
    api: { port, publicUrl },
    worker: { maxCachedWorkflows: 100 },
    taskQueue: 'ordo',
    linkSecret: 'a-secret-that-only-tests-know-of-32',
    twilio: {
      accountSid: twilio.accountSid,
      authTokens: [twilio.authToken],
      from: '+15005550006',
      baseUrl: standIns.url,
    },
    sendgrid: {
      ...{ apiKey, eventPublicKey: publicKey, baseUrl: standIns.url },
      from: 'shop@ordo.example',
    },
    standIns: { url: standIns.url },
    codec: null,
    logLevel: 'silent',
  };
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
