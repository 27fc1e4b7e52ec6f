/**
 * The customer's own words about an order: the comment it came with and the wishes taken down since. What people
 * of the shop noted for themselves is not among them.
 */
import type { Database } from '../database';

/** Texts of the wishes in the order in which they were said. */
export async function wishNotesOf(database: Database, orderId: string): Promise<readonly string[]> {
  const found = await database.pool.query<{ text: string }>({
    name: 'wish-notes',
    text: `SELECT p.body ->> 'text' AS text FROM journal j JOIN personal p ON p.id = j.data ->> 'noteId'
      WHERE j.life_id = $1 AND j.type IN ('OrderPlaced', 'NoteTaken') ORDER BY j.seq`,
    values: [orderId],
  });
  return found.rows.map(({ text }) => text);
}
