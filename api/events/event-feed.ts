/**
 * One look at the journal for all who follow it in this process: new events are read once and given to every
 * reader whose shops they are of. A reader who comes back first reads what was missed.
 * How events look on the wire is not known here.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../database/database';
import { listen } from '../../database/life/listen';
import type { Listening } from '../../database/life/listen';
import { comparePositions, presentPosition, readEvents } from '../../database/orders/live-events';
import type { LiveEvent, Position, Reading } from '../../database/orders/live-events';

/** Somebody who follows; told in order, each event once. */
export interface Reader {
  readonly shops: readonly string[];
  readonly orderId: string | null;
  readonly hear: (events: readonly LiveEvent[], upTo: Position) => void;
  /** Resolves when what was told has been taken; false where the reader is gone. */
  readonly isReady: () => Promise<boolean>;
}

export interface EventFeed {
  /** Follows from after a position, or from now; answers how to stop. */
  readonly follow: (reader: Reader, after: Position) => () => void;
  /** Where a reader begins who wants only what is new. */
  readonly present: () => Promise<Position>;
  /** Told when the feed closes. */
  readonly onClose: (close: () => void) => () => void;
  readonly close: () => Promise<void>;
}

export interface FeedSettings {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly log: Logger;
}

/**
 * How often the journal is looked at while somebody follows. Announcements make it sooner where there are any;
 * commits do not announce themselves, because PostgreSQL lets only one announcing transaction commit at a time.
 */
const LOOK_MILLISECONDS = 250;
const PAGE = 500;

interface Following {
  readonly reader: Reader;
  upTo: Position;
  /** Has read all that was told to the others, and is told with them from now on. */
  isLive: boolean;
  isGone: boolean;
}

/** A feed that looks and listens only while somebody follows. */
export function createEventFeed({ database, databaseUrl, log }: FeedSettings): EventFeed {
  const readers = new Set<Following>();
  const closers = new Set<() => void>();
  let told: Position | null = null;
  let looking: Promise<void> | null = null;
  let isClosed = false;
  const lookOnce = async (): Promise<void> => {
    try {
      while (told !== null && readers.size > 0 && !isClosed) {
        const reading = await readEvents(database, { after: told, limit: PAGE });
        told = reading.upTo;
        for (const one of readers) if (one.isLive) tell(one, reading);
        if (reading.isAll) return;
      }
    } catch (error) {
      log.warn({ fault: (error as Error).name }, 'live events could not be read; tried again');
    }
  };
  const alarm = createAlarm(databaseUrl, () => {
    looking ??= lookOnce().finally(() => (looking = null));
  });

  /** Reads by itself what was missed, until it stands where the others do. */
  const catchUp = async (one: Following): Promise<void> => {
    const { shops, orderId: life } = one.reader;
    while (!one.isGone && !isClosed) {
      try {
        const reading = await readEvents(database, { after: one.upTo, limit: PAGE, shops, life });
        tell(one, reading);
        // No await between the two: nobody is told anything meanwhile. The first one sets where all begin.
        told ??= one.upTo;
        one.isLive = reading.isAll && comparePositions(one.upTo, told) >= 0;
        if (one.isLive) return;
        if (!(await one.reader.isReady())) return;
      } catch (error) {
        log.warn({ fault: (error as Error).name }, 'missed events could not be read; tried again');
        await pause(LOOK_MILLISECONDS);
      }
    }
  };

  return {
    present: () => presentPosition(database),
    follow: (reader, after) => {
      const one: Following = { reader, upTo: after, isLive: false, isGone: false };
      readers.add(one);
      if (!isClosed) alarm.begin();
      void catchUp(one);
      return () => {
        one.isGone = true;
        readers.delete(one);
        if (readers.size > 0) return;
        told = null;
        void alarm.rest();
      };
    },
    onClose: (close) => {
      if (isClosed) queueMicrotask(close);
      closers.add(close);
      return () => closers.delete(close);
    },
    close: async () => {
      isClosed = true;
      for (const close of [...closers]) close();
      await looking;
      await alarm.rest();
    },
  };
}

/** Rings when the database announces something, and from time to time; between `begin` and `rest` alone. */
function createAlarm(databaseUrl: string, ring: () => void) {
  let listening: Listening | null = null;
  let timer: NodeJS.Timeout | null = null;
  return {
    begin: (): void => {
      if (listening) return;
      listening = listen(databaseUrl, { hear: ring, lost: () => undefined });
      timer = setInterval(ring, LOOK_MILLISECONDS);
    },
    rest: async (): Promise<void> => {
      if (timer) clearInterval(timer);
      timer = null;
      const ended = listening;
      listening = null;
      await ended?.stop();
    },
  };
}

/** Tells a reader what is new to it and of its shops. */
function tell(one: Following, { events, upTo }: Reading): void {
  const { shops, orderId } = one.reader;
  const fresh = events.filter(
    (event) =>
      comparePositions(event.position, one.upTo) > 0 &&
      shops.includes(event.shop) &&
      (orderId === null || event.orderId === orderId),
  );
  if (comparePositions(upTo, one.upTo) > 0) one.upTo = upTo;
  one.reader.hear(fresh, one.upTo);
}
