// Asks the API over HTTP as somebody of a role. Every no is a `Problem` in one line; nothing is printed here.
import { randomUUID } from 'node:crypto';
import { Problem } from '../start/problem';
import type { Connection } from './connection';

export interface Request {
  readonly role: string;
  readonly path: string;
  readonly method?: 'POST' | 'PUT';
  readonly body?: unknown;
  readonly version?: number;
}

/** The API said no: the whole problem for `--json`, one line for people. */
export class Refused extends Problem {
  readonly body: unknown;

  constructor(line: string, body: unknown) {
    super(line);
    this.body = body;
  }
}

/** Nobody answers at the address. */
export class OutOfReach extends Problem {}

/** The body of the answer, or null where it has none. */
export type Ask = <Body>(request: Request) => Promise<Body>;

/** Asks at the connection. */
export function apiClient(connection: Connection): Ask {
  return async <Body>({ role, path, method, body, version }: Request): Promise<Body> => {
    const posts = method !== undefined || body !== undefined;
    const headers: Record<string, string> = {
      authorization: `Bearer ${connection.keyOf(role)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(posts ? { 'idempotency-key': randomUUID() } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await reach(connection.api, () =>
      fetch(`${connection.api}${path}`, {
        method: method ?? (posts ? 'POST' : 'GET'),
        headers,
        ...sent,
      }),
    );
    const text = await response.text();
    const read: unknown = text === '' ? null : parsed(text, connection.api);
    if (response.ok) return read as Body;
    throw new Refused(lineOf(response.status, read), read);
  };
}

async function reach(api: string, ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch {
    throw new OutOfReach(`Nobody answers at ${api}: is Ordo running? (\`npm start\`)`);
  }
}

function parsed(text: string, api: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(`${api} does not answer as Ordo does: check --api.`);
  }
}

interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly missing?: readonly string[];
  readonly because?: readonly string[];
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

function lineOf(status: number, body: unknown): string {
  const { title = 'No', detail, missing, because, errors = [] } = (body ?? {}) as ProblemBody;
  const fields = errors.map((one) => `${one.pointer} ${one.detail}`).join('; ');
  const more = [
    fields === '' ? (detail ?? '') : fields,
    missing ? `missing: ${missing.join(', ')}` : '',
    because ? `because of ${because.join(', ')}` : '',
  ];
  return `${title} (${status}): ${more.filter((part) => part !== '').join('; ')}`;
}
