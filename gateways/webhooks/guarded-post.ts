/**
 * One POST to a stranger's server: bounded in time and in what it reads, following no redirect and, unless it
 * is allowed, reaching nothing but the public internet. What is said, and whether it is said again, is not
 * decided here.
 */
import axios from 'axios';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { addressFault } from './address-fault';
import type { CalledAddress } from './address-fault';
import { answered, notAnswered } from './post-outcome';
import type { PostOutcome } from './post-outcome';

const TIME_OUT_MILLISECONDS = 10_000;
/** An answer says yes or no, or a number by which they know it; a page is more than we want to read. */
const LONGEST_ANSWER_BYTES = 64 * 1024;

export interface Post extends CalledAddress {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For tests; ten seconds otherwise. */
  readonly milliseconds?: number;
}

/** Makes exactly one attempt; never throws for anything the address, the network or the server did. */
export async function guardedPost(post: Post): Promise<PostOutcome> {
  const fault = addressFault(post);
  if (fault !== null) return { outcome: 'refused', code: fault };
  const milliseconds = post.milliseconds ?? TIME_OUT_MILLISECONDS;
  // The address is checked where the connection is made: a name may resolve to anything by then.
  const filter = { keepAlive: false, allowPrivateIPAddress: post.allowPrivate };
  const agents = {
    httpAgent: new RequestFilteringHttpAgent(filter),
    httpsAgent: new RequestFilteringHttpsAgent(filter),
  };
  try {
    const answer = await axios.post<string>(post.url, post.body, {
      ...agents,
      headers: { 'User-Agent': 'Ordo', ...post.headers },
      // Whatever is set for this process, a proxy would connect for us and check nothing.
      proxy: false,
      maxRedirects: 0,
      maxContentLength: LONGEST_ANSWER_BYTES,
      decompress: false,
      responseType: 'text',
      transformRequest: [(data: string) => data],
      transformResponse: [(data: string) => data],
      validateStatus: () => true,
      timeout: milliseconds,
      // The time-out counts pauses; this one also ends an answer that drips in.
      signal: AbortSignal.timeout(milliseconds),
    });
    return answered(answer.status, answer.data, headerText(answer.headers['retry-after']));
  } catch (error) {
    return notAnswered(error);
  } finally {
    agents.httpAgent.destroy();
    agents.httpsAgent.destroy();
  }
}

const headerText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
