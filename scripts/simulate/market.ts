/**
 * Several orders of one shop in memory, with one clock and one stock. Every step goes through the form
 * in which a database keeps things. It decides nothing: it hears, steps and remembers.
 */
import type { Instant } from '../../domain/calendar/instant';
import { latest } from '../../domain/calendar/instant';
import type { Input, JournalRow } from '../../domain/life/life';
import type { OrderEvent } from '../../domain/order/events';
import { shortLines } from '../../domain/order/goods';
import type { Order } from '../../domain/order/order';
import { placeOrder } from '../../domain/order/place';
import type { OrderRequest } from '../../domain/order/place';
import { step } from '../../domain/order/step';
import type { Stepped } from '../../domain/order/step';
import type { Terms } from '../../domain/policy/policy';
import { memoryStock } from '../../domain/stock/shelf';
import type { MemoryStock } from '../../domain/stock/shelf';
import type { Offer } from '../../domain/stock/share-out';
import { asStored } from './as-stored';
import { OFFERS, SHELVES } from './demo-shop';

/** One order's life as the database would hold it. */
export interface Life {
  readonly id: string;
  readonly order: Order;
  /** What the last step gave back. */
  readonly turn: Stepped;
  readonly journal: readonly JournalRow<OrderEvent>[];
}

/** A step just taken, for whoever watches. */
export interface Taken {
  readonly market: Market;
  readonly before: Life | null;
  readonly after: Life;
  readonly inputs: readonly Input[];
}

export interface Market {
  readonly terms: Terms;
  readonly stock: MemoryStock;
  /** The stock as it was when the market opened. */
  readonly shelves: readonly {
    readonly place: string;
    readonly sku: string;
    readonly onHand: number;
  }[];
  readonly lives: readonly Life[];
  readonly now: Instant;
}

/** A market that can be acted on; `watch` is called after every step and may throw. */
export interface OpenMarket {
  readonly state: () => Market;
  readonly place: (request: OrderRequest) => Promise<Life>;
  /** Hears any number of things at once; the names of commands and whatever came with them. */
  readonly tell: (id: string, ...heard: readonly Heard[]) => Promise<Life>;
  /** Moves the clock on, never back. */
  readonly passTo: (at: Instant) => void;
}

export interface Heard {
  readonly name: string;
  readonly command?: unknown;
  /** When it was said; now where it is left out. */
  readonly at?: Instant;
  readonly cause?: string;
}

/** Opens a market at an instant. */
export function openMarket(begins: {
  readonly terms: Terms;
  readonly at: Instant;
  readonly watch: (taken: Taken) => void;
  /** What lies on the shelves, and what suppliers offer; the demo shop's where left out. */
  readonly shelves?: Market['shelves'];
  readonly offers?: Readonly<Record<string, readonly Offer[]>>;
}): OpenMarket {
  const { watch, shelves = SHELVES, offers = OFFERS } = begins;
  const terms = asStored(begins.terms);
  const stock = memoryStock(shelves, offers);
  const lives = new Map<string, Life>();
  let now = begins.at;
  let causes = 0;
  const state = (): Market => ({ terms, stock, shelves, lives: [...lives.values()], now });
  const asInput = ({ name, command = {}, at = now, cause }: Heard): Input => {
    causes += 1;
    return asStored({ cause: cause ?? `c:${String(causes)}`, at, name, command });
  };
  const take = async (id: string, inputs: readonly Input[]): Promise<Life> => {
    const before = lives.get(id) ?? null;
    const seq = before?.journal.length ?? 0;
    const turn = await step(before?.order ?? null, inputs, { terms, at: now, stock, seq });
    const journal = [...(before?.journal ?? []), ...asStored(turn.rows)];
    const after = { id, order: asStored(turn.order), turn, journal };
    lives.set(id, after);
    watch({ market: state(), before, after, inputs });
    for (const waiting of toldOfFreed(state(), after)) {
      await take(waiting.id, [asInput({ name: 'goodsFreed', command: { sku: waiting.sku } })]);
    }
    return lives.get(id) ?? after;
  };
  return {
    state,
    passTo: (at) => {
      now = latest(now, at);
    },
    place: async (request) => {
      const placed = placeOrder(request);
      if ('refusal' in placed) throw new Error(`not placed: ${placed.refusal}`);
      return take(request.id, [asInput({ name: 'place', command: placed, cause: 'placed' })]);
    },
    tell: (id, ...heard) => take(id, heard.map(asInput)),
  };
}

/** The oldest short order of each SKU that the last step has freed hears of it. */
function toldOfFreed(market: Market, { id, turn, order }: Life): { id: string; sku: string }[] {
  const freed = turn.rows.flatMap(({ event }) =>
    event.type === 'GoodsReleased' || event.type === 'GoodsBack' ? [event.lineId] : [],
  );
  const skus = order.wish.lines.filter((line) => freed.includes(line.id)).map((line) => line.sku);
  return [...new Set(skus)].flatMap((sku) => {
    const waiting = market.lives.find(
      (life) =>
        life.id !== id &&
        !life.order.closed &&
        shortLines(life.order).some((line) => line.sku === sku),
    );
    return waiting ? [{ id: waiting.id, sku }] : [];
  });
}
