/**
 * What couriers wrote with a wish, for the dispatcher who decides about it. Erased words are not among them.
 */
import type { Database } from '../../database';

export interface AskedSince {
  readonly orderId: string;
  readonly parcelId: string;
  readonly wish: string;
  /** What was written with an earlier wish of the same kind has been decided. */
  readonly since: string;
}

/** Texts written with the wish, in the order in which they were sent. */
export async function courierNotesOf(
  database: Database,
  { orderId, parcelId, wish, since }: AskedSince,
): Promise<readonly string[]> {
  const found = await database.pool.query<{ text: string }>({
    name: 'courier-notes',
    text: `SELECT p.body ->> 'text' AS text FROM journal j JOIN personal p ON p.id = j.data ->> 'noteId'
      WHERE j.life_id = $1 AND j.type = 'CourierAsked' AND j.data ->> 'parcelId' = $2
        AND j.data ->> 'wish' = $3 AND j.at >= $4 ORDER BY j.seq`,
    values: [orderId, parcelId, wish, since],
  });
  return found.rows.map(({ text }) => text);
}
