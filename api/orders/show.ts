/**
 * Reads what an order's answer needs beside its state, and makes the answer.
 */
import { alternativesFor } from '../../database/stock/alternatives';
import { refusedInstructions } from '../../database/orders/parties/instructions';
import { personalOf } from '../../database/orders/personal';
import { termsNow } from '../../database/shops/policies';
import type { FoundOrder } from '../../database/orders/orders';
import { shortLines } from '../../domain/order/goods/short-lines';
import type { Dependencies } from '../dependencies';
import { etag } from '../request/conditional';
import type { Reply } from '../request/route';
import { orderView } from '../views/order-view';
import type { Shown } from '../views/order-view';

/** The order with its terms and the people's data. */
export async function toShow(
  { database }: Pick<Dependencies, 'database'>,
  found: FoundOrder,
): Promise<Shown> {
  const { order, policyVersion } = found;
  const [terms, personal] = await Promise.all([
    termsNow(database, { shop: order.shop, policyVersion }),
    personalOf(database.pool, order.id),
  ]);
  return { found, terms, personal };
}

/** 200 with the order as it is, and its version. */
export async function showOrder(
  deps: Pick<Dependencies, 'database'>,
  found: FoundOrder,
): Promise<Reply> {
  const { order } = found;
  const skus = shortLines(order).map((line) => line.sku);
  const alternatives = await alternativesFor(deps.database.pool, order.shop, skus);
  const refused = await refusedInstructions(deps.database, order.id);
  const body = orderView({ ...(await toShow(deps, found)), alternatives, refused });
  return { status: 200, headers: { ETag: etag(body.version) }, body };
}
