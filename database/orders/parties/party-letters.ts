/**
 * What an activity needs to tell a party: the order as it is and, for who brings it, the customer's own data.
 * Where a party's message and personal data meet; nothing of it leaves the activity but to the party.
 */
import type { Order } from '../../../domain/order/order';
import type { Terms } from '../../../domain/policy/policy';
import type { Database } from '../../database';
import { onConnection } from '../../database';
import { termsOf } from '../../shops/terms';
import type { PersonalData } from '../personal';
import { personalOf } from '../personal';
import { wishNotesOf } from '../wish-notes';

export interface PartyLetter {
  readonly order: Order;
  readonly terms: Terms;
  readonly personal: ReadonlyMap<string, PersonalData>;
  /** What the customer said of the order, read whenever it is told. */
  readonly notes: readonly string[];
}

/** The order of a life and all that is said of it to parties; throws where there is none. */
export async function partyLetterFor(database: Database, life: string): Promise<PartyLetter> {
  return onConnection(database, async (client) => {
    const found = await client.query<{
      readonly state: Order;
      readonly policy_version: number;
      readonly terms_version: number;
    }>({
      name: 'party-letter',
      text: `SELECT l.state, l.policy_version, s.terms_version
             FROM life l JOIN shop s ON s.id = l.shop_id WHERE l.id = $1`,
      values: [life],
    });
    const row = found.rows[0];
    if (!row) throw new Error(`there is no life ${life}`);
    const { state: order, policy_version: policyVersion, terms_version: termsVersion } = row;
    const terms = await termsOf(client, { shop: order.shop, policyVersion, termsVersion });
    const personal = await personalOf(client, life);
    return { order, terms, personal, notes: await wishNotesOf(client, life) };
  });
}
