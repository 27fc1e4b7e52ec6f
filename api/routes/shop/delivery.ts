/**
 * Ways of delivery for a place and some goods, and the pickup points of a shop.
 */
import { z } from 'zod';
import { listParties } from '../../../database/shops/parties';
import {
  listPickupPoints,
  pickupPointById,
  storePickupPoint,
} from '../../../database/shops/pickup-points';
import { presentPolicy } from '../../../database/shops/policies';
import { countryOf } from '../../../domain/policy/shop-country';
import { optionsFor } from '../../orders/delivery-options';
import { placeAt } from '../../orders/place-at';
import { invalid, problem } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { pageOf, pageQuery, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import {
  deliveryOptionsBody,
  deliveryOptionsOut,
  pickupPointBody,
  pickupPointOut,
  pickupPointPage,
} from '../../schemas/delivery';
import { idField, idParams, shopField } from '../../schemas/fields';
import { optionView } from '../../views/delivery-option-view';
import { ok } from '../answers';
import { oneShop } from './shops';

const tag = 'Delivery';

const shopQuery = z.strictObject({ shop: shopField.optional() });

const options = keyRoute({
  method: 'post',
  path: '/v1/delivery-options',
  operation: 'findDeliveryOptions',
  summary:
    'Find the ways of delivery for a place and some goods, each with price, term and “free” said',
  tag,
  idempotency: 'accepted',
  body: { type: 'json', schema: deliveryOptionsBody },
  answers: ok('The ways, by the order of the policy', deliveryOptionsOut),
  handle: async ({ deps, caller, body }) => {
    const shop = oneShop(caller, body.shop);
    const found = await presentPolicy(deps.database, shop);
    if (!found) throw problem('not-found');
    const { currency } = found.policy;
    const strange = body.lines.findIndex(({ price }) => price && price.currency !== currency);
    if (strange >= 0) {
      const pointer = `/lines/${String(strange)}/price/currency`;
      throw refused({ refusal: 'other_currency', pointer });
    }
    const sum = body.lines.reduce(
      (total, { price, quantity }) => total + (price?.amount ?? 0) * quantity,
      0,
    );
    const parties = await listParties(deps.database, [shop]);
    const shown = await optionsFor(deps.database, {
      shop,
      terms: { policy: found.policy, parties },
      place: placeAt(body.address, found.policy),
      goods: { sum, skus: body.lines.map(({ sku }) => sku) },
      at: deps.now(),
    });
    return { status: 200, body: shown.map((option) => optionView(option, currency)) };
  },
});

const list = keyRoute({
  method: 'get',
  path: '/v1/pickup-points',
  operation: 'listPickupPoints',
  summary: 'List the pickup points of a shop',
  tag,
  query: z.strictObject({ ...pageQuery, shop: shopField.optional() }),
  answers: ok('Points by id', pickupPointPage),
  handle: async ({ deps, caller, query }) => {
    const shop = oneShop(caller, query.shop);
    const after = readCursor(query.cursor, idField);
    const { limit } = query;
    const found = await listPickupPoints(deps.database, { shop, after, limit: limit + 1 });
    const body = pageOf(found, { limit, place: ({ id }) => id, show: (one) => one });
    return { status: 200, body };
  },
});

const read = keyRoute({
  method: 'get',
  path: '/v1/pickup-points/{id}',
  operation: 'readPickupPoint',
  summary: 'Read a pickup point',
  tag,
  params: idParams,
  query: shopQuery,
  answers: ok('The point', pickupPointOut),
  handle: async ({ deps, caller, params, query }) => {
    const shop = oneShop(caller, query.shop);
    const found = await pickupPointById(deps.database, { shop, id: params.id });
    if (!found) throw problem('not-found');
    return { status: 200, body: found };
  },
});

const store = keyRoute({
  method: 'put',
  path: '/v1/pickup-points/{id}',
  operation: 'storePickupPoint',
  summary: 'Store a pickup point, whole; one that is not active is offered to nobody',
  tag,
  params: idParams,
  query: shopQuery,
  body: { type: 'json', schema: pickupPointBody },
  answers: ok('The point', pickupPointOut),
  handle: async ({ deps, caller, params, query, body }) => {
    const shop = oneShop(caller, query.shop);
    const found = await presentPolicy(deps.database, shop);
    if (!found) throw problem('not-found');
    const parties = await listParties(deps.database, [shop]);
    if (!parties.some(({ id }) => id === body.carrier)) {
      const detail = 'names a party that the shop does not have';
      throw invalid([{ pointer: '/carrier', detail }]);
    }
    const point = {
      ...body,
      id: params.id,
      address: { country: countryOf(found.policy), ...body.address },
      location: body.location ?? body.address.location ?? null,
    };
    await storePickupPoint(deps.database, shop, point);
    return { status: 200, body: point };
  },
});

export const deliveryRoutes = [options, list, read, store];
