/**
 * Does a piece of work again and again for as long as the worker runs: never twice at once, and a failure is only
 * noted, since the next time tries again. What the work is, is not known here.
 */
import type { Logger } from 'pino';

export interface Beat {
  /** Settles when what is under way has ended. */
  readonly stop: () => Promise<void>;
}

/** Works every so many milliseconds until stopped. */
export function startBeat(
  work: () => Promise<unknown>,
  { everyMillis, what, log }: { everyMillis: number; what: string; log: Logger },
): Beat {
  let working: Promise<void> | null = null;
  const once = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const fault = error instanceof Error ? error.name : 'unknown fault';
      log.warn({ fault, what }, 'a piece of regular work failed and is tried again');
    }
  };
  const timer = setInterval(() => {
    working ??= once().finally(() => {
      working = null;
    });
  }, everyMillis);
  return {
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}
