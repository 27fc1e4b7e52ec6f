/**
 * The connection to PostgreSQL: a plain pool for the commit and everything hot, Prisma for ordinary
 * queries. Instants come out as ISO text, never as Date; no query here.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, types } from 'pg';
import type { PoolClient } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import { PrismaClient } from './generated/client';

export interface Database {
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  /** The wall clock; tests hand in their own. */
  readonly wall: () => Instant;
}

const TIMESTAMPTZ = 1184;
const BIGINT = 20;

const asDomain = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    if (oid === TIMESTAMPTZ) return (text) => new Date(text).toISOString();
    if (oid === BIGINT) return Number;
    const known = types.getTypeParser as (oid: number, format: string) => (text: string) => unknown;
    return known(oid, format ?? 'text');
  },
};

export interface DatabaseOptions {
  readonly connections?: number;
  /** How long a query waits for a connection before it fails; three seconds unless told otherwise. */
  readonly connectWithinMillis?: number;
  /** Told of errors of idle connections; the pool replaces them by itself. */
  readonly onError?: (error: Error) => void;
  readonly wall?: () => Instant;
}

/** Opens the pool and the Prisma client; connects lazily. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.connections ?? 12,
    connectionTimeoutMillis: options.connectWithinMillis ?? 3_000,
    statement_timeout: 8_000,
    idle_in_transaction_session_timeout: 10_000,
    types: asDomain,
  });
  pool.on('error', (error) => options.onError?.(error));
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 6, connectionTimeoutMillis: 3_000 }),
  });
  const wall = options.wall ?? ((): Instant => new Date().toISOString());
  return { pool, prisma, wall };
}

export async function closeDatabase(database: Database): Promise<void> {
  await database.prisma.$disconnect();
  await database.pool.end();
}

export interface TransactionLimits {
  /** Every statement and the wait for every lock stay below this. */
  readonly statementMillis: number;
}

/**
 * Runs work on a connection of its own. The server may end a connection between two statements (a
 * transaction's limit, a shutdown); the next statement then throws, so the event itself is only heard.
 */
export async function onConnection<Result>(
  database: Database,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  const heard = (error: Error): void => {
    broken = error;
  };
  client.on('error', heard);
  try {
    return await work(client);
  } finally {
    client.off('error', heard);
    client.release(broken);
  }
}

/** Runs work in one transaction; rolls back and rethrows whatever is thrown. */
export async function inTransaction<Result>(
  database: Database,
  work: (client: PoolClient) => Promise<Result>,
  limits: TransactionLimits = { statementMillis: 5_000 },
): Promise<Result> {
  const millis = String(Math.trunc(limits.statementMillis));
  return onConnection(database, async (client) => {
    await client.query(
      `BEGIN; SET LOCAL statement_timeout = ${millis}; SET LOCAL lock_timeout = ${millis}; ` +
        `SET LOCAL transaction_timeout = ${millis}`,
    );
    try {
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // A connection that is gone has rolled back by itself.
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}

/** Classes of PostgreSQL errors that another try may not meet: connection, resources, locks, shutdown. */
const TRANSIENT = /^(08|53|57|40|55P03|25P0[2-4])/;
const SOCKET = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT'];

/** Whether an error is the database's trouble, to be tried again, and no bug of a rule. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (TRANSIENT.test(code) || SOCKET.includes(code)) return true;
  if (/^P10\d\d$|^P2024$|^P2028$|^P2037$/.test(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseTrouble);
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Query read timeout/.test(
    error.message,
  );
}
