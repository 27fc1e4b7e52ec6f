/**
 * Locks a life for the length of a transaction, with the terms it lives by.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { Input } from '../../domain/life/life';
import { RULES_NUMBER } from '../../domain/life/rules-number';
import type { Order } from '../../domain/order/order';
import type { Terms } from '../../domain/policy/policy';
import { termsOf } from '../shops/terms';

export interface CommitRequest {
  readonly lifeId: string;
  readonly inputs: readonly Input[];
  /** When the caller looks: the workflow's clock, or the life's clock where none runs. */
  readonly now: Instant;
  /** The wall clock now, so that the life's own clock can be kept to it. */
  readonly wall: Instant;
}

/** A release must not touch what a newer one has written: tried again until the newer one takes it. */
export class WrittenByNewerRelease extends Error {
  override readonly name = 'WrittenByNewerRelease';
}

interface LifeRow {
  readonly state: Order;
  readonly seq: number;
  readonly rules: number;
  readonly shop_id: string;
  readonly policy_version: number;
  readonly terms_version: number;
  readonly clock_offset: number;
  readonly trouble: string | null;
}

/** A life locked for this transaction, with the terms it lives by; null where there is none yet. */
export interface Locked extends LifeRow {
  readonly terms: Terms;
}

export async function lockLife(client: PoolClient, lifeId: string): Promise<Locked | null> {
  const found = await client.query<LifeRow>({
    name: 'life-lock',
    text: `SELECT l.state, l.seq, l.rules, l.shop_id, l.policy_version, l.clock_offset, l.trouble,
             (SELECT terms_version FROM shop WHERE id = l.shop_id) AS terms_version
           FROM life l WHERE l.id = $1 FOR UPDATE`,
    values: [lifeId],
  });
  const row = found.rows[0];
  if (!row) return null;
  if (row.rules > RULES_NUMBER) {
    throw new WrittenByNewerRelease(`rules ${String(row.rules)} are newer than mine`);
  }
  const { shop_id: shop, policy_version: policyVersion, terms_version: termsVersion } = row;
  return { ...row, terms: await termsOf(client, { shop, policyVersion, termsVersion }) };
}
