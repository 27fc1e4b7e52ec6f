/**
 * Puts a worker together: database, gateways, activities, relay, Temporal. The only place where
 * everything meets.
 */
import type { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/create-activities';
import type { MessagePorts } from '../activities/message-ports';
import type { PartyPorts } from '../activities/party-ports';
import type { Environment } from '../config/environment';
import { openText } from '../config/sealing';
import { missingSearchAttributes } from '../config/search-attributes';
import { connectClient, connectWorker } from '../config/temporal';
import { closeDatabase, openDatabase } from '../database/database';
import type { Database } from '../database/database';
import { liveSecrets } from '../database/shops/party-secrets';
import { PARTY_LINK_DAYS } from '../domain/messages/party-letter';
import { createGateways } from '../gateways/create-gateways';
import { renderTemplate } from '../gateways/liquid';
import { reachMark, signLink } from '../gateways/link-signature';
import { CARRIER_ADAPTERS } from '../gateways/carriers/carrier-adapters';
import { signedPost } from '../gateways/webhooks/signed-post';
import { bundleWorkflows, createWorker } from './create-worker';
import { startEars } from './ears';
import { RELAY_DEFAULTS, startRelay } from './relay';
import type { PostSigned } from './webhook-sender';

export interface RunningWorker {
  /** Settles when the worker has ended. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

const LINK_DAYS = 60;
const DAY_SECONDS = 86_400;

/** What the activities need, from settings. The link of an order to one receiver is always the same one. */
export function messagePorts(
  environment: Environment,
  database: Database,
): MessagePorts & PartyPorts {
  const { twilio, sendgrid, russianPost, api, linkSecret } = environment;
  const { sms, email, voice, tracking } = createGateways({
    twilio: { ...twilio, authToken: twilio.authTokens[0] },
    sendgrid,
    russianPost,
  });
  return {
    database,
    sms,
    email,
    voice,
    tracking,
    render: (template, data, { html }) => Promise.resolve(renderTemplate(template, data, { html })),
    customerLink: ({ id, takenIn, to }) => {
      const expires = Math.floor(Date.parse(takenIn) / 1000) + LINK_DAYS * DAY_SECONDS;
      const link = { for: 'customer', id, to: reachMark(to), expires } as const;
      return `${api.publicUrl}/c/${signLink(link, linkSecret)}`;
    },
    ...partyPorts(environment, database),
    smsCallback: (token) => `${api.publicUrl}/v1/webhooks/twilio/message/${token}`,
    callAddress: (token) => `${api.publicUrl}/v1/webhooks/twilio/call/${token}`,
  };
}

/** Makes calls signed with sealed secrets; to private addresses only where the operator allows them. */
export function postSigned({
  privateAddresses,
  codec,
}: Pick<Environment, 'privateAddresses' | 'codec'>): PostSigned {
  return (call) => {
    const secrets = call.secrets.map((sealed) => openText(sealed, codec));
    const allowPrivate = (call.allowPrivate ?? true) && privateAddresses;
    return signedPost({ ...call, secrets, allowPrivate });
  };
}

/** What telling parties needs beside that. */
function partyPorts(
  { api, linkSecret, codec, privateAddresses }: Environment,
  database: Database,
): Pick<PartyPorts, 'post' | 'carriers' | 'secrets' | 'mayBePrivate' | 'partyLink'> {
  return {
    post: signedPost,
    carriers: CARRIER_ADAPTERS,
    secrets: async (of) => {
      const live = await liveSecrets(database, of, database.wall());
      return live.map(({ sealed }) => openText(sealed, codec));
    },
    mayBePrivate: privateAddresses,
    partyLink: ({ id, number, at }) => {
      const expires = Math.floor(Date.parse(at) / 1000) + PARTY_LINK_DAYS * DAY_SECONDS;
      const link = { for: 'party', id, to: String(number), expires } as const;
      return `${api.publicUrl}/p/${signLink(link, linkSecret)}`;
    },
  };
}

/** Starts worker and relay; throws one readable line where Temporal lacks the search attributes. */
export async function startWorker(environment: Environment, log: Logger): Promise<RunningWorker> {
  const { databaseUrl, taskQueue, worker: settings } = environment;
  const database = openDatabase(databaseUrl, {
    onError: () => {
      log.warn('a connection to the database broke');
    },
  });
  const client = await connectClient(environment);
  const place = await connectWorker(environment);
  const missing = await missingSearchAttributes(place.connection, place.namespace);
  if (missing.length > 0) {
    throw new Error(
      `Temporal's namespace ${place.namespace} lacks the search attributes ${missing.join(', ')}: run npm run register`,
    );
  }
  const activities = createActivities(messagePorts(environment, database));
  const bundle = await bundleWorkflows();
  const { maxCachedWorkflows } = settings;
  const worker = await createWorker(place, activities, { taskQueue, maxCachedWorkflows, bundle });
  const relay = startRelay({
    database,
    client,
    log,
    settings: { databaseUrl, taskQueue, ...RELAY_DEFAULTS },
  });
  const post = postSigned(environment);
  const ears = startEars({ database, log, post });
  const ended = worker.run();
  return { ended, stop: () => stopAll({ worker, relay, ears, ended, client, database, place }) };
}

interface Running {
  readonly worker: Worker;
  readonly relay: { readonly stop: () => Promise<void> };
  readonly ears: { readonly stop: () => Promise<void> };
  readonly ended: Promise<void>;
  readonly client: Client;
  readonly database: Database;
  readonly place: { readonly connection: { readonly close: () => Promise<void> } };
}

async function stopAll(running: Running): Promise<void> {
  await running.relay.stop();
  await running.ears.stop();
  if (running.worker.getState() === 'RUNNING') running.worker.shutdown();
  await running.ended;
  await running.client.connection.close();
  await running.place.connection.close();
  await closeDatabase(running.database);
}
