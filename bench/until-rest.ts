/**
 * Waits until nothing moves in the installation: nothing to start, to read or to send.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/database';

const LOOK_MILLIS = 20;

/** Resolves at rest; throws with what still moves after so many seconds. */
export async function untilRest(database: Database, seconds = 120): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await database.pool.query<{ lives: number; facts: number; effects: number }>(
      `SELECT (SELECT count(*) FROM outbox WHERE started_at IS NULL) AS lives,
         (SELECT count(*) FROM inbox WHERE NOT read) AS facts,
         (SELECT count(*) FROM outside_intent) AS effects`,
    );
    const { lives = 0, facts = 0, effects = 0 } = found.rows[0] ?? {};
    if (lives + facts + effects === 0) return;
    if (performance.now() > until) {
      throw new Error(
        `no rest: ${String(lives)} to start, ${String(facts)} unread, ${String(effects)} outside`,
      );
    }
    await pause(LOOK_MILLIS);
  }
}
