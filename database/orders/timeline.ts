/**
 * The journal of a life as people read it: every event, oldest first. Reads only.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { OrderEvent } from '../../domain/order/events';
import type { Database } from '../database';

export interface TimelineRow {
  readonly seq: number;
  readonly at: Instant;
  readonly event: OrderEvent;
}

interface Row {
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly by: string;
  readonly data: object;
}

/** Events after a sequence number, oldest first, at most `limit`. */
export async function timelineOf(
  database: Database,
  lifeId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly TimelineRow[]> {
  const found = await database.pool.query<Row>({
    name: 'timeline',
    text: `SELECT seq, at, type, by, data FROM journal WHERE life_id = $1 AND seq > $2
      ORDER BY seq LIMIT $3`,
    values: [lifeId, page.after, page.limit],
  });
  return found.rows.map(asTimelineRow);
}

/** Events of the given types only, oldest first. */
export async function eventsOfTypes(
  database: Database,
  lifeId: string,
  types: readonly OrderEvent['type'][],
): Promise<readonly TimelineRow[]> {
  const found = await database.pool.query<Row>({
    name: 'timeline-of-types',
    text: `SELECT seq, at, type, by, data FROM journal WHERE life_id = $1 AND type = ANY($2) ORDER BY seq`,
    values: [lifeId, types],
  });
  return found.rows.map(asTimelineRow);
}

function asTimelineRow({ seq, at, type, by, data }: Row): TimelineRow {
  return { seq, at, event: { ...data, type, by } as OrderEvent };
}
