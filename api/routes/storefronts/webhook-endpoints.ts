/**
 * Where the storefronts of a shop hear of its orders. A secret is shown once, to whoever made it.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { sealText } from '../../../config/sealing';
import {
  addSecret,
  listEndpoints,
  removeEndpoint,
  storeEndpoint,
} from '../../../database/webhooks/endpoints';
import type { WebhookEndpoint } from '../../../database/webhooks/endpoints';
import { liveSecrets } from '../../../domain/webhooks/webhook-secret';
import type { WebhookSecret } from '../../../domain/webhooks/webhook-secret';
import type { Instant } from '../../../domain/calendar/instant';
import type { Dependencies } from '../../dependencies';
import { invalid, problem } from '../../problems/problems';
import { pageOf, pageQuery, placeByNumber, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import { idParams, shopField } from '../../schemas/fields';
import {
  newSecretOut,
  webhookEndpointBody,
  webhookEndpointOut,
  webhookEndpointPage,
} from '../../schemas/webhook-endpoints';
import { ok } from '../answers';
import { chosenShops, oneShop } from '../shop/shops';

const tag = 'Storefronts';

const ofShop = z.strictObject({ shop: shopField.optional() });

/** The endpoint of the shop with this id; 404 where there is none. */
export async function findEndpoint(
  { database }: Pick<Dependencies, 'database'>,
  { shop, id }: { readonly shop: string; readonly id: string },
): Promise<WebhookEndpoint> {
  const [found] = await listEndpoints(database, { shops: [shop], id });
  if (!found) throw problem('not-found');
  return found;
}

function endpointView(endpoint: WebhookEndpoint, now: Instant) {
  const { id, shop, url, events, createdAt, waiting, dead } = endpoint;
  const secrets = liveSecrets(endpoint.secrets, now).map(shownSecret);
  return { id, shop, url, events, createdAt, secrets, deliveries: { waiting, dead } };
}

function shownSecret({ id, createdAt, until }: WebhookSecret) {
  return { id, createdAt, until };
}

/** A new secret as it is shown this once, and as it is kept. */
function freshSecret({ environment, now }: Dependencies): {
  readonly secret: string;
  readonly kept: WebhookSecret;
} {
  const id = `whs_${randomBytes(9).toString('hex')}`;
  const secret = `whsec_${randomBytes(32).toString('base64url')}`;
  const sealed = sealText(secret, environment.codec);
  return { secret, kept: { id, secret: sealed, createdAt: now(), until: null } };
}

const list = keyRoute({
  method: 'get',
  path: '/v1/webhook-endpoints',
  operation: 'listWebhookEndpoints',
  summary: 'List where storefronts hear of orders',
  tag,
  query: ofShop.extend(pageQuery),
  answers: ok('Endpoints by shop and id', webhookEndpointPage),
  handle: async ({ deps, caller, query }) => {
    const shops = chosenShops(caller, query.shop);
    const after = readCursor(query.cursor, placeByNumber) ?? 0;
    const found = await listEndpoints(deps.database, { shops, id: null });
    const numbered = found.map((endpoint, index) => ({ endpoint, number: index + 1 }));
    const body = pageOf(numbered.slice(after), {
      limit: query.limit,
      place: (one) => one.number,
      show: (one) => endpointView(one.endpoint, deps.now()),
    });
    return { status: 200, body };
  },
});

const read = keyRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}',
  operation: 'readWebhookEndpoint',
  summary: 'Read one endpoint, and how much is still to be told there',
  tag,
  params: idParams,
  query: ofShop,
  answers: ok('The endpoint', webhookEndpointOut),
  handle: async ({ deps, caller, params: { id }, query }) => {
    const found = await findEndpoint(deps, { shop: oneShop(caller, query.shop), id });
    return { status: 200, body: endpointView(found, deps.now()) };
  },
});

const store = keyRoute({
  method: 'put',
  path: '/v1/webhook-endpoints/{id}',
  operation: 'storeWebhookEndpoint',
  summary: 'Make an endpoint, or change where and what it hears; what happened before is not told',
  tag,
  params: idParams,
  query: ofShop,
  body: { type: 'json', schema: webhookEndpointBody },
  answers: {
    ...ok('The endpoint, changed', webhookEndpointOut),
    201: { description: 'The endpoint, with its secret', schema: webhookEndpointOut },
  },
  handle: async ({ deps, caller, params: { id }, query, body }) => {
    const shop = oneShop(caller, query.shop);
    const isPlain = new URL(body.url).protocol === 'http:';
    if (isPlain && deps.environment.profile === 'production') {
      throw invalid([{ pointer: '/url', detail: 'must be https' }]);
    }
    const { secret, kept } = freshSecret(deps);
    const { isNew } = await storeEndpoint(deps.database, { ...body, shop, id, secret: kept });
    const shown = endpointView(await findEndpoint(deps, { shop, id }), deps.now());
    return isNew ? { status: 201, body: { ...shown, secret } } : { status: 200, body: shown };
  },
});

const remove = keyRoute({
  method: 'delete',
  path: '/v1/webhook-endpoints/{id}',
  operation: 'removeWebhookEndpoint',
  summary: 'Remove an endpoint with what was still to be told there',
  tag,
  params: idParams,
  query: ofShop,
  answers: { 204: { description: 'It is gone' } },
  handle: async ({ deps, caller, params: { id }, query }) => {
    const shop = oneShop(caller, query.shop);
    if (!(await removeEndpoint(deps.database, { shop, id }))) throw problem('not-found');
    return { status: 204 };
  },
});

const rotate = keyRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/secrets',
  operation: 'rotateWebhookSecret',
  summary: 'Make a new secret; the one before it signs for a day more',
  tag,
  idempotency: 'required',
  params: idParams,
  query: ofShop,
  answers: { 201: { description: 'The new secret', schema: newSecretOut } },
  handle: async ({ deps, caller, params: { id }, query, keepWithin }) => {
    const shop = oneShop(caller, query.shop);
    const { secret, kept } = freshSecret(deps);
    if (!(await addSecret(deps.database, { shop, id }, kept))) throw problem('not-found');
    const made = { ...shownSecret(kept), secret };
    // Kept for a repeated request is everything but the secret.
    const repeated = { ...made, secret: 'shown once' };
    await keepWithin(deps.database.pool, { status: 201, headers: {}, body: repeated });
    return { status: 201, body: made };
  },
});

export const webhookEndpointRoutes = [list, read, store, remove, rotate];
