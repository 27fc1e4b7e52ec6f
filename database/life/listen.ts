/**
 * Listens for what the database announces: ids of lives with something new. The connection comes back
 * by itself; what was announced meanwhile is found by the relay's sweep.
 */
import { Client } from 'pg';

export interface Listening {
  readonly stop: () => Promise<void>;
}

const RECONNECT_MILLIS = 1_000;

/** Calls `hear` with each announced id until stopped; `lost` is told when the connection breaks. */
export function listen(
  url: string,
  ears: { readonly hear: (life: string) => void; readonly lost: (error: Error) => void },
): Listening {
  let isStopped = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  const connect = async (): Promise<void> => {
    const fresh = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    fresh.on('error', again);
    fresh.on('end', () => {
      if (client === fresh) again(new Error('the listening connection ended'));
    });
    fresh.on('notification', ({ payload }) => {
      if (payload !== undefined) ears.hear(payload);
    });
    client = fresh;
    await fresh.connect();
    await fresh.query('LISTEN ordo');
  };
  const again = (error: Error): void => {
    if (isStopped || timer !== null) return;
    ears.lost(error);
    timer = setTimeout(() => {
      timer = null;
      connect().catch(again);
    }, RECONNECT_MILLIS);
  };
  connect().catch(again);
  return {
    stop: async () => {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
