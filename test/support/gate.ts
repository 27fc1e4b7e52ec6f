/**
 * A gate in the way of something: it stands open until closed, and whoever waits at it can be counted.
 */
export interface Gate {
  readonly close: () => void;
  readonly open: () => void;
  /** Passes at once while the gate is open. */
  readonly pass: () => Promise<void>;
  /** Settles when somebody waits at the closed gate. */
  readonly isWaitedAt: () => Promise<void>;
}

export function makeGate(): Gate {
  let waiters: (() => void)[] = [];
  let isClosed = false;
  let watchers: (() => void)[] = [];
  return {
    close: () => {
      isClosed = true;
    },
    open: () => {
      isClosed = false;
      for (const go of waiters) go();
      waiters = [];
    },
    pass: () =>
      new Promise((go) => {
        if (!isClosed) {
          go();
          return;
        }
        waiters.push(go);
        for (const seen of watchers) seen();
        watchers = [];
      }),
    isWaitedAt: () =>
      new Promise((seen) => {
        if (waiters.length > 0) seen();
        else watchers.push(seen);
      }),
  };
}
