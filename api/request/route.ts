/**
 * A route as data: address, who may call, what comes in and goes out, and what answers it. The server and the
 * OpenAPI document are both made from it, so an undocumented route cannot exist.
 */
import type { Request } from 'express';
import type { z } from 'zod';
import type { Connection, StoredAnswer } from '../../database/idempotency';
import type { Dependencies } from '../dependencies';
import type { Role } from '../../domain/tasks/task';
import type { Caller } from './authentication';
import type { Operation } from './permissions';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where it is text. */
  readonly body?: unknown;
}

/** What a handler is given once everything about the request itself is in order. */
export interface Call<Params, Query, Body> {
  readonly deps: Dependencies;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: Request;
  readonly requestId: string;
}

export interface KeyCall<Params, Query, Body> extends Call<Params, Query, Body> {
  readonly caller: Caller;
  /** The caller's Idempotency-Key, or a fresh one of ours. */
  readonly key: string;
  /** Hash of method, address and body. */
  readonly fingerprint: string;
  readonly ifMatch: string | undefined;
  /** Keeps the answer in the caller's own transaction, for whom "done" and "answered" must be one. */
  readonly keepWithin: (client: Connection, reply: StoredAnswer) => Promise<void>;
}

export type BodySpec =
  | { readonly type: 'json'; readonly schema: z.ZodType }
  | { readonly type: 'form'; readonly schema: z.ZodType }
  | { readonly type: 'ndjson' | 'raw'; readonly description: string };

export interface AnswerSpec {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** `application/json` where absent. */
  readonly contentType?: string;
  readonly headers?: readonly ('ETag' | 'Location')[];
}

interface Described {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: `/v1/orders/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: BodySpec;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Answered with 404 outside development and tests. */
  readonly developmentOnly?: boolean;
}

/** A party that signs its calls with a secret it shares with us. */
export interface Signer {
  readonly shop: string;
  readonly party: string;
  /** The role whose work the party does here. */
  readonly role: Role;
}

export interface KeyRoute extends Described {
  readonly access: 'key';
  readonly operation: Operation;
  /** Of a POST: whether an Idempotency-Key must be sent. */
  readonly idempotency?: 'required' | 'accepted';
  readonly ifMatch?: 'required' | 'accepted';
  /** Who may sign the call in place of sending a key; null where nobody is behind these params. */
  readonly signedBy?: (
    deps: Dependencies,
    params: Readonly<Record<string, unknown>>,
  ) => Promise<Signer | null>;
  handle(call: KeyCall<unknown, unknown, unknown>): Promise<Reply>;
}

export interface OpenRoute extends Described {
  readonly access: 'open';
  /** The operation id; nobody needs permission for it. */
  readonly operation: string;
  handle(call: Call<unknown, unknown, unknown>): Promise<Reply>;
}

export type Route = KeyRoute | OpenRoute;

type Read<Spec> = Spec extends z.ZodType ? z.output<Spec> : Record<string, never>;
type ReadBody<Spec> = Spec extends { readonly schema: infer Schema }
  ? Read<Schema>
  : Spec extends { readonly type: 'ndjson' | 'raw' }
    ? Buffer
    : undefined;

type Typed<Base extends Route, Params, Query, Body> = Omit<Base, 'handle' | 'access'> & {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
};

/** A route for callers with a key; the handler sees what its schemas read. */
export function keyRoute<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends BodySpec | undefined = undefined,
>(
  route: Typed<KeyRoute, Params, Query, Body> & {
    readonly handle: (call: KeyCall<Read<Params>, Read<Query>, ReadBody<Body>>) => Promise<Reply>;
  },
): KeyRoute {
  return { ...route, access: 'key' } as unknown as KeyRoute;
}

/** A route for everybody: webhooks, link pages, health and documents. */
export function openRoute<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends BodySpec | undefined = undefined,
>(
  route: Typed<OpenRoute, Params, Query, Body> & {
    readonly handle: (call: Call<Read<Params>, Read<Query>, ReadBody<Body>>) => Promise<Reply>;
  },
): OpenRoute {
  return { ...route, access: 'open' } as unknown as OpenRoute;
}
