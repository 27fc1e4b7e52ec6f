/**
 * The moments at which a worker of the fault tests may be killed, around every commit and every effect
 * outside. It wraps what the worker is made of; production code knows nothing of it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Activities } from '../../../activities/activities';
import type { MessagePorts } from '../../../activities/message-ports';

export const KILL_POINTS = [
  'before-transaction',
  'before-commit',
  'after-commit',
  'before-mark',
  'after-mark',
  'after-post',
] as const;

export type KillPoint = (typeof KILL_POINTS)[number];

/**
 * Kill the worker when this life reaches the point for the n-th time over all workers, counted from 1;
 * where no life is named, when anybody does for the n-th time after the worker has lived so long.
 */
export interface KillOrder {
  readonly point: KillPoint;
  readonly nth: number;
  readonly life: string | null;
  readonly afterMillis?: number;
}

/** Every point reached, one a line, in a file that outlives the worker: "life point" and "killed …". */
export interface Hits {
  readonly reach: (point: KillPoint) => void;
  readonly within: <Result>(life: string, work: () => Promise<Result>) => Promise<Result>;
}

/** Notes the points reached and kills this very process where an order says so. */
export function makeHits(file: string, orders: readonly KillOrder[]): Hits {
  const counts = countHits(file);
  const began = Date.now();
  const ripe = new Map<KillOrder, number>();
  const present = new AsyncLocalStorage<string>();
  const count = (name: string): number => {
    const next = (counts.get(name) ?? 0) + 1;
    counts.set(name, next);
    appendFileSync(file, `${name}\n`);
    return next;
  };
  return {
    within: (life, work) => present.run(life, work),
    reach: (point) => {
      const life = present.getStore() ?? 'nobody';
      const ofLife = count(`${life} ${point}`);
      const isRipe = (order: KillOrder): boolean => {
        if (Date.now() - began < (order.afterMillis ?? 0)) return false;
        ripe.set(order, (ripe.get(order) ?? 0) + 1);
        return ripe.get(order) === order.nth;
      };
      const isMet = orders
        .filter((one) => one.point === point)
        .some((one) => (one.life === null ? isRipe(one) : one.life === life && one.nth === ofLife));
      if (!isMet) return;
      appendFileSync(file, `killed ${life} ${point}\n`);
      process.kill(process.pid, 'SIGKILL');
    },
  };
}

/** How often each "life point" was reached so far, over all workers that wrote into the file. */
export function countHits(file: string): Map<string, number> {
  const counts = new Map<string, number>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

type Query = (...args: readonly unknown[]) => Promise<QueryResult<Record<string, unknown>>>;

function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  return (asked as { readonly name?: string }).name ?? '';
}

/** Stands between the worker and PostgreSQL; `forget` makes it forget which causes are journalled. */
export function watchPool(pool: Pool, hits: Hits, { forget }: { readonly forget: boolean }): void {
  const watched = new WeakSet<PoolClient>();
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const watchedConnect = async (): Promise<PoolClient> => {
    const client = await connect();
    if (watched.has(client)) return client;
    watched.add(client);
    const query: Query = client.query.bind(client);
    const watchedQuery: Query = async (...args) => {
      const text = textOf(args[0]);
      if (text.startsWith('BEGIN')) hits.reach('before-transaction');
      if (text === 'COMMIT') hits.reach('before-commit');
      const result = await query(...args);
      if (text === 'COMMIT') hits.reach('after-commit');
      if (forget && text === 'heard' && result.rows[0]) result.rows[0].known = null;
      return result;
    };
    client.query = watchedQuery;
    return client;
  };
  const plain: Query = pool.query.bind(pool);
  const watchedPlain: Query = async (...args) => {
    if (textOf(args[0]) !== 'outside-begin') return plain(...args);
    hits.reach('before-mark');
    const result = await plain(...args);
    if (result.rows.length > 0) hits.reach('after-mark');
    return result;
  };
  // Pool.query takes its connections by a callback; only promises pass through here.
  pool.connect = ((callback?: unknown) =>
    typeof callback === 'function'
      ? (connect as (how: unknown) => unknown)(callback)
      : watchedConnect()) as Pool['connect'];
  pool.query = watchedPlain;
}

/** Stands behind the gateways: what they have posted is posted. */
export function watchPorts<Ports extends MessagePorts>(ports: Ports, hits: Hits): Ports {
  const posted = <Result>(result: Result): Result => {
    hits.reach('after-post');
    return result;
  };
  return {
    ...ports,
    sms: { ...ports.sms, send: async (sms) => posted(await ports.sms.send(sms)) },
    email: { ...ports.email, send: async (email) => posted(await ports.email.send(email)) },
  };
}

/** Tells the points whose life they are about. */
export function watchActivities(own: Activities, hits: Hits): Activities {
  return {
    commit: (order) => hits.within(order.life, () => own.commit(order)),
    commitQuickly: (order) => hits.within(order.life, () => own.commitQuickly(order)),
    sendMessage: (order) => hits.within(order.life, () => own.sendMessage(order)),
    askProvider: (order) => hits.within(order.life, () => own.askProvider(order)),
    tellParty: (order) => hits.within(order.life, () => own.tellParty(order)),
    askCarrier: (order) => hits.within(order.life, () => own.askCarrier(order)),
  };
}
