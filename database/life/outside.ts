/**
 * The mark of effects outside: set just before the effect, only while the intent still stands.
 * Nothing is written after the effect; its result carries the outcome to the next commit.
 */
import type { Database } from '../database';

export interface OutsideKey {
  readonly life: string;
  readonly key: string;
  readonly attempt: number;
}

/** `begun` now; or begun by an earlier try that may have had its effect; or no longer wanted. */
export type Mark =
  | { readonly mark: 'begun'; readonly effect: unknown }
  | { readonly mark: 'begun_before'; readonly effect: unknown }
  | { readonly mark: 'withdrawn' };

export async function beginOutside(
  database: Database,
  { life, key, attempt }: OutsideKey,
): Promise<Mark> {
  const values = [life, key, attempt];
  const begun = await database.pool.query<{ effect: unknown }>({
    name: 'outside-begin',
    text: `UPDATE outside_intent SET state = 'begun', begun_at = $4
           WHERE life_id = $1 AND key = $2 AND attempt = $3 AND state = 'wanted' RETURNING effect`,
    values: [...values, database.wall()],
  });
  const now = begun.rows[0];
  if (now) return { mark: 'begun', effect: now.effect };
  const before = await database.pool.query<{ effect: unknown }>({
    name: 'outside-read',
    text: 'SELECT effect FROM outside_intent WHERE life_id = $1 AND key = $2 AND attempt = $3',
    values,
  });
  const earlier = before.rows[0];
  return earlier ? { mark: 'begun_before', effect: earlier.effect } : { mark: 'withdrawn' };
}
