/**
 * What the relay has to do, found by the wall clock and shared among relays by SKIP LOCKED:
 * lives to start, lives with unread facts, lives whose moment has passed.
 */
import type { Database } from '../database';

/** A life that must be started or made to look. */
export interface LifeToServe {
  readonly life: string;
  readonly kind: string;
  readonly workflowId: string;
  readonly shop: string;
  readonly isClosed: boolean;
}

const COLUMNS = `l.id AS life, l.kind, l.workflow_id AS "workflowId", l.shop_id AS shop,
  l.closed_at IS NOT NULL AS "isClosed"`;

/** Lives in the outbox, oldest first; `mark` sets them started. */
export async function livesToStart(database: Database): Promise<readonly LifeToServe[]> {
  const found = await database.pool.query<LifeToServe>({
    name: 'relay-outbox',
    text: `SELECT ${COLUMNS} FROM outbox o JOIN life l ON l.id = o.life_id
           WHERE o.started_at IS NULL ORDER BY o.id LIMIT 100`,
  });
  return found.rows;
}

/** Asks the relays to start a life that should run and does not. */
export async function askToStart(database: Database, life: string): Promise<void> {
  await database.pool.query(
    `WITH asked AS (
       UPDATE outbox SET started_at = NULL WHERE life_id = $1 AND started_at IS NOT NULL RETURNING 1)
     SELECT pg_notify('ordo', $1) FROM asked`,
    [life],
  );
}

export async function markStarted(database: Database, life: string): Promise<void> {
  await database.pool.query({
    name: 'relay-started',
    text: 'UPDATE outbox SET started_at = $2 WHERE life_id = $1 AND started_at IS NULL',
    values: [life, database.wall()],
  });
}

/** A life that was announced: whether it must be started, and whether it has facts nobody has read. */
export interface AnnouncedLife extends LifeToServe {
  readonly isToStart: boolean;
  readonly hasNews: boolean;
}

export async function announcedLife(
  database: Database,
  life: string,
): Promise<AnnouncedLife | null> {
  const found = await database.pool.query<AnnouncedLife>({
    name: 'relay-announced',
    text: `SELECT ${COLUMNS},
             EXISTS (SELECT 1 FROM outbox o WHERE o.life_id = l.id AND o.started_at IS NULL) AS "isToStart",
             EXISTS (SELECT 1 FROM inbox i WHERE i.life_id = l.id AND NOT i.read) AS "hasNews"
           FROM life l WHERE l.id = $1`,
    values: [life],
  });
  return found.rows[0] ?? null;
}

/**
 * Lives that should have moved by themselves and did not: facts unread, a deadline passed, an effect
 * not begun for long. Each is taken once and the pause before it is taken again doubles up to an hour.
 */
export async function takeOverdue(
  database: Database,
  patience: {
    readonly unreadSeconds: number;
    readonly lateSeconds: number;
    readonly unbegunSeconds: number;
  },
): Promise<readonly LifeToServe[]> {
  const taken = await database.pool.query<LifeToServe>({
    name: 'relay-overdue',
    text: `WITH late AS (
        SELECT life_id AS id FROM inbox WHERE NOT read AND kept_at < now() - make_interval(secs => $1)
        UNION SELECT life_id FROM outside_intent
          WHERE state = 'wanted' AND kept_at < now() - make_interval(secs => $2)
        UNION SELECT id FROM life WHERE deadline IS NOT NULL
          AND deadline + make_interval(secs => $3) < $4::timestamptz + make_interval(secs => clock_offset / 1000.0)),
      due AS (
        SELECT l.id FROM life l JOIN late ON late.id = l.id
        WHERE l.poked_at IS NULL
          OR l.poked_at + make_interval(secs => least(3600, 5 * power(2, least(l.pokes, 10)))) < now()
        ORDER BY l.id LIMIT 200 FOR UPDATE OF l SKIP LOCKED)
      UPDATE life l SET pokes = l.pokes + 1, poked_at = now() FROM due WHERE l.id = due.id
      RETURNING ${COLUMNS}`,
    values: [
      patience.unreadSeconds,
      patience.unbegunSeconds,
      patience.lateSeconds,
      database.wall(),
    ],
  });
  return taken.rows;
}

/** Whether a closed life still has an effect outside that nobody has begun. */
export async function hasUnbegunEffects(database: Database, life: string): Promise<boolean> {
  const found = await database.pool.query(
    `SELECT 1 FROM outside_intent WHERE life_id = $1 AND state = 'wanted' LIMIT 1`,
    [life],
  );
  return found.rows.length > 0;
}
