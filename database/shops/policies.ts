/**
 * Policies of shops, one row a version: the present one, and new ones beside those that running orders keep.
 */
import type { PoolClient } from 'pg';
import type { Policy, Terms } from '../../domain/policy/policy';
import type { Database } from '../database';
import { inTransaction } from '../database';
import { bumpTerms, termsOf } from './terms';

export interface ShopPolicy {
  readonly shop: string;
  readonly version: number;
  readonly policy: Policy;
}

/** The shop's present policy, or null where there is no such shop. */
export async function presentPolicy(database: Database, shop: string): Promise<ShopPolicy | null> {
  const found = await database.pool.query<{ version: number; body: Policy }>({
    name: 'policy-present',
    text: `SELECT p.version, p.body FROM shop s
      JOIN policy p ON p.shop_id = s.id AND p.version = s.policy_version WHERE s.id = $1`,
    values: [shop],
  });
  const row = found.rows[0];
  return row ? { shop, version: row.version, policy: row.body } : null;
}

/** Makes a new version the shop's present one where `basedOn` still is; null where it no longer is. */
export async function changePolicy(
  database: Database,
  change: { readonly shop: string; readonly policy: Policy; readonly basedOn: number | null },
): Promise<ShopPolicy | null> {
  const { shop, policy, basedOn } = change;
  return inTransaction(database, async (client) => {
    const moved = await client.query<{ version: number }>(
      `UPDATE shop SET policy_version = policy_version + 1
       WHERE id = $1 AND ($2::int IS NULL OR policy_version = $2)
       RETURNING policy_version AS version`,
      [shop, basedOn],
    );
    const version = moved.rows[0]?.version;
    if (version === undefined) return null;
    await client.query(`INSERT INTO policy (shop_id, version, body) VALUES ($1, $2, $3)`, [
      ...[shop, version, JSON.stringify(policy)],
    ]);
    await bumpTerms(client, shop);
    return { shop, version, policy };
  });
}

export interface TermsWanted {
  readonly shop: string;
  readonly policyVersion: number;
}

/** The terms an order lives by: the policy it began with and the parties as they are now. */
export async function termsNow(database: Database, wanted: TermsWanted): Promise<Terms> {
  const client = await database.pool.connect();
  try {
    return await termsWithin(client, wanted);
  } finally {
    client.release();
  }
}

/** The same inside a transaction. */
export async function termsWithin(client: PoolClient, wanted: TermsWanted): Promise<Terms> {
  const found = await client.query<{ terms_version: number }>({
    name: 'terms-version',
    text: 'SELECT terms_version FROM shop WHERE id = $1',
    values: [wanted.shop],
  });
  return termsOf(client, { ...wanted, termsVersion: found.rows[0]?.terms_version ?? 1 });
}
