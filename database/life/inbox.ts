/**
 * The inbox: facts from machines and from link pages, each kept once by its sender's own id and
 * acknowledged at once. The next commit of the life reads them; the notification only makes it look.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { Answer } from '../../domain/life/life';
import type { Database } from '../database';
import { answersByCause } from './heard';

export interface Fact {
  readonly lifeId: string;
  readonly sender: string;
  readonly senderId: string;
  readonly name: string;
  readonly command: object;
  readonly receivedAt: Instant;
}

/** Keeps a fact and wakes the relay; the same sender's id again gives the first one's cause. */
export async function hearFact(
  database: Database,
  fact: Fact,
): Promise<{ readonly cause: string; readonly repeated: boolean }> {
  const { lifeId, sender, senderId, receivedAt } = fact;
  const kept = await database.pool.query<{ id: number; fresh: boolean }>({
    name: 'inbox-keep',
    text: `WITH kept AS (
        INSERT INTO inbox (life_id, sender, sender_id, received_at, command) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (sender, sender_id) DO NOTHING RETURNING id),
      told AS (SELECT pg_notify('ordo', $1) FROM kept)
      SELECT id, true AS fresh, (SELECT count(*) FROM told) FROM kept
      UNION ALL SELECT id, false, 0 FROM inbox WHERE sender = $2 AND sender_id = $3
        AND NOT EXISTS (SELECT 1 FROM kept)`,
    values: [
      lifeId,
      sender,
      senderId,
      receivedAt,
      JSON.stringify({ name: fact.name, body: fact.command }),
    ],
  });
  const row = kept.rows[0];
  if (!row) return hearFact(database, fact);
  return { cause: `i:${String(row.id)}`, repeated: !row.fresh };
}

/** What a cause was answered, or null while no commit has decided it. */
export async function answerOfCause(
  database: Database,
  lifeId: string,
  cause: string,
): Promise<Answer | null> {
  const rows = await database.pool.query<{ cause: string; type: string; data: object }>({
    name: 'answer-of-cause',
    text: 'SELECT cause, type, data FROM journal WHERE life_id = $1 AND cause = $2 ORDER BY part',
    values: [lifeId, cause],
  });
  return answersByCause(rows.rows)[cause] ?? null;
}
