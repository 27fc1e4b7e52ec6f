/**
 * Orders whose journal could not be told to storefronts, by a fault of ours or as that took too long. Each is kept with
 * the first row that was not told, its later rows wait behind it, and it is looked at again now and then, as a new
 * release may mend the rule.
 */
import type { PoolClient } from 'pg';
import type { Database } from '../database';

/** An order of whose journal some rows are to be told. */
export interface ChangedLife {
  readonly id: string;
  readonly shop: string;
  readonly policyVersion: number;
  readonly termsVersion: number;
  /** Numbers of the rows to be told. */
  readonly first: number;
  readonly last: number;
}

const AGAIN_MINUTES = 10;

/** The next whose turn it is to be looked at again, from the first row that was not told up to the last there is. */
export async function untoldLife(client: PoolClient, now: string): Promise<readonly ChangedLife[]> {
  const found = await client.query<ChangedLife>({
    name: 'webhook-untold',
    text: `SELECT u.life_id AS id, l.shop_id AS shop, l.policy_version AS "policyVersion",
        s.terms_version AS "termsVersion", u.seq AS first,
        (SELECT max(j.seq) FROM journal j WHERE j.life_id = u.life_id) AS last
      FROM webhook_untold u JOIN life l ON l.id = u.life_id JOIN shop s ON s.id = l.shop_id
      WHERE u.next_at <= $1 ORDER BY u.next_at, u.life_id LIMIT 1`,
    values: [now],
  });
  return found.rows;
}

/** What has just changed, less the orders whose rows have to wait behind one that was not told. */
export async function withoutWaiting(
  client: PoolClient,
  changed: readonly ChangedLife[],
): Promise<readonly ChangedLife[]> {
  if (changed.length === 0) return changed;
  const waiting = await client.query<{ id: string }>({
    name: 'webhook-waiting-behind',
    // Rows may become visible in another order than that of their numbers.
    text: `UPDATE webhook_untold u SET seq = least(u.seq, c.first)
      FROM unnest($1::text[], $2::int[]) AS c(id, first) WHERE u.life_id = c.id RETURNING c.id`,
    values: [changed.map(({ id }) => id), changed.map(({ first }) => first)],
  });
  const behind = new Set(waiting.rows.map(({ id }) => id));
  return changed.filter(({ id }) => !behind.has(id));
}

/** Keeps those that could not be told, each from its first row on, and forgets those that now were. */
export async function keepUntold(
  client: PoolClient,
  {
    lives,
    failed,
    now,
  }: {
    readonly lives: readonly ChangedLife[];
    readonly failed: readonly string[];
    readonly now: string;
  },
): Promise<void> {
  if (lives.length === 0) return;
  const untold = lives.filter(({ id }) => failed.includes(id));
  const told = lives.filter(({ id }) => !failed.includes(id));
  await client.query({
    name: 'webhook-keep-untold',
    text: `WITH told AS (DELETE FROM webhook_untold WHERE life_id = ANY($1))
      INSERT INTO webhook_untold (life_id, seq, next_at)
      SELECT id, seq, $4::timestamptz + make_interval(mins => $5)
      FROM unnest($2::text[], $3::int[]) AS u(id, seq)
      ON CONFLICT (life_id) DO UPDATE SET next_at = excluded.next_at`,
    values: [
      told.map(({ id }) => id),
      ...[untold.map(({ id }) => id), untold.map(({ first }) => first)],
      ...[now, AGAIN_MINUTES],
    ],
  });
}

/** Lets all of them be looked at again at once, as a worker does that begins: it may have a rule that works. */
export async function lookAtUntold(database: Database): Promise<void> {
  await database.pool.query('UPDATE webhook_untold SET next_at = $1', [database.wall()]);
}
