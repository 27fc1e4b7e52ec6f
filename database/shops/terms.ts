/**
 * The terms of a shop (policy of a version, parties as they are now), cached until the shop says
 * that they have changed.
 */
import type { Pool, PoolClient } from 'pg';
import type { Party } from '../../domain/parties/party';
import type { Policy, Terms } from '../../domain/policy/policy';

const cache = new Map<string, Terms>();
const MOST = 500;

export interface TermsKey {
  readonly shop: string;
  readonly policyVersion: number;
  readonly termsVersion: number;
}

/** Terms by shop, policy version and the shop's counter of changes. */
export async function termsOf(client: Pool | PoolClient, key: TermsKey): Promise<Terms> {
  const name = `${key.shop}/${String(key.policyVersion)}/${String(key.termsVersion)}`;
  const known = cache.get(name);
  if (known) return known;
  const policy = await client.query<{ body: Policy }>(
    'SELECT body FROM policy WHERE shop_id = $1 AND version = $2',
    [key.shop, key.policyVersion],
  );
  const parties = await client.query<{ id: string; kind: Party['kind']; body: Omit<Party, 'id'> }>(
    'SELECT id, kind, body FROM party WHERE shop_id = $1 ORDER BY id',
    [key.shop],
  );
  const body = policy.rows[0]?.body;
  if (!body) throw new Error(`shop ${key.shop} has no policy ${String(key.policyVersion)}`);
  const terms: Terms = {
    policy: body,
    parties: parties.rows.map((row) => ({ ...row.body, id: row.id, kind: row.kind })),
  };
  if (cache.size >= MOST) cache.clear();
  cache.set(name, terms);
  return terms;
}

/** To be called in the transaction that changes a party of the shop. */
export async function bumpTerms(client: PoolClient, shop: string): Promise<void> {
  await client.query('UPDATE shop SET terms_version = terms_version + 1 WHERE id = $1', [shop]);
}
