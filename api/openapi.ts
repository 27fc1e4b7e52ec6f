/**
 * The OpenAPI 3.1 document, made from the routes themselves.
 */
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { SIGNATURE_HEADER } from '../gateways/webhooks/webhook-signature';
import { PERMISSIONS } from './request/permissions';
import type { AnswerSpec, BodySpec, Route } from './request/route';

const problemSchema = z
  .looseObject({
    type: z.string().max(200),
    title: z.string().max(200),
    status: z.int().min(400).max(599),
    detail: z.string().max(4_000),
    instance: z.string().max(100),
    errors: z
      .array(z.strictObject({ pointer: z.string().max(1_000), detail: z.string().max(4_000) }))
      .max(100)
      .optional(),
    refusal: z.string().max(60).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; the types are listed under /problems' });

/** The document for these routes. */
export function openApiDocument(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Ordo',
      version: '1.0.0',
      description: 'Order orchestration for online shops.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: "A shop's key" },
        signature: {
          ...{ type: 'apiKey', in: 'header', name: SIGNATURE_HEADER },
          description: 'A party signs with the secret it shares with the shop, and sends no key',
        },
      },
    },
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const isKeyed = route.access === 'key';
  const roles = isKeyed ? PERMISSIONS[route.operation] : [];
  const answers = Object.entries(route.answers).map(([status, spec]) => [status, answer(spec)]);
  return {
    operationId: route.operation,
    summary: route.summary,
    tags: [route.tag],
    ...(isKeyed ? { description: `Roles: ${roles.join(', ')}.` } : {}),
    security: isKeyed ? [{ key: [] }, ...(route.signedBy ? [{ signature: [] }] : [])] : [],
    requestParams: {
      ...(route.params ? { path: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...headersOf(route),
    },
    ...(route.body ? { requestBody: bodyOf(route.body) } : {}),
    responses: {
      ...(Object.fromEntries(answers) as ZodOpenApiOperationObject['responses']),
      ...problemsOf(route),
    },
  };
}

const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/)
  .meta({ description: 'Names the request: repeated with the same key it is done once' });

const ifMatch = z
  .string()
  .max(40)
  .meta({ description: 'The version the change was made on, in quotes' });

function headersOf(route: Route) {
  if (route.access === 'open') return {};
  const isPost = route.method === 'post';
  const fields = {
    ...(isPost
      ? {
          'Idempotency-Key':
            route.idempotency === 'required' ? idempotencyKey : idempotencyKey.optional(),
        }
      : {}),
    ...(route.ifMatch
      ? { 'If-Match': route.ifMatch === 'required' ? ifMatch : ifMatch.optional() }
      : {}),
  };
  return Object.keys(fields).length > 0 ? { header: z.object(fields) } : {};
}

function bodyOf(body: BodySpec): NonNullable<ZodOpenApiOperationObject['requestBody']> {
  switch (body.type) {
    case 'json':
      return { required: true, content: { 'application/json': { schema: body.schema } } };
    case 'form':
      return {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: body.schema } },
      };
    case 'ndjson':
      return {
        required: true,
        description: body.description,
        content: { 'application/x-ndjson': { schema: { type: 'string', maxLength: 10_485_760 } } },
      };
    case 'raw':
      return {
        required: true,
        description: body.description,
        content: { 'application/json': { schema: {} } },
      };
  }
}

function answer({ description, schema, contentType, headers }: AnswerSpec) {
  const shown = Object.fromEntries(
    (headers ?? []).map((name) => [name, { schema: { type: 'string', maxLength: 200 } }]),
  );
  return {
    description,
    ...(headers ? { headers: shown } : {}),
    ...(schema ? { content: { [contentType ?? 'application/json']: { schema } } } : {}),
  };
}

const PROBLEM_TEXTS: Readonly<Record<number, string>> = {
  400: 'Unreadable',
  401: 'No valid key',
  403: 'Not allowed, or signed wrongly',
  404: 'Not there, or of another shop',
  409: 'In conflict with what is there, or a twin is in flight',
  412: 'Made on an older version',
  413: 'Too large',
  415: 'Of the wrong type',
  422: 'Against the contract, or refused by the rules',
  428: 'If-Match is missing',
  429: 'Too many requests',
  500: 'A fault of ours',
  503: 'Out of reach for the moment',
};

/** The problems a route may answer, by what it has. */
function problemsOf(route: Route): ZodOpenApiOperationObject['responses'] {
  const isKeyed = route.access === 'key';
  const takesKey = isKeyed && route.method === 'post';
  const mayBe: readonly (readonly [number, boolean])[] = [
    [400, true],
    [401, isKeyed],
    [403, isKeyed || route.tag === 'Webhooks'],
    [404, true],
    [409, takesKey || route.method === 'put'],
    [412, isKeyed && route.ifMatch !== undefined],
    [413, route.body !== undefined],
    [415, route.body !== undefined],
    [422, true],
    [428, isKeyed && route.ifMatch === 'required'],
    [429, true],
    [500, true],
    [503, true],
  ];
  const stated = Object.keys(route.answers);
  const statuses = mayBe
    .filter(([status, can]) => can && !stated.includes(String(status)))
    .map(([status]) => status);
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: PROBLEM_TEXTS[status] ?? 'A problem',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}
