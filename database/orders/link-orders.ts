/**
 * The order behind a signed link: whoever holds the link may see it, whatever the shop.
 */
import type { Database } from '../database';
import { orderById } from './orders';
import type { FoundOrder } from './orders';

/** The order with this id, or null; only for ids that came out of a link of ours. */
export async function orderOfLink(database: Database, id: string): Promise<FoundOrder | null> {
  const where = { id };
  const life = await database.prisma.life.findUnique({ where, select: { shopId: true } });
  return life ? orderById(database.pool, { id, shops: [life.shopId] }) : null;
}
