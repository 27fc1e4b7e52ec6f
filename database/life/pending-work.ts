/**
 * What is still under way for one life: the development profile asks it before it moves a clock.
 */
import type { Database } from '../database';

/** Everything in the database that is not at rest, in words an operator understands; empty when quiet. */
export async function pendingWork(database: Database, lifeId: string): Promise<readonly string[]> {
  const found = await database.pool.query<{ what: string }>(
    `SELECT 'a start is owed to the workflow' AS what FROM outbox
       WHERE life_id = $1 AND started_at IS NULL
     UNION ALL SELECT 'unread message ' || sender || ' ' || (command ->> 'name') FROM inbox
       WHERE life_id = $1 AND NOT read
     UNION ALL SELECT 'effect ' || state || ': ' || key FROM outside_intent
       WHERE life_id = $1 AND state IN ('wanted', 'begun')`,
    [lifeId],
  );
  return found.rows.map((row) => row.what);
}
