/**
 * Questions on their way to parties with a server of their own: taken by one worker at a time, tried again until
 * somebody has answered or it is too late. Who is called, and how, is not known here.
 */
import type { Instant } from '../../domain/calendar/instant';
import { plus } from '../../domain/calendar/instant';
import type { Database } from '../database';

export interface QuestionToTell {
  readonly id: string;
  readonly shop: string;
  readonly party: string;
  readonly sku: string | null;
  readonly orderId: string | null;
  readonly text: string;
  readonly until: Instant;
  readonly url: string;
  readonly allowPrivate: boolean;
}

/** Longer than a call lasts; also the pause before the next, for a customer waits on the line. */
const PAUSE = 'PT15S';
const AT_ONCE = 20;

/** Takes questions that are to be told now; each comes again after a pause unless it is ended before. */
export async function takeQuestions(database: Database): Promise<readonly QuestionToTell[]> {
  const now = database.wall();
  const taken = await database.pool.query<QuestionToTell>({
    name: 'question-take',
    text: `WITH due AS (
        SELECT q.id, p.body #> '{channel}' AS channel FROM question q
        JOIN party p ON p.shop_id = q.shop_id AND p.id = q.party
        WHERE q.tell_at <= $1 AND q.until > $1 AND q.answered_at IS NULL
          AND p.body #>> '{channel,type}' = 'webhook'
        ORDER BY q.tell_at LIMIT $3 FOR UPDATE OF q SKIP LOCKED)
      UPDATE question q SET tell_at = $2 FROM due, personal t
      WHERE q.id = due.id AND t.id = q.text_id
      RETURNING q.id, q.shop_id AS shop, q.party, q.sku, q.life_id AS "orderId", q.until,
        t.body ->> 'text' AS text, due.channel ->> 'url' AS url,
        coalesce((due.channel ->> 'allowPrivate')::boolean, false) AS "allowPrivate"`,
    values: [now, plus(now, PAUSE), AT_ONCE],
  });
  return taken.rows;
}

/** The party has it, or will never take it: it is not told any more. */
export async function endTelling(database: Database, id: string): Promise<void> {
  await database.pool.query({
    name: 'question-told',
    text: 'UPDATE question SET tell_at = NULL WHERE id = $1',
    values: [id],
  });
}
