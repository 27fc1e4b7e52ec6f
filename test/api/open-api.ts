/**
 * The API in process over a database of its own. Instead of the workflow engine a small room stands by that commits
 * what is asked and what is heard, so that these tests speak of HTTP alone; it can be sent away.
 */
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app';
import type { Dependencies } from '../../api/dependencies';
import { createEventFeed } from '../../api/events/event-feed';
import { createLog } from '../../api/log';
import type { OrderClient } from '../../api/order-client';
import { createMetrics } from '../../api/metrics';
import type { Route } from '../../api/request/route';
import { healthRoutes } from '../../api/routes/health';
import { ROUTES } from '../../api/routes/routes';
import type { OrderOut } from '../../api/schemas/order';
import type { CodecKeys } from '../../config/codec-keys';
import { nowOf } from '../../database/clock';
import { commit } from '../../database/commit';
import { closeDatabase, openDatabase } from '../../database/database';
import type { Database } from '../../database/database';
import type { Policy } from '../../domain/policy/policy';
import type { Role } from '../../domain/tasks/task';
import { openLink } from '../support/cuttable-link';
import type { CuttableLink } from '../support/cuttable-link';
import { freshDatabase } from '../support/database';
import { testKey } from '../support/test-keys';

/** The keys with which secrets are sealed here. */
export const TEST_CODEC: CodecKeys = {
  keys: new Map([['test', Buffer.alloc(32, 7)]]),
  defaultKeyId: 'test',
};

export const TWILIO_TOKEN = 'a-token-of-twilio';

/** A key that belongs to both demo shops. */
export const BOTH_SHOPS_KEY = 'ordo_both_manager_for-tests';

/**
 * The members of all answers that tests look at; which of them an answer has, its contract says, and against
 * that every answer is held when it comes.
 */
export interface Seen extends OrderOut {
  readonly type: string;
  readonly refusal: string;
  readonly missing: readonly string[];
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  readonly items: readonly Seen[];
  readonly next: string | null;
  readonly seq: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly kind: string;
  readonly title: string;
  readonly orderId: string;
  readonly answers: readonly object[];
  readonly stock: readonly { readonly sku: string; readonly available: number }[];
  readonly sku: string;
  readonly onHand: number;
  readonly policy: Policy;
  readonly bad: readonly {
    readonly line: number;
    readonly errors: readonly { readonly pointer: string }[];
  }[];
  readonly refusals: readonly object[];
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: object }>>>
  >;
  readonly components: { readonly schemas: object };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** What a JSON answer says. */
  readonly body: Seen;
  /** The answer as it came. */
  readonly text: string;
}

export interface Asking {
  readonly role?: Role;
  readonly shop?: string;
  readonly bearer?: string | null;
  readonly method?: string;
  readonly body?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** An Idempotency-Key; a fresh one where absent, none where null. */
  readonly key?: string | null;
  readonly version?: number;
}

/** Asks an API over HTTP, as a manager of `demo` where nothing else is said. */
export type Asker = (path: string, asking?: Asking) => Promise<Reply>;

export interface Api {
  readonly url: string;
  readonly database: Database;
  readonly ask: Asker;
  /** Whether somebody stands by to answer commands and read facts. */
  readonly engine: { isThere: boolean };
  /** The way to the database, which can be cut. */
  readonly link: CuttableLink;
  readonly logged: string[];
  /** Signs a batch of events as SendGrid does. */
  readonly signEvents: (body: string) => Record<string, string>;
  readonly close: () => Promise<void>;
}

export interface ApiOptions {
  readonly requestsPerMinute?: number;
  readonly privateAddresses?: boolean;
  readonly profile?: Dependencies['environment']['profile'];
}

/** Opens everything; `close` closes it. */
export async function openApi(options: ApiOptions = {}): Promise<Api> {
  const fresh = await freshDatabase();
  const { hostname: host, port: databasePort } = new URL(fresh.url);
  const link = await openLink({ host, port: Number(databasePort) });
  const near = Object.assign(new URL(fresh.url), { port: String(link.port) });
  const database = openDatabase(near.href);
  await addKeyOfBothShops(database);
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const engine = { isThere: true };
  const logged: string[] = [];
  const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const log = createLog('info', { write: (line: string) => void logged.push(line) });
  const events = createEventFeed({ database, databaseUrl: near.href, log });
  const deps: Dependencies = {
    ...{ database, log, events },
    environment: {
      profile: options.profile ?? 'test',
      api: { port: 0, publicUrl: url },
      linkSecret: 'a-secret-that-only-tests-know-of-32',
      codec: TEST_CODEC,
      privateAddresses: options.privateAddresses ?? true,
      twilio: { accountSid: 'AC', authTokens: [TWILIO_TOKEN], from: '+15005550006' },
      sendgrid: { apiKey: 'SG', from: 'shop@example.com', eventPublicKey: publicKey },
    },
    orderClient: roomClient(database, engine),
    now: () => new Date().toISOString(),
    requestsPerMinute: options.requestsPerMinute ?? 1_000_000,
  };
  server.on('request', createApp(deps));
  const reading = readFacts(database, engine);
  return {
    ...{ url, database, link, engine, logged },
    ask: asker(url),
    signEvents: (body) => {
      const time = String(Math.floor(Date.now() / 1000));
      const signature = sign('sha256', Buffer.from(time + body), keys.privateKey);
      return {
        'x-twilio-email-event-webhook-signature': signature.toString('base64'),
        'x-twilio-email-event-webhook-timestamp': time,
      };
    },
    close: async () => {
      await reading.stop();
      await events.close();
      server.close();
      server.closeAllConnections();
      await closeDatabase(database);
      link.close();
      await fresh.drop();
    },
  };
}

