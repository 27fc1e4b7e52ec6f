// Delivers the stand-ins' callbacks: in order for one message, again when they fail, and held back
// when a test asks for it. It never throws and does not know what a callback says.

export interface Callback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How often in all; at least once. */
  readonly attempts: number;
  /** Whether this answer is worth another attempt; a failure to connect always is. */
  readonly isWorthAnother: (status: number) => boolean;
  /** Called once, just before the first attempt. */
  readonly begin?: () => void;
  /** Given the body of a good answer: the callbacks that follow from it, delivered next. */
  readonly answered?: (body: string) => readonly Callback[];
}

export interface CallbackQueue {
  /** Delivers the callbacks one after the other; ends when all are delivered or given up. */
  push(callbacks: readonly Callback[], delayMilliseconds: number): Promise<void>;
  /** How many are still owed, and how many were given up. */
  counts(): { pending: number; undeliverable: number };
  hold(): void;
  release(): void;
  isHeld(): boolean;
  /** Gives up everything that is owed. */
  stop(): void;
}

const PAUSES_MILLISECONDS = [100, 400, 1_600, 3_000];
const PATIENCE_MILLISECONDS = 15_000;
const MOST_AT_ONCE = 16;
const MOST_PENDING = 60_000;

/** A queue that delivers to the URL made by `address` from the one in the callback. */
export function createCallbackQueue(address: (url: string) => string): CallbackQueue {
  const gate = createGate();
  const room = createRoom(MOST_AT_ONCE);
  let pending = 0;
  let undeliverable = 0;

  const deliver = async (callback: Callback): Promise<void> => {
    await gate.open();
    callback.begin?.();
    const body = await room(() => attempt(callback, { address, stopped: gate.stopped }));
    if (body === undefined) undeliverable += 1;
    const next = body === undefined ? [] : (callback.answered?.(body) ?? []);
    pending += next.length - 1;
    for (const one of next) await deliver(one);
  };
  return {
    push: async (callbacks, delayMilliseconds) => {
      if (pending + callbacks.length > MOST_PENDING) {
        undeliverable += callbacks.length;
        return;
      }
      pending += callbacks.length;
      await pause(delayMilliseconds, gate.stopped);
      for (const callback of callbacks) await deliver(callback);
    },
    counts: () => ({ pending, undeliverable }),
    hold: gate.close,
    release: gate.release,
    isHeld: gate.isClosed,
    stop: gate.stop,
  };
}

interface Delivery {
  readonly address: (url: string) => string;
  readonly stopped: AbortSignal;
}

/** The body of the good answer, or undefined where there was none. */
async function attempt(
  callback: Callback,
  { address, stopped }: Delivery,
): Promise<string | undefined> {
  for (let made = 0; made < callback.attempts && !stopped.aborted; made += 1) {
    if (made > 0) await pause(PAUSES_MILLISECONDS[made - 1] ?? 3_000, stopped);
    const answer = await post(callback, { address, stopped });
    if (answer === undefined) continue;
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    if (!callback.isWorthAnother(answer.status)) return undefined;
  }
  return undefined;
}

/** The answer, or undefined where there was no answer: no reason to tell, only to try again. */
async function post(callback: Callback, { address, stopped }: Delivery) {
  try {
    const response = await fetch(address(callback.url), {
      method: 'POST',
      headers: { ...callback.headers },
      body: callback.body,
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(PATIENCE_MILLISECONDS)]),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return undefined;
  }
}

/** A pause that ends early when everything stops. */
async function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    stopped.addEventListener('abort', end);
  });
}

/** A gate that can be closed for a while; stopping opens it for good. */
function createGate() {
  const stopping = new AbortController();
  let closed = false;
  let waiting: (() => void)[] = [];
  const release = (): void => {
    closed = false;
    const those = waiting;
    waiting = [];
    for (const goOn of those) goOn();
  };
  return {
    stopped: stopping.signal,
    open: async () => {
      while (closed) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    close: () => {
      closed = !stopping.signal.aborted;
    },
    release,
    isClosed: () => closed,
    stop: () => {
      stopping.abort();
      release();
    },
  };
}

/** Runs at most so many things at once; the others wait in line. */
function createRoom(most: number) {
  let inside = 0;
  const line: (() => void)[] = [];
  return async <T>(run: () => Promise<T>): Promise<T> => {
    while (inside >= most) await new Promise<void>((resolve) => line.push(resolve));
    inside += 1;
    try {
      return await run();
    } finally {
      inside -= 1;
      line.shift()?.();
    }
  };
}
