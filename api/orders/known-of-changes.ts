/**
 * Reads what the rules have to know of changes beside the order: where they lead to and of what kind the goods are
 * that they name. Judges nothing.
 */
import type { Database } from '../../database/database';
import { goodsKinds } from '../../database/stock/products';
import type { RequestedChange } from '../schemas/changes';
import type { Before } from './personal-parts';
import { wheresOf } from './place-at';

/** What is known of the places and the goods that changes of an order name. */
export async function knownOf(
  database: Database,
  about: Parameters<typeof wheresOf>[1],
  changes: readonly RequestedChange[],
): Promise<Pick<Before, 'wheres' | 'kinds'>> {
  const skus = changes.flatMap((one) => ('line' in one ? [one.line.sku] : []));
  const [wheres, kinds] = await Promise.all([
    wheresOf(database, about, changes),
    skus.length > 0 ? goodsKinds(database, about.order.shop, skus) : new Map(),
  ]);
  return { wheres, kinds };
}
