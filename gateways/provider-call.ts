// One bounded request to a provider, with what is known when it fails. It repeats nothing, and knows
// neither a vendor nor what is being asked.
import type { Evidence } from './send-outcome';
import { watchedAgents } from './watched-agents';
import type { WatchedAgents } from './watched-agents';

const LONGEST_MILLISECONDS = 18_000;
const USUAL_MILLISECONDS = 15_000;
/** The client's own time-out comes first: it also ends the connection. */
const GRACE_MILLISECONDS = 1_000;

export interface ProviderRequest {
  readonly agents: WatchedAgents;
  /** For the vendor's client to give up by itself. */
  readonly milliseconds: number;
}

/**
 * Runs one request and gives what it returned, or how it failed. It ends within 20 s even where the
 * answer drips in, which the clients' own time-outs (counted between bytes) would allow for ever.
 */
export async function providerCall<T>(
  run: (request: ProviderRequest) => Promise<T>,
  wantedMilliseconds?: number,
): Promise<T | Extract<Evidence, { kind: 'failure' }>> {
  const milliseconds = Math.min(wantedMilliseconds ?? USUAL_MILLISECONDS, LONGEST_MILLISECONDS);
  const agents = watchedAgents();
  try {
    return await withDeadline(run({ agents, milliseconds }), milliseconds + GRACE_MILLISECONDS);
  } catch (error) {
    return { kind: 'failure', code: errorCode(error), connected: agents.connected() };
  } finally {
    agents.http.destroy();
    agents.https.destroy();
  }
}

async function withDeadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('The provider took too long.'), { code: 'DEADLINE' }));
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
