/**
 * How often one caller may ask in a minute, told in the RateLimit headers of the IETF draft.
 * Counted in this process: several processes allow as many times more.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '../problems/problems';

const WINDOW_SECONDS = 60;

/** Counts one request of the caller and answers the headers to send; throws 429 above the limit. */
export type RateLimit = (caller: string) => Promise<Readonly<Record<string, string>>>;

/** A limit of so many requests in a minute for each caller. */
export function createRateLimit(requests: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: WINDOW_SECONDS });
  const policy = `"minute";q=${String(requests)};w=${String(WINDOW_SECONDS)}`;
  return async (caller) => {
    try {
      const counted = await limiter.consume(caller);
      return headers(policy, counted);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const wait = String(secondsLeft(error));
      throw problem('too-many-requests', {
        headers: { ...headers(policy, error), 'Retry-After': wait },
      });
    }
  };
}

function headers(policy: string, counted: RateLimiterRes): Record<string, string> {
  const left = Math.max(0, counted.remainingPoints);
  return {
    'RateLimit-Policy': policy,
    RateLimit: `"minute";r=${String(left)};t=${String(secondsLeft(counted))}`,
  };
}

function secondsLeft(counted: RateLimiterRes): number {
  return Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
}
