/**
 * Who calls without a key: a party that signs with a secret it shares with us. An unknown thing and a wrong
 * signature look alike, so that nobody learns what there is.
 */
import type { Request, Response } from 'express';
import { openText } from '../../config/sealing';
import { liveSecrets } from '../../database/shops/party-secrets';
import { SIGNATURE_HEADER, verifyWebhook } from '../../gateways/webhooks/webhook-signature';
import { problem } from '../problems/problems';
import type { Caller } from './authentication';
import { bytesOf, receiveBody } from './read';
import type { KeyRoute, Signer } from './route';
import type { RateLimit } from './rate-limit';
import type { Dependencies } from '../dependencies';

interface Served {
  readonly request: Request;
  readonly response: Response;
  readonly serving: { readonly deps: Dependencies; readonly limitStranger: RateLimit };
}

/** Whether a request stands on a signature instead of a key. */
export function isSigned(route: KeyRoute, request: Request): boolean {
  const hasKey = request.get('authorization') !== undefined;
  return route.signedBy !== undefined && !hasKey && request.get(SIGNATURE_HEADER) !== undefined;
}

/** The party that signed; throws the problem 401 where nobody did. */
export async function signedCaller(route: KeyRoute, served: Served): Promise<Caller> {
  const { request, response, serving } = served;
  if (route.body) await receiveBody(request, response, route.body);
  const signer = (await route.signedBy?.(serving.deps, request.params)) ?? null;
  if (signer === null || !(await hasSigned(signer, served))) {
    await serving.limitStranger(request.ip ?? '');
    throw problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer realm="ordo"' } });
  }
  // A party may do what people of its work may, about what is its own alone: the route found it by that.
  const { shop, party, role } = signer;
  return { id: `party:${shop}/${party}`, role, shops: [shop], party };
}

async function hasSigned(signer: Signer, { request, serving }: Served): Promise<boolean> {
  const { database, environment, now } = serving.deps;
  const live = await liveSecrets(database, signer, now());
  return verifyWebhook({
    header: request.get(SIGNATURE_HEADER),
    body: bytesOf(request),
    secrets: live.map(({ sealed }) => openText(sealed, environment.codec)),
    // Parties sign by the real clock, whatever clock this process was given.
    now: new Date(),
  });
}