async function addKeyOfBothShops(database: Database): Promise<void> {
  const hash = createHash('sha256').update(BOTH_SHOPS_KEY).digest('hex');
  await database.prisma.apiKey.create({
    data: { id: 'both', hash, role: 'manager', shops: ['demo', 'parts'], title: 'Both shops' },
  });
}

/** Answers commands by committing them, as a workflow would have done. */
function roomClient(database: Database, engine: Api['engine']): OrderClient {
  return {
    isThere: () => Promise.resolve(engine.isThere),
    stateOf: () => Promise.resolve(null),
    skip: () => Promise.resolve(false),
    command: async (workflowId, { name, body, updateId }) => {
      if (!engine.isThere) return 'no_answer';
      const found = await database.prisma.life.findUnique({ where: { workflowId } });
      if (!found) return 'not_running';
      const at = await nowOf(database, found.id, new Date().toISOString());
      const cause = `u:${updateId}`;
      const inputs = [{ cause, at, name, command: body }];
      const turn = await commit(database, { lifeId: found.id, inputs, now: at });
      return { answer: turn.answers[cause] ?? { id: null } };
    },
  };
}

function readFacts(database: Database, engine: Api['engine']) {
  let isStopped = false;
  const loop = async (): Promise<void> => {
    while (!isStopped) {
      if (engine.isThere) await readUnread(database);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  const running = loop();
  return {
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

/** Asks the API at an address. */
export function asker(url: string): Asker {
  return (path, asking = {}) => ask(url, path, asking);
}

async function readUnread(database: Database): Promise<void> {
  const where = { read: false };
  const unread = await database.prisma.inbox.findMany({ where, distinct: ['lifeId'] });
  for (const { lifeId } of unread) {
    const now = await nowOf(database, lifeId, new Date().toISOString());
    await commit(database, { lifeId, inputs: [], now });
  }
}

async function ask(url: string, path: string, asking: Asking): Promise<Reply> {
  const { body, raw, role = 'manager', shop = 'demo' } = asking;
  const sends = body !== undefined || raw !== undefined;
  const method = asking.method ?? (sends ? 'POST' : 'GET');
  const bearer = asking.bearer === undefined ? testKey(shop, role) : asking.bearer;
  const key = asking.key === undefined ? randomUUID() : asking.key;
  const sent = raw ?? (body === undefined ? null : JSON.stringify(body));
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(sends ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' && key !== null ? { 'idempotency-key': key } : {}),
      ...(asking.version === undefined ? {} : { 'if-match': `"${String(asking.version)}"` }),
      ...asking.headers,
    },
    ...(sent === null ? {} : { body: sent }),
  });
  // A stream goes on for ever; who follows one reads it by other means.
  const isStream = (response.headers.get('content-type') ?? '').includes('event-stream');
  if (isStream) await response.body?.cancel();
  const text = isStream ? '' : await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const read = (isJson && text !== '' ? JSON.parse(text) : {}) as Seen;
  const reply = { status: response.status, headers: response.headers, body: read, text };
  if (isJson) mustFitContract(`${method} ${path}`, reply);
  return reply;
}

const CONTRACTS: readonly Route[] = [...ROUTES, ...healthRoutes(createMetrics())];

/** Every JSON answer of every test is held against what the route declares for its status. */
function mustFitContract(asked: string, { status, body }: Reply): void {
  const route = CONTRACTS.find(({ method, path }) => {
    const pattern = path.replaceAll(/\{\w+\}/g, '[^/?]+');
    return new RegExp(`^${method.toUpperCase()} ${pattern}([?].*)?$`).test(asked);
  });
  const declared = route?.answers[status];
  if (declared?.schema) {
    const fits = declared.schema.safeParse(body);
    if (!fits.success)
      throw new Error(`${asked} answered against its contract: ${fits.error.message}`);
  } else if (status < 400 && route) {
    throw new Error(`${asked} answered ${String(status)}, which it does not declare`);
  }
  if (status < 400 || declared) return;
  const { type, title, detail, instance } = body as unknown as Partial<Record<string, unknown>>;
  const isProblem = [type, title, detail, instance].every((member) => typeof member === 'string');
  if (!isProblem || !String(type).startsWith('/problems/')) {
    throw new Error(`${asked} answered ${String(status)} without a problem`);
  }
  if (status >= 500 && status !== 503) throw new Error(`${asked} answered ${String(status)}`);
}
