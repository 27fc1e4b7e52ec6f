/**
 * The same request twice gives one effect and one answer: Stripe's contract with the status codes of the IETF
 * draft. Kept are answers that say something was done or refused by the rules, never what may be tried again.
 */
import { createHash, randomUUID } from 'node:crypto';
import { claimKey, freeKey, keepAnswer } from '../../database/idempotency';
import type { IdempotencyKey, StoredAnswer } from '../../database/idempotency';
import type { Dependencies } from '../dependencies';
import { problem } from '../problems/problems';

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** The header's value; throws 400 where it is missing but needed, or is no key. Null where none is sent. */
export function readKey(header: string | undefined, isNeeded: boolean): string | null {
  if (header === undefined) {
    if (isNeeded) throw problem('idempotency-key-missing');
    return null;
  }
  if (!PRINTABLE.test(header)) throw problem('idempotency-key-invalid');
  return header;
}

/** A key of ours for a request without one: it repeats nothing. */
export function freshKey(): string {
  return `fresh-${randomUUID()}`;
}

/** A key of ours for a request that its caller has signed: the same bytes signed in the same second are the same call. */
export function signedKey(signature: string): string {
  return `signed-${createHash('sha256').update(signature).digest('hex').slice(0, 40)}`;
}

/** Names a request by method, address and body, whatever the order of the body's fields. */
export function fingerprintOf(method: string, path: string, body: unknown): string {
  const text = `${method} ${path}\n${body instanceof Buffer ? body.toString('base64') : canonical(body)}`;
  return createHash('sha256').update(text).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** The id under which a command of this request is known for good. */
export function updateIdOf(
  call: {
    readonly caller: { readonly id: string };
    readonly key: string;
    readonly fingerprint: string;
  },
  version: number | null,
): string {
  const text = [call.caller.id, call.key, call.fingerprint, String(version)].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

/** Nothing was decided, or not on this version: the same key may be tried again. */
const MAY_BE_TRIED_AGAIN = [401, 403, 404, 409, 412, 428, 429, 500, 503];

export interface Claimed {
  /** The first answer, where the request was answered before. */
  readonly replay: StoredAnswer | null;
  readonly keep: (answer: StoredAnswer) => Promise<void>;
  readonly free: () => Promise<void>;
}

/** Claims the key for this request; throws 409 for a twin in flight and 422 for a key of another request. */
export async function claim(
  { database, now }: Pick<Dependencies, 'database' | 'now'>,
  id: IdempotencyKey,
  fingerprint: string,
): Promise<Claimed> {
  const claimed = await claimKey(database, id, { fingerprint, now: now() });
  if (claimed.claim === 'twin') {
    throw problem('twin-in-flight', { headers: { 'Retry-After': '1' } });
  }
  if (claimed.claim === 'other_body') throw problem('idempotency-key-reused');
  const free = (): Promise<void> => freeKey(database, id);
  return {
    replay: claimed.claim === 'answered' ? claimed.answer : null,
    free,
    keep: (answer) =>
      MAY_BE_TRIED_AGAIN.includes(answer.status) ? free() : keepAnswer(database.pool, id, answer),
  };
}
