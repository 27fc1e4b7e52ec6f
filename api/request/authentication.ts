/**
 * Who calls: the bearer key, its SHA-256, and the role and shops it stands for.
 * What the caller may do is decided elsewhere; no key is ever stored or logged.
 */
import { createHash } from 'node:crypto';
import type { KeyHolder } from '../../database/shops/api-keys';
import { problem } from '../problems/problems';

/** Whoever calls; `party` where it is a party that signed, and no key was sent. */
export type Caller = KeyHolder & { readonly party?: string };

/** Finds whoever holds the key with this hash. */
export type FindHolder = (hash: string) => Promise<KeyHolder | null>;

/** A revoked key works no longer than this. */
const REMEMBERED_MILLISECONDS = 5_000;
const MOST_REMEMBERED = 1_000;

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** Answers who calls by the header Authorization; throws the problem 401 for anybody unknown. */
export function createAuthentication(
  find: FindHolder,
  now: () => number,
): (header: string | undefined) => Promise<Caller> {
  const known = new Map<string, { readonly holder: KeyHolder; readonly until: number }>();
  return async (header) => {
    const key = BEARER.exec(header ?? '')?.[1];
    if (key === undefined) throw unauthenticated();
    const hash = createHash('sha256').update(key).digest('hex');
    const remembered = known.get(hash);
    if (remembered && remembered.until > now()) return remembered.holder;
    const holder = await find(hash);
    known.delete(hash);
    if (!holder) throw unauthenticated();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(hash, { holder, until: now() + REMEMBERED_MILLISECONDS });
    return holder;
  };
}

function unauthenticated() {
  return problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer realm="ordo"' } });
}
