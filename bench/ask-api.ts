/**
 * Asks the measured API over HTTP as somebody of a role. A 503 is tried again with the same key, as a
 * good client does; anything else but success ends the bench.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { BENCH_KEYS } from './bench-shop';

export interface Asked {
  readonly role: string;
  readonly path: string;
  /** POST where there is one and no other method is said. */
  readonly body?: object;
  readonly method?: 'PUT';
  /** Asked without an Idempotency-Key. */
  readonly isKeyless?: true;
  /** The version of the order that is changed. */
  readonly version?: number;
}

const TRIES = 20;
const PAUSE_MILLIS = 250;
let triedAgain = 0;

/** How often the API was asked again because it answered 503. */
export function timesTriedAgain(): number {
  return triedAgain;
}

/** The body of the answer; throws with the answer where it is no success. */
export async function askApi<Body>(api: string, asked: Asked): Promise<Body> {
  const { role, path, body, method = 'POST', version } = asked;
  const headers = {
    authorization: `Bearer ${BENCH_KEYS.demo?.[role] ?? ''}`,
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(body && !asked.isKeyless ? { 'idempotency-key': randomUUID() } : {}),
    ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
  };
  for (let tried = 1; ; tried += 1) {
    const init = body ? { method, headers, body: JSON.stringify(body) } : { headers };
    const answer = await fetch(`${api}${path}`, init);
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as Body;
    if (answer.status !== 503 || tried === TRIES) {
      throw new Error(`${path} was answered ${String(answer.status)}: ${text}`);
    }
    triedAgain += 1;
    await pause(PAUSE_MILLIS);
  }
}
