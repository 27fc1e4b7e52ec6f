/**
 * Follows live events over HTTP as a browser's EventSource does: keeps the last id, and what was heard.
 */
export interface HeardEvent {
  readonly id: string;
  readonly type: string;
  readonly data: {
    readonly orderId: string;
    readonly shop: string;
    readonly seq: number;
    readonly text: string;
  };
}

export interface EventReader {
  readonly heard: readonly HeardEvent[];
  /** Everything as it came. */
  readonly raw: () => string;
  readonly lastId: () => string;
  readonly hangUp: () => void;
  /** Resolves when the other side has ended it. */
  readonly ended: Promise<void>;
}

/** Opens a stream; resolves when it is open. Throws where the answer is none. */
export async function followEvents(url: string, key: string, lastId = ''): Promise<EventReader> {
  const hanging = new AbortController();
  const response = await fetch(url, {
    signal: hanging.signal,
    headers: {
      authorization: `Bearer ${key}`,
      ...(lastId === '' ? {} : { 'last-event-id': lastId }),
    },
  });
  if (response.status !== 200 || !response.body) throw new Error(await response.text());
  const heard: HeardEvent[] = [];
  let all = '';
  let last = lastId;
  const body = response.body.pipeThrough(new TextDecoderStream());
  const listen = async (): Promise<void> => {
    let open = '';
    for await (const piece of body) {
      all += piece;
      const frames = `${open}${piece}`.split('\n\n');
      open = frames.pop() ?? '';
      for (const frame of frames) {
        const field = (name: string): string | undefined =>
          new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
        last = field('id') ?? last;
        const [type, data] = [field('event'), field('data')];
        if (type === undefined || data === undefined) continue;
        heard.push({ id: last, type, data: JSON.parse(data) as HeardEvent['data'] });
      }
    }
  };
  return {
    heard,
    raw: () => all,
    lastId: () => last,
    hangUp: () => hanging.abort(),
    ended: listen().catch(() => undefined),
  };
}
