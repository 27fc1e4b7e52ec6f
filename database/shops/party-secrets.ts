/**
 * Secrets shared with parties, sealed by whoever stores them. While one takes over from another both live:
 * the older one ends by itself.
 */
import type { Database } from '../database';
import { inTransaction } from '../database';

export interface PartySecret {
  readonly id: string;
  readonly sealed: string;
  readonly createdAt: string;
  /** When it stops working; null for the newest. */
  readonly endsAt: string | null;
}

interface OfParty {
  readonly shop: string;
  readonly party: string;
}

/** The secrets of a party that live at a moment of the wall clock, the newest first. */
export async function liveSecrets(
  database: Database,
  { shop, party }: OfParty,
  now: string,
): Promise<readonly PartySecret[]> {
  const found = await database.pool.query<PartySecret>({
    name: 'party-secrets',
    text: `SELECT id, sealed, created_at AS "createdAt", ends_at AS "endsAt" FROM party_secret
           WHERE shop_id = $1 AND party = $2 AND (ends_at IS NULL OR ends_at > $3)
           ORDER BY created_at DESC, id DESC`,
    values: [shop, party, now],
  });
  return found.rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    endsAt: row.endsAt === null ? null : new Date(row.endsAt).toISOString(),
  }));
}

export interface NewSecret extends OfParty {
  readonly id: string;
  readonly sealed: string;
  readonly createdAt: string;
  /** When the one before it stops working; any older one stops at once. */
  readonly olderEndsAt: string;
}

/** Stores a new secret; false where the shop has no such party. */
export async function addSecret(database: Database, secret: NewSecret): Promise<boolean> {
  const { shop, party, id, sealed, createdAt, olderEndsAt } = secret;
  return inTransaction(database, async (client) => {
    const known = await client.query(
      'SELECT 1 FROM party WHERE shop_id = $1 AND id = $2 FOR UPDATE',
      [shop, party],
    );
    if (known.rowCount !== 1) return false;
    await client.query(
      `UPDATE party_secret SET ends_at = CASE WHEN ends_at IS NULL THEN $3::timestamptz ELSE $4::timestamptz END
       WHERE shop_id = $1 AND party = $2 AND (ends_at IS NULL OR ends_at > $4)`,
      [shop, party, olderEndsAt, createdAt],
    );
    await client.query(
      `INSERT INTO party_secret (id, shop_id, party, sealed, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, shop, party, sealed, createdAt],
    );
    return true;
  });
}

/** Ends a secret now; false where the shop's party has none of this id that lives. */
export async function endSecret(
  database: Database,
  { shop, party, id, at }: OfParty & { readonly id: string; readonly at: string },
): Promise<boolean> {
  const ended = await database.pool.query(
    `UPDATE party_secret SET ends_at = $4
     WHERE shop_id = $1 AND party = $2 AND id = $3 AND (ends_at IS NULL OR ends_at > $4)`,
    [shop, party, id, at],
  );
  return ended.rowCount === 1;
}
