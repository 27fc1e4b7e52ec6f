/**
 * Keys of the API: who a key belongs to. Only hashes are stored and compared here, never keys.
 */
import type { Role } from '../../domain/tasks/task';
import type { Database } from '../database';

export interface KeyHolder {
  readonly id: string;
  readonly role: Role;
  readonly shops: readonly string[];
}

/** Who works for the shop under this id of a key, or null. */
export async function colleagueById(
  database: Database,
  wanted: { readonly id: string; readonly shop: string },
): Promise<KeyHolder | null> {
  const { id, shop } = wanted;
  const found = await database.prisma.apiKey.findFirst({
    where: { id, shops: { has: shop }, revokedAt: null },
  });
  return found && { id: found.id, role: found.role as Role, shops: found.shops };
}

/** Whoever holds the key with this SHA-256 in hexadecimal, or null where it is unknown or revoked. */
export async function holderOfKey(database: Database, hash: string): Promise<KeyHolder | null> {
  const found = await database.prisma.apiKey.findUnique({ where: { hash } });
  if (!found || found.revokedAt !== null) return null;
  return { id: found.id, role: found.role as Role, shops: found.shops };
}
