/**
 * Serves one route: who calls, may they, how often, what do they say, was it said before; then the handler.
 * The order of these steps is the whole content of this file.
 */
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { keepAnswer } from '../../database/idempotency';
import type { StoredAnswer } from '../../database/idempotency';
import type { Dependencies } from '../dependencies';
import { problem } from '../problems/problems';
import type { Problem } from '../problems/problems';
import { isSigned, signedCaller } from './signed-caller';
import { problemAnswer, problemOf, reply } from './answer';
import type { Caller } from './authentication';
import { neededVersion } from './conditional';
import { SIGNATURE_HEADER } from '../../gateways/webhooks/webhook-signature';
import { claim, fingerprintOf, freshKey, readKey, signedKey } from './idempotency';
import type { Claimed } from './idempotency';
import { mayDo } from './permissions';
import type { RateLimit } from './rate-limit';
import { readWith, receiveBody } from './read';
import type { Call, KeyCall, KeyRoute, OpenRoute, Reply, Route } from './route';

const NO_QUERY = z.strictObject({});

/** What serving needs beside the route's own dependencies. */
export interface Serving {
  readonly deps: Dependencies;
  readonly authenticate: (header: string | undefined) => Promise<Caller>;
  readonly limitCaller: RateLimit;
  readonly limitStranger: RateLimit;
}

/** The handler of a route; whatever it throws goes to the one place that answers problems. */
export function serve(route: Route, serving: Serving): RequestHandler {
  const isHidden =
    route.developmentOnly === true && serving.deps.environment.profile === 'production';
  return async (request, response) => {
    if (isHidden) throw problem('not-found');
    const answer =
      route.access === 'key'
        ? await serveKeyRoute(route, { request, response, serving })
        : await serveOpenRoute(route, { request, response, serving });
    reply(response, answer);
  };
}

interface Served {
  readonly request: Request;
  readonly response: Response;
  readonly serving: Serving;
}

async function serveOpenRoute(route: OpenRoute, served: Served): Promise<Reply> {
  const { request, response, serving } = served;
  if (!UNLIMITED.includes(route.path)) response.set(await serving.limitStranger(request.ip ?? ''));
  const read = await readCall(route, served);
  return route.handle({ ...read.parts, body: read.body });
}

/** Asked by machines that watch over this process; a limit would hide it from them. */
const UNLIMITED = ['/livez', '/readyz', '/metrics'];

async function serveKeyRoute(route: KeyRoute, served: Served): Promise<Reply> {
  const { request, response, serving } = served;
  const caller = isSigned(route, request)
    ? await signedCaller(route, served)
    : await authenticated(served);
  response.set(await serving.limitCaller(caller.id));
  if (!mayDo(caller.role, route.operation)) throw problem('forbidden');
  const isPost = route.method === 'post';
  const given = isPost
    ? readKey(request.get('idempotency-key'), route.idempotency === 'required')
    : null;
  const ifMatch = request.get('if-match');
  if (route.ifMatch === 'required') neededVersion(ifMatch);
  const { parts, body, raw } = await readCall(route, served);
  const call = {
    ...parts,
    ...{ body, caller, ifMatch },
    key: given ?? keyOf(request, caller),
    fingerprint: fingerprintOf(request.method, request.originalUrl, raw),
    keepWithin: () => Promise.resolve(),
  };
  if (given === null) return route.handle(call);
  return once(route, call);
}

/** Who signs sends the same call again with the same signature; any other call without a key repeats nothing. */
function keyOf(request: Request, { party }: Caller): string {
  const signature = party === undefined ? undefined : request.get(SIGNATURE_HEADER);
  return signature === undefined ? freshKey() : signedKey(signature);
}

async function authenticated({ request, serving }: Served): Promise<Caller> {
  try {
    return await serving.authenticate(request.get('authorization'));
  } catch (error) {
    // Guessing keys is limited by address; the answer stays 401 until the limit is used up.
    await serving.limitStranger(request.ip ?? '');
    throw error;
  }
}

interface ReadCall {
  readonly parts: Omit<Call<unknown, unknown, unknown>, 'body'>;
  readonly body: unknown;
  /** The body before its schema. */
  readonly raw: unknown;
}

async function readCall(route: Route, { request, response, serving }: Served): Promise<ReadCall> {
  const params = route.params ? readParams(route, request) : {};
  const query = readQuery(route, request);
  const raw = route.body ? await receiveBody(request, response, route.body) : undefined;
  const schema = route.body && 'schema' in route.body ? route.body.schema : null;
  const body = schema ? readWith(schema, raw) : raw;
  const requestId = String(response.locals['requestId']);
  return { parts: { deps: serving.deps, params, query, request, requestId }, body, raw };
}

/** What no address of this form can have is not there, rather than wrong. */
function readParams(route: Route, request: Request): unknown {
  try {
    return route.params ? readWith(route.params, { ...request.params }) : {};
  } catch {
    throw problem('not-found');
  }
}

function readQuery(route: Route, request: Request): unknown {
  const given: unknown = { ...request.query };
  // Links out of letters and providers' webhooks may carry parameters of others.
  if (route.access === 'open' && !route.query) return {};
  return readWith(route.query ?? NO_QUERY, given);
}

/** Runs the handler at most once for its key; the first answer is given again ever after. */
async function once(route: KeyRoute, call: KeyCall<unknown, unknown, unknown>): Promise<Reply> {
  const { deps, caller, key, fingerprint } = call;
  const id = { owner: caller.id, key };
  const claimed = await claim(deps, id, fingerprint);
  if (claimed.replay) return replayed(claimed.replay);
  const done = { isKept: false };
  const keepWithin: typeof call.keepWithin = async (client, answer) => {
    await keepAnswer(client, id, answer);
    done.isKept = true;
  };
  try {
    const answer = await route.handle({ ...call, keepWithin });
    if (!done.isKept) await claimed.keep(stored(answer));
    return answer;
  } catch (error) {
    await settle(claimed, call, problemOf(error));
    throw error;
  }
}

async function settle(
  claimed: Claimed,
  { deps, requestId }: Call<unknown, unknown, unknown>,
  found: Problem,
): Promise<void> {
  try {
    await claimed.keep(stored(problemAnswer(found, requestId)));
  } catch (error) {
    // The database went away meanwhile: the claim runs out by itself, the answer is given all the same.
    deps.log.warn({ requestId, fault: (error as Error).name }, 'an answer could not be kept');
  }
}

function stored({ status, headers, body }: Reply): StoredAnswer {
  return { status, headers: headers ?? {}, body };
}

function replayed({ status, headers, body }: StoredAnswer): Reply {
  return { status, body, headers: { ...headers, 'Idempotency-Replayed': 'true' } };
}
