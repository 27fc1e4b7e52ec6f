/**
 * The clock of a life: the wall clock plus the life's own offset, which the time machine and the
 * life's own events move forward. No rule reads any other clock.
 */
import type { Instant } from '../domain/calendar/instant';
import { epoch, instantOf } from '../domain/calendar/instant';
import type { Database } from './database';

/** The life's present moment for a moment of the wall clock; a life unknown has no offset. */
export async function nowOf(database: Database, lifeId: string, wall: Instant): Promise<Instant> {
  const found = await database.pool.query<{ clock_offset: number }>({
    name: 'clock-now',
    text: 'SELECT clock_offset FROM life WHERE id = $1',
    values: [lifeId],
  });
  return instantOf(epoch(wall) + (found.rows[0]?.clock_offset ?? 0));
}

/** Sees to it that the life's clock stands at the moment or after it. */
export async function setClockAtLeast(
  database: Database,
  lifeId: string,
  moment: { readonly wall: Instant; readonly instant: Instant },
): Promise<void> {
  const offset = epoch(moment.instant) - epoch(moment.wall);
  await database.pool.query(
    'UPDATE life SET clock_offset = greatest(clock_offset, $2) WHERE id = $1',
    [lifeId, offset],
  );
}
