/**
 * The parties of a shop. A change moves the shop's terms, so that running orders see it at their next step.
 */
import type { Party } from '../../domain/parties/party';
import type { Database } from '../database';
import { inTransaction } from '../database';
import { bumpTerms } from './terms';

export interface ShopParty extends Party {
  readonly shop: string;
}

/** Parties of the shops, by shop and id. */
export async function listParties(
  database: Database,
  shops: readonly string[],
): Promise<readonly ShopParty[]> {
  const found = await database.prisma.party.findMany({
    where: { shopId: { in: [...shops] } },
    orderBy: [{ shopId: 'asc' }, { id: 'asc' }],
  });
  return found.map(({ shopId: shop, id, kind, body }) => {
    const kept = body as unknown as Omit<Party, 'id' | 'kind'>;
    return { ...kept, shop, id, kind: kind as Party['kind'] };
  });
}

/** Stores a party whole, in the place of what was there. */
export async function storeParty(database: Database, shop: string, party: Party): Promise<void> {
  const { id, kind, ...body } = party;
  await inTransaction(database, async (client) => {
    await client.query(
      `INSERT INTO party (shop_id, id, kind, body) VALUES ($1, $2, $3, $4)
       ON CONFLICT (shop_id, id) DO UPDATE SET kind = excluded.kind, body = excluded.body`,
      [shop, id, kind, JSON.stringify(body)],
    );
    await bumpTerms(client, shop);
  });
}
