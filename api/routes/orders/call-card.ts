/**
 * The call card: what the manager reads out when an order is confirmed by phone.
 */
import { alternativesFor } from '../../../database/stock/alternatives';
import { nowOf } from '../../../database/clock';
import { productsBySku } from '../../../database/stock/products';
import { freeBySku } from '../../../database/stock/stock-levels';
import { shortLines } from '../../../domain/order/goods/short-lines';
import { orderTotals } from '../../../domain/order/money/totals';
import { wantedLines } from '../../../domain/order/wish';
import { findOrder } from '../../orders/act';
import { optionsFor } from '../../orders/delivery-options';
import { placeOf } from '../../orders/place-at';
import { toShow } from '../../orders/show';
import { etag } from '../../request/conditional';
import { keyRoute } from '../../request/route';
import { callCardOut } from '../../schemas/call-card';
import { idParams } from '../../schemas/fields';
import { callCardView } from '../../views/call-card/call-card-view';
import type { Shown } from '../../views/order-view';
import { okVersioned } from '../answers';

const read = keyRoute({
  method: 'get',
  path: '/v1/orders/{id}/call-card',
  operation: 'readCallCard',
  summary: 'Read what is said in the confirmation call',
  tag: 'Orders',
  params: idParams,
  answers: okVersioned('The card', callCardOut),
  handle: async (call) => {
    const { database, now } = call.deps;
    const found = await findOrder(call, call.params.id);
    const { shop, id, wish } = found.order;
    const skus = wantedLines(wish).map(({ sku }) => sku);
    const ordered = await productsBySku(database, shop, skus);
    const offered = [...ordered.values()].flatMap((one) => one.accessories);
    const short = shortLines(found.order).map(({ sku }) => sku);
    const [shown, alternatives, others, free, at] = await Promise.all([
      toShow(call.deps, found),
      alternativesFor(database.pool, shop, short),
      productsBySku(database, shop, offered),
      freeBySku(database, shop, offered),
      nowOf(database, id, now()),
    ]);
    const products = new Map([...others, ...ordered]);
    const to = { pickupPointId: wish.delivery.pickupPointId, address: addressOf(shown) };
    const { place } = await placeOf(database, { shop, policy: shown.terms.policy }, to);
    const options = await optionsFor(database, {
      shop,
      terms: shown.terms,
      place,
      goods: { sum: orderTotals(found.order).goods, skus },
      at,
    });
    const body = callCardView({ ...shown, alternatives, products, free, at, options });
    return { status: 200, headers: { ETag: etag(body.version) }, body };
  },
});

/** Where the order goes, as far as anybody has said. */
function addressOf({ found, personal }: Shown) {
  const { addressId } = found.order.wish.delivery;
  const data = addressId === null ? undefined : personal.get(addressId);
  return data?.kind === 'address' ? data.address : null;
}

export const callCardRoutes = [read];
