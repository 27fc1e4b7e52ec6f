/**
 * The customer's own words about an order: the comment it came with and the wishes taken down since. What people
 * of the shop noted for themselves is not among them, nor what was written beside a refund or a carrier's report.
 */
import type { Pool, PoolClient } from 'pg';

/** More than a few say nothing at a door; whoever has the link may write on and on. */
const LAST = 20;

/** Texts of the last wishes in the order in which they were said. */
export async function wishNotesOf(
  client: Pool | PoolClient,
  orderId: string,
): Promise<readonly string[]> {
  const found = await client.query<{ text: string }>({
    name: 'wish-notes',
    text: `SELECT p.body ->> 'text' AS text FROM journal j JOIN personal p ON p.id = j.data ->> 'noteId'
      WHERE j.life_id = $1 AND j.type IN ('OrderPlaced', 'NoteTaken')
        AND NOT EXISTS (SELECT 1 FROM journal b WHERE b.life_id = j.life_id AND b.cause = j.cause
          AND b.type IN ('RefundAsked', 'ParcelReported'))
      ORDER BY j.seq DESC LIMIT ${String(LAST)}`,
    values: [orderId],
  });
  return found.rows.map(({ text }) => text).reverse();
}
