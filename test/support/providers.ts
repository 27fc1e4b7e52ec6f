/**
 * The provider stand-ins of a test, and the settings by which worker and API reach them. Whoever opens
 * them decides where the API and the database are.
 */
import type { Environment } from '../../config/environment';
import type { Instant } from '../../domain/calendar/instant';
import { generateEventKeys } from '../../gateways/stand-ins/sendgrid-events';
import { startStandIns } from '../../gateways/stand-ins/start-stand-ins';
import type { StandIns } from '../../gateways/stand-ins/start-stand-ins';

const TWILIO = { accountSid: `AC${'a1'.repeat(16)}`, authToken: 'a-token-of-the-stand-in' };
const SENDGRID_KEY = 'SG.a-key-of-the-stand-in';

export interface Providers {
  readonly standIns: StandIns;
  readonly environment: Environment;
}

/** Starts stand-ins that report to `publicUrl`; they are stopped by whoever opened them. */
export async function openProviders(at: {
  readonly publicUrl: string;
  readonly databaseUrl: string;
  /** The clock of everybody in the test, where it is moved. */
  readonly now?: () => Instant;
}): Promise<Providers> {
  const { publicUrl, databaseUrl, now } = at;
  const { privateKey, publicKey } = generateEventKeys();
  const standIns = await startStandIns({
    twilio: TWILIO,
    sendgrid: { apiKey: SENDGRID_KEY, privateKey },
    callbackBase: publicUrl,
    ...(now ? { now: () => new Date(now()) } : {}),
  });
  const environment: Environment = {
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
    russianPost: { login: 'shop', password: 'secret', baseUrl: `${standIns.url}/russian-post` },
    standIns: { url: standIns.url },
    codec: null,
    privateAddresses: true,
    logLevel: 'silent',
  };
  return { standIns, environment };
}
