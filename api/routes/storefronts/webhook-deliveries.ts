/**
 * What storefronts were told and what could not be told, and telling it again.
 */
import { z } from 'zod';
import { listDeliveries, sendAgain } from '../../../database/webhooks/deliveries';
import type { ListedDelivery } from '../../../database/webhooks/deliveries';
import { problem } from '../../problems/problems';
import { pageOf, pageQuery, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import type { KeyCall } from '../../request/route';
import { idField, idParams, shopField } from '../../schemas/fields';
import {
  deliveryOut,
  deliveryPage,
  deliveryState,
  redeliveredOut,
  redeliveryBody,
} from '../../schemas/webhook-endpoints';
import { ok } from '../answers';
import { oneShop } from '../shop/shops';
import { findEndpoint } from './webhook-endpoints';

const tag = 'Storefronts';

const ofShop = z.strictObject({ shop: shopField.optional() });

type Said = Pick<KeyCall<{ readonly id: string }, unknown, unknown>, 'deps' | 'caller' | 'params'>;

/** The endpoint named in the address, in the words of the queries; 404 where the shop has none such. */
async function named({ deps, caller, params }: Said, chosen: string | undefined) {
  const shop = oneShop(caller, chosen);
  const { id: endpoint } = await findEndpoint(deps, { shop, id: params.id });
  return { shop, endpoint };
}

function deliveryView({ place: _place, body, ...delivery }: ListedDelivery) {
  return { ...delivery, body: JSON.parse(body) as object };
}

const list = keyRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}/deliveries',
  operation: 'listWebhookDeliveries',
  summary: 'List what was told or is to be told, the newest first',
  tag,
  params: idParams,
  query: ofShop.extend({
    ...pageQuery,
    state: deliveryState.optional(),
    orderId: idField.optional(),
  }),
  answers: ok('Deliveries that fit', deliveryPage),
  handle: async (call) => {
    const { deps, query } = call;
    const found = await listDeliveries(deps.database, {
      ...(await named(call, query.shop)),
      id: null,
      state: query.state ?? null,
      orderId: query.orderId ?? null,
      before: readCursor(query.cursor, z.int().min(0)),
      limit: query.limit + 1,
    });
    const body = pageOf(found, {
      limit: query.limit,
      place: ({ place }) => place,
      show: deliveryView,
    });
    return { status: 200, body };
  },
});

const again = keyRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/deliveries/{deliveryId}/redelivery',
  operation: 'redeliverWebhook',
  summary: 'Tell one event again, whatever became of it',
  tag,
  idempotency: 'accepted',
  params: z.strictObject({ id: idField, deliveryId: idField }),
  query: ofShop,
  answers: { 202: { description: 'The delivery, to be sent', schema: deliveryOut } },
  handle: async (call) => {
    const { deps, query, params } = call;
    const endpoint = await named(call, query.shop);
    const { deliveryId: id } = params;
    await sendAgain(deps.database, endpoint, { id });
    const one = { ...endpoint, id, state: null, orderId: null, before: null, limit: 1 };
    const [found] = await listDeliveries(deps.database, one);
    if (!found) throw problem('not-found');
    return { status: 202, body: deliveryView(found) };
  },
});

const range = keyRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/redelivery',
  operation: 'redeliverWebhooks',
  summary: 'Tell everything again that happened from one moment up to another',
  tag,
  idempotency: 'accepted',
  params: idParams,
  query: ofShop,
  body: { type: 'json', schema: redeliveryBody },
  answers: { 202: { description: 'How many are to be sent', schema: redeliveredOut } },
  handle: async (call) => {
    const { from, to, state = null } = call.body;
    const endpoint = await named(call, call.query.shop);
    const deliveries = await sendAgain(call.deps.database, endpoint, { from, to, state });
    return { status: 202, body: { deliveries } };
  },
});

export const webhookDeliveryRoutes = [list, again, range];
