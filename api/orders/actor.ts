/**
 * Who the journal says did something over HTTP: a role and a key's id, or the party that signed; never a name.
 */
import type { KeyCall } from '../request/route';
import { updateIdOf } from '../request/idempotency';

type Said = Pick<KeyCall<unknown, unknown, unknown>, 'caller' | 'key' | 'fingerprint'>;

/** Who speaks: somebody with a key, whomever it is said for, or a party itself. */
export function actorOf({ caller }: Pick<Said, 'caller'>): string {
  const { party, role, id } = caller;
  return party === undefined ? `${role}:${id}` : `party:${party}`;
}

/** Who sent a fact, and its id: the same request again is the same fact. */
export function senderOf({ caller, key, fingerprint }: Said): {
  readonly sender: string;
  readonly senderId: string;
} {
  return { sender: `key:${caller.id}`, senderId: `${key}/${fingerprint.slice(0, 24)}` };
}

/** Ids for personal data of a request: the same when it is tried again, so nothing is kept twice. */
export function personalIdsOf(call: Said, version: number | null): () => string {
  const base = updateIdOf(call, version).slice(0, 32);
  let count = 0;
  return () => {
    count += 1;
    return `per_${base}_${String(count)}`;
  };
}
