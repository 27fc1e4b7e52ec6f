/**
 * Live events as server-sent events for one reader: ids to come back with, heartbeats, and a bounded buffer.
 * A reader who does not read is let go; it comes back with the last id it has and misses nothing.
 */
import { Readable } from 'node:stream';
import type { LiveEvent, Position } from '../../database/orders/live-events';
import { eventText } from '../../domain/messages/event-in-words';
import type { Reader } from '../../domain/messages/event-in-words';
import type { EventFeed } from './event-feed';

const HEARTBEAT_MILLISECONDS = 15_000;
/** Bytes that wait for a reader at most. */
const MOST_WAITING = 256 * 1024;
/** A reader who has taken nothing for so long while catching up is gone. */
const PATIENCE_MILLISECONDS = 30_000;
const COMES_BACK_MILLISECONDS = 2_000;

export interface Followed {
  readonly shops: readonly string[];
  readonly orderId: string | null;
  readonly after: Position;
  /** In which language and currency the texts of a shop are. */
  readonly readers: ReadonlyMap<string, Reader>;
}

/** The body of an answer that goes on for as long as the reader reads. */
export function eventStream(feed: EventFeed, followed: Followed): Readable {
  const { shops, orderId, after, readers } = followed;
  let upTo = after;
  let whenRead: (() => void) | null = null;
  const stream = new Readable({
    encoding: 'utf8',
    read: () => whenRead?.(),
    destroy: (error, done) => {
      stop();
      done(error);
    },
  });
  const send = (text: string): void => {
    if (stream.destroyed || stream.readableEnded) return;
    stream.push(text);
    if (stream.readableLength > MOST_WAITING) stream.destroy();
  };
  const heartbeat = setInterval(() => {
    if (stream.readableLength === 0) send(`: still here\nid: ${positionText(upTo)}\n\n`);
  }, HEARTBEAT_MILLISECONDS);
  heartbeat.unref();
  const forget = feed.onClose(() => stream.push(null));
  send(`retry: ${String(COMES_BACK_MILLISECONDS)}\nid: ${positionText(after)}\n\n`);
  const leave = feed.follow(
    {
      ...{ shops, orderId },
      hear: (events, position) => {
        upTo = position;
        if (events.length > 0) send(events.map((one) => frame(one, readers)).join(''));
      },
      isReady: () => {
        if (stream.destroyed || stream.readableLength === 0)
          return Promise.resolve(!stream.destroyed);
        return new Promise((resolve) => {
          const settle = (isHere: boolean): void => {
            clearTimeout(timer);
            whenRead = null;
            resolve(isHere && !stream.destroyed);
          };
          const timer = setTimeout(() => {
            stream.destroy();
            settle(false);
          }, PATIENCE_MILLISECONDS);
          whenRead = () => settle(true);
          stream.once('close', () => settle(false));
        });
      },
    },
    after,
  );
  const stop = (): void => {
    clearInterval(heartbeat);
    forget();
    leave();
  };
  return stream;
}

/** One event on the wire: ids and the text of the timeline, nothing of people. */
function frame(
  { position, shop, orderId, at, event }: LiveEvent,
  readers: ReadonlyMap<string, Reader>,
): string {
  const { type, by } = event;
  const text = eventText(event, readers.get(shop) ?? { locale: 'en' });
  const questionId = position.life === orderId ? {} : { questionId: position.life };
  const data = { orderId, ...questionId, shop, seq: position.seq, at, type, by, text };
  return `id: ${positionText(position)}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

function positionText({ tx, life, seq }: Position): string {
  return [tx, life, seq].join('.');
}

/** The position that an id names, or null where it is none of ours. */
export function readPosition(id: string): Position | null {
  const [, tx, life = '', seq] = /^(\d{1,15})\.([\w-]{0,120})\.(\d{1,9})$/.exec(id) ?? [];
  return tx === undefined ? null : { tx: Number(tx), life, seq: Number(seq) };
}
