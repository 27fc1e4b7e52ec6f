/**
 * The relay's queue: several lives at once, each life one thing at a time. What is heard of a life while
 * it is being served is served once more afterwards.
 */
const LIVES_AT_ONCE = 8;

export interface RelayQueue {
  readonly add: (life: string) => void;
  /** Takes nothing more; settles when what is under way has ended. */
  readonly stop: () => Promise<void>;
}

/** A queue over something that serves one life and never throws. */
export function makeRelayQueue(serve: (life: string) => Promise<void>): RelayQueue {
  const waiting = new Set<string>();
  const busy = new Map<string, Promise<void>>();
  let isStopped = false;
  const pump = (): void => {
    for (const life of waiting) {
      if (isStopped || busy.size >= LIVES_AT_ONCE) return;
      if (busy.has(life)) continue;
      waiting.delete(life);
      const served = serve(life).finally(() => {
        busy.delete(life);
        pump();
      });
      busy.set(life, served);
    }
  };
  return {
    add: (life) => {
      if (isStopped) return;
      waiting.add(life);
      pump();
    },
    stop: async () => {
      isStopped = true;
      await Promise.all(busy.values());
    },
  };
}
