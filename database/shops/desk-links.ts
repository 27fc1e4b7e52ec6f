/**
 * The mark in a party's link to its list of work: renewed, and every older link leads nowhere. What the list shows
 * is read elsewhere.
 */
import type { Database } from '../database';

interface OfParty {
  readonly shop: string;
  readonly party: string;
}

/** The mark its links bear now; null where the shop has no such party. */
export async function deskMark(
  database: Database,
  { shop, party }: OfParty,
): Promise<string | null> {
  const found = await database.pool.query<{ mark: string }>({
    name: 'desk-mark',
    text: 'SELECT link_mark AS mark FROM party WHERE shop_id = $1 AND id = $2',
    values: [shop, party],
  });
  return found.rows[0]?.mark ?? null;
}

/** Another mark, so that no link made before works any more; null where the shop has no such party. */
export async function renewDeskMark(
  database: Database,
  { shop, party }: OfParty,
): Promise<string | null> {
  const renewed = await database.pool.query<{ mark: string }>(
    `UPDATE party SET link_mark = gen_random_uuid()::text WHERE shop_id = $1 AND id = $2
     RETURNING link_mark AS mark`,
    [shop, party],
  );
  return renewed.rows[0]?.mark ?? null;
}
