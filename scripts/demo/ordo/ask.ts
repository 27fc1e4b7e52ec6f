// Asks the public HTTP API as somebody of a shop, and opens pages as a browser does. What may be repeated is
// repeated with the same Idempotency-Key; what is refused is thrown with its reason. No rule of the shop stands here.
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../start/problem';
import type { RunningNote } from '../../start/running-note';

/** Where the API is and the keys by shop and role: all the demo knows of an installation. */
export type Ordo = Pick<RunningNote, 'api' | 'shops'>;

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: object;
  /** The order's version for If-Match. */
  readonly version?: number;
}

/** Asks as a role; POST where there is a body. Throws `SaidNo` where the answer is no. */
export type Ask = <Answer>(role: string, path: string, request?: Request) => Promise<Answer>;

/** An installation, asked by the players. */
export interface Line {
  readonly to: (shop: string) => Ask;
  /** The page at a path, or what comes back when its form is sent. */
  readonly page: (path: string, form?: Readonly<Record<string, string>>) => Promise<string>;
}

/** The API refused: the rules of the shop, or a request that does not fit. */
export class SaidNo extends Error {
  readonly refusal: string;
  readonly missing: readonly string[];

  constructor(asked: string, answer: ProblemBody) {
    super(`${asked}: ${answer.refusal ?? answer.title ?? 'no'} (${answer.detail ?? '?'})`);
    this.refusal = answer.refusal ?? answer.type?.split('/').at(-1) ?? '';
    this.missing = answer.missing ?? [];
  }
}

interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly refusal?: string;
  readonly missing?: readonly string[];
}

const MOST_TRIES = 12;
const BETWEEN_TRIES_MILLISECONDS = 500;

/** The line to an installation; everything asked over it ends when `signal` is aborted. */
export function openLine(ordo: Ordo, signal: AbortSignal): Line {
  // One signal for thousands of requests: that is no leak.
  setMaxListeners(0, signal);
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(`${ordo.api}${path}`, { ...init, signal });
    } catch {
      signal.throwIfAborted();
      throw new Problem(
        `Ordo does not answer at ${ordo.api} any more: look into .ordo/logs/, then start again.`,
      );
    }
  };
  const to = (shop: string): Ask => {
    return async <Answer>(role: string, path: string, request: Request = {}): Promise<Answer> => {
      const init = initOf(ordo.shops[shop]?.[role] ?? '', request);
      for (let tries = 1; ; tries += 1) {
        const response = await send(path, init);
        if (response.ok) return (await response.json()) as Answer;
        const body = (await response.json()) as ProblemBody;
        const again = isPassing(response.status, body) && tries < MOST_TRIES;
        if (!again) throw new SaidNo(`${String(init.method)} ${path}`, body);
        await pause(BETWEEN_TRIES_MILLISECONDS, undefined, { signal });
      }
    };
  };
  return {
    to,
    page: async (path, form) => {
      const body = form === undefined ? null : new URLSearchParams(form);
      const response = await send(path, body === null ? {} : { method: 'POST', body });
      return response.text();
    },
  };
}

function initOf(key: string, { method, body, version }: Request): RequestInit {
  const how = method ?? (body === undefined ? 'GET' : 'POST');
  return {
    method: how,
    headers: {
      Authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(how === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}),
      ...(version === undefined ? {} : { 'If-Match': `"${String(version)}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** A no that says "not just now": a moment later the same request may be answered. */
function isPassing(status: number, { type }: ProblemBody): boolean {
  const kind = type?.split('/').at(-1) ?? '';
  return status === 503 || status === 429 || ['twin-in-flight', 'not-quiet'].includes(kind);
}
