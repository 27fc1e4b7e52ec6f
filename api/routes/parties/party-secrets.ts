/**
 * Secrets shared with parties: made and shown once, two alive while one takes over from the other. The secret
 * itself is never shown again, not even to an administrator.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { sealText } from '../../../config/sealing';
import { addSecret, endSecret, liveSecrets } from '../../../database/shops/party-secrets';
import { plus } from '../../../domain/calendar/instant';
import type { Dependencies } from '../../dependencies';
import { problem } from '../../problems/problems';
import { keyRoute } from '../../request/route';
import { idField, idParams, shopField } from '../../schemas/fields';
import { liveSecretsOut, newSecretBody, newSecretOut } from '../../schemas/parties';
import { ok } from '../answers';
import { oneShop } from '../shop/shops';

const tag = 'Parties';
const query = z.strictObject({ shop: shopField.optional() });

/** How long the secret before the newest one goes on working. */
const TAKE_OVER = 'P7D';
const SECRET_BYTES = 32;
const ID_BYTES = 9;

async function shown(
  { database, now }: Dependencies,
  of: { readonly shop: string; readonly party: string },
) {
  const live = await liveSecrets(database, of, now());
  return live.map(({ id, createdAt, endsAt }) => ({ id, createdAt, endsAt }));
}

const make = keyRoute({
  method: 'post',
  path: '/v1/parties/{id}/secrets',
  operation: 'makePartySecret',
  summary: 'Make a new secret for a party; the one before works for seven days more',
  tag,
  params: idParams,
  query,
  body: { type: 'json', schema: newSecretBody },
  answers: { 201: { description: 'The secret, shown this once', schema: newSecretOut } },
  handle: async (call) => {
    const { deps, caller, params, body } = call;
    const shop = oneShop(caller, call.query.shop);
    const of = { shop, party: params.id };
    const id = `sec_${randomBytes(ID_BYTES).toString('hex')}`;
    const secret = body.secret ?? `whsec_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const createdAt = deps.now();
    const sealed = sealText(secret, deps.environment.codec);
    const olderEndsAt = plus(createdAt, TAKE_OVER);
    const isKnown = await addSecret(deps.database, { ...of, id, sealed, createdAt, olderEndsAt });
    if (!isKnown) throw problem('not-found');
    const made = { id, secret, live: await shown(deps, of) };
    // Kept for a repeated request is everything but the secret.
    const kept = { ...made, secret: 'shown once' };
    await call.keepWithin(deps.database.pool, { status: 201, headers: {}, body: kept });
    return { status: 201, body: made };
  },
});

const list = keyRoute({
  method: 'get',
  path: '/v1/parties/{id}/secrets',
  operation: 'listPartySecrets',
  summary: 'List the secrets of a party that work now, without showing them',
  tag,
  params: idParams,
  query,
  answers: ok('Secrets, the newest first', liveSecretsOut),
  handle: async (call) => {
    const shop = oneShop(call.caller, call.query.shop);
    const live = await shown(call.deps, { shop, party: call.params.id });
    return { status: 200, body: { live } };
  },
});

const end = keyRoute({
  method: 'post',
  path: '/v1/parties/{id}/secrets/{secretId}/end',
  operation: 'endPartySecret',
  summary: 'End a secret of a party at once',
  tag,
  params: z.strictObject({ id: idField, secretId: idField }),
  query,
  answers: ok('The secrets that still work', liveSecretsOut),
  handle: async (call) => {
    const { deps, params } = call;
    const of = { shop: oneShop(call.caller, call.query.shop), party: params.id };
    const isEnded = await endSecret(deps.database, { ...of, id: params.secretId, at: deps.now() });
    if (!isEnded) throw problem('not-found');
    return { status: 200, body: { live: await shown(deps, of) } };
  },
});

export const partySecretRoutes = [make, list, end];
