/**
 * Shops and their keys, as an operator makes them: a shop with its first policy, keys by their hash alone.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { Policy } from '../../domain/policy/policy';
import type { Role } from '../../domain/tasks/task';
import type { Database } from '../database';
import { inTransaction } from '../database';

/** Makes a shop with the first version of its policy; false where there is one of that id. */
export async function makeShop(
  database: Database,
  shop: { readonly id: string; readonly policy: Policy },
): Promise<boolean> {
  const { id, policy } = shop;
  return inTransaction(database, async (client) => {
    const made = await client.query(
      'INSERT INTO shop (id, title) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [...[id, policy.title]],
    );
    if (made.rowCount !== 1) return false;
    await client.query('INSERT INTO policy (shop_id, version, body) VALUES ($1, 1, $2)', [
      ...[id, JSON.stringify(policy)],
    ]);
    return true;
  });
}

export interface NewKey {
  readonly id: string;
  /** SHA-256 in hexadecimal; the key itself is stored nowhere. */
  readonly hash: string;
  readonly role: Role;
  readonly shops: readonly string[];
  readonly title: string;
}

/** Ids among these of which there is no shop. */
export async function unknownShops(
  database: Database,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found = await database.prisma.shop.findMany({ where: { id: { in: [...ids] } } });
  return ids.filter((id) => !found.some((shop) => shop.id === id));
}

export async function addKey(database: Database, key: NewKey): Promise<void> {
  await database.prisma.apiKey.create({ data: { ...key, shops: [...key.shops] } });
}

/** Makes a key worthless from now on; false where there is none with this id or it was revoked before. */
export async function revokeKey(database: Database, id: string, at: Instant): Promise<boolean> {
  const where = { id, revokedAt: null };
  const { count } = await database.prisma.apiKey.updateMany({ where, data: { revokedAt: at } });
  return count === 1;
}

export interface ListedKey {
  readonly id: string;
  readonly role: string;
  readonly shops: readonly string[];
  readonly title: string;
  readonly isRevoked: boolean;
}

/** Keys of a shop, by role; of all shops where none is named. */
export async function listKeys(
  database: Database,
  shop: string | null,
): Promise<readonly ListedKey[]> {
  const found = await database.prisma.apiKey.findMany({
    where: shop === null ? {} : { shops: { has: shop } },
    orderBy: [{ role: 'asc' }, { createdAt: 'asc' }],
  });
  return found.map(({ id, role, shops, title, revokedAt }) => ({
    ...{ id, role, shops, title },
    isRevoked: revokedAt !== null,
  }));
}
