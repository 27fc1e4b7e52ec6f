/**
 * The first answer to each idempotent request, kept for seven days. Who may claim a key and who gets the
 * first answer again is decided here in one statement; what a request does is not known here.
 */
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import { minus } from '../domain/calendar/instant';
import type { Database } from './database';

/** The pool, or the connection of a transaction. */
export type Connection = Pool | PoolClient;

export interface IdempotencyKey {
  readonly owner: string;
  readonly key: string;
}

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export type Claim =
  | { readonly claim: 'mine' }
  | { readonly claim: 'twin' }
  | { readonly claim: 'other_body' }
  | { readonly claim: 'answered'; readonly answer: StoredAnswer };

/** Longer than any request may last: a claim as old as this belongs to a process that died. */
const CLAIM_LASTS = 'PT30S';
const ANSWER_LASTS = 'P7D';

interface Row {
  readonly fingerprint: string;
  readonly state: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: unknown;
}

/** Claims a key for a request of this fingerprint, or tells why it is not to be claimed. `now` is wall time. */
export async function claimKey(
  database: Database,
  { owner, key }: IdempotencyKey,
  request: { readonly fingerprint: string; readonly now: Instant },
): Promise<Claim> {
  const { fingerprint, now } = request;
  const claimed = await database.pool.query({
    name: 'idempotency-claim',
    text: `INSERT INTO idempotency AS i (owner, key, fingerprint, state, created_at)
      VALUES ($1, $2, $3, 'working', $4)
      ON CONFLICT (owner, key) DO UPDATE SET fingerprint = excluded.fingerprint, state = 'working',
        status = NULL, headers = NULL, body = NULL, created_at = excluded.created_at
      WHERE i.created_at < $6 OR (i.state = 'working' AND i.created_at < $5 AND i.fingerprint = $3)
      RETURNING 1`,
    values: [owner, key, fingerprint, now, minus(now, CLAIM_LASTS), minus(now, ANSWER_LASTS)],
  });
  if (claimed.rowCount === 1) return { claim: 'mine' };
  const found = await database.pool.query<Row>({
    name: 'idempotency-find',
    text: 'SELECT fingerprint, state, status, headers, body FROM idempotency WHERE owner = $1 AND key = $2',
    values: [owner, key],
  });
  const row = found.rows[0];
  // Freed between the two statements: whoever held it has answered 503, so a twin may say the same.
  if (!row) return { claim: 'twin' };
  if (row.fingerprint !== fingerprint) return { claim: 'other_body' };
  if (row.state === 'working' || row.status === null) return { claim: 'twin' };
  const { status, headers, body } = row;
  return { claim: 'answered', answer: { status, headers: headers ?? {}, body } };
}

/** Keeps the answer of a claimed key; in the caller's transaction where it is handed a client. */
export async function keepAnswer(
  client: Connection,
  { owner, key }: IdempotencyKey,
  { status, headers, body }: StoredAnswer,
): Promise<void> {
  await client.query({
    name: 'idempotency-keep',
    text: `UPDATE idempotency SET state = 'answered', status = $3, headers = $4, body = $5
      WHERE owner = $1 AND key = $2`,
    values: [owner, key, status, JSON.stringify(headers), JSON.stringify(body ?? null)],
  });
}

/** Frees a claimed key, so that the request may be tried again. */
export async function freeKey(database: Database, { owner, key }: IdempotencyKey): Promise<void> {
  await database.pool.query(
    `DELETE FROM idempotency WHERE owner = $1 AND key = $2 AND state = 'working'`,
    [owner, key],
  );
}

/** Forgets answers older than seven days of wall time; tells how many. */
export async function forgetOldAnswers(database: Database, now: Instant): Promise<number> {
  const { count } = await database.prisma.idempotency.deleteMany({
    where: { createdAt: { lt: minus(now, ANSWER_LASTS) } },
  });
  return count;
}
