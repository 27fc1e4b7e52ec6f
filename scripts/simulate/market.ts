/**
 * Several orders of one shop in memory, with one clock and one stock. Every step goes through the form
 * in which a database keeps things. It decides nothing: it hears, steps and remembers.
 */
import type { Instant } from '../../domain/calendar/instant';
import { latest } from '../../domain/calendar/instant';
import type { Input, JournalRow } from '../../domain/life/life';
import type { OrderEvent } from '../../domain/order/events';
import { lackingLines } from '../../domain/order/goods/short-lines';
import type { Order } from '../../domain/order/order';
import { codeKey } from '../../domain/order/codes/code-register';
import type { CodeGiven } from '../../domain/order/codes/memory-codes';
import { placeOrder } from '../../domain/order/place';
import type { OrderRequest } from '../../domain/order/place';
import { step } from '../../domain/order/step';
import type { Stepped } from '../../domain/order/step';
import type { Terms } from '../../domain/policy/policy';
import { memoryStock } from '../../domain/stock/shelf';
import type { MemoryStock } from '../../domain/stock/shelf';
import type { Offer } from '../../domain/stock/offers';
import type { SetAside } from '../../domain/stock/set-aside';
import { asStored } from './as-stored';
import { CODES, GROUPS, OFFERS, PREPAID_ONLY, SHELVES } from './demo-shop';

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
  /** Goods set aside for orders that have not read of it yet. */
  readonly setAside: readonly SetAside[];
  /** Goods put on the shelves since. */
  readonly brought: readonly Brought[];
  readonly now: Instant;
}

export interface Brought {
  readonly place: string;
  readonly sku: string;
  readonly quantity: number;
}

/** A market that can be acted on; `watch` is called after every step and may throw. */
export interface OpenMarket {
  readonly state: () => Market;
  readonly place: (request: OrderRequest) => Promise<Life>;
  /** Hears any number of things at once; the names of commands and whatever came with them. */
  readonly tell: (id: string, ...heard: readonly Heard[]) => Promise<Life>;
  /** Moves the clock on, never back. */
  readonly passTo: (at: Instant) => void;
  /** Puts goods on a shelf. */
  readonly bring: (goods: Brought) => Promise<void>;
  /** Every order hears what was set aside for it. */
  readonly readInbox: () => Promise<void>;
}

export interface Heard {
  readonly name: string;
  readonly command?: unknown;
  /** When it was said; now where it is left out. */
  readonly at?: Instant;
  readonly cause?: string;
}

/** What a market begins with. */
export interface MarketGiven {
  readonly terms: Terms;
  readonly at: Instant;
  readonly watch: (taken: Taken) => void;
  /** What lies on the shelves, and what suppliers offer; the demo shop's where left out. */
  readonly shelves?: Market['shelves'];
  readonly offers?: Readonly<Record<string, readonly Offer[]>>;
  /** Certificates and promo codes; the demo shop's where left out. */
  readonly codes?: readonly CodeGiven[];
  /** The groups of goods, by SKU; the demo shop's where left out. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Orders hear of goods set aside for them with the next thing they hear, not at once. */
  readonly slowInbox?: boolean;
}

/** Opens a market at an instant. */
export function openMarket(begins: MarketGiven): OpenMarket {
  const { watch, shelves = SHELVES, offers = OFFERS, codes = CODES, groups = GROUPS } = begins;
  const terms = asStored(begins.terms);
  const inbox: SetAside[] = [];
  const lives = new Map<string, Life>();
  const brought: Brought[] = [];
  const stock = memoryStock({
    ...{ shelves, offers, prepaid: PREPAID_ONLY, codes, groups },
    waiting: () => waitingLines([...lives.values()], inbox),
    tell: (aside) => inbox.push(aside),
  });
  let now = begins.at;
  let causes = 0;
  const state = (): Market => ({
    ...{ terms, stock, shelves, brought, now },
    lives: [...lives.values()],
    setAside: [...inbox],
  });
  const asInput = ({ name, command = {}, at = now, cause }: Heard): Input => {
    causes += 1;
    return asStored({ cause: cause ?? `c:${String(causes)}`, at, name, command });
  };
  const unread = (id: string): readonly Input[] => {
    const own = inbox.filter((aside) => aside.lifeId === id);
    for (const aside of own) inbox.splice(inbox.indexOf(aside), 1);
    return own.map(({ lineId, sku, place, quantity }) =>
      asInput({ name: 'goodsSetAside', command: { lineId, sku, place, quantity } }),
    );
  };
  const take = async (id: string, said: readonly Input[]): Promise<Life> => {
    const before = lives.get(id) ?? null;
    const seq = before?.journal.length ?? 0;
    const inputs = [...said, ...unread(id)];
    const turn = await step(before?.order ?? null, inputs, { terms, at: now, stock, seq });
    const journal = [...(before?.journal ?? []), ...asStored(turn.rows)];
    const after = { id, order: asStored(turn.order), turn, journal };
    lives.set(id, after);
    watch({ market: state(), before, after, inputs });
    if (!begins.slowInbox) await readInbox();
    return lives.get(id) ?? after;
  };
  const readInbox = async (): Promise<void> => {
    for (let next = inbox[0]; next; next = inbox[0]) await take(next.lifeId, []);
  };
  return {
    state,
    readInbox,
    passTo: (at) => {
      now = latest(now, at);
    },
    place: async (request) => {
      const { certificates, promoCode, shop, id: lifeId, contact } = request;
      const named = [...certificates, ...(promoCode === null ? [] : [promoCode])].map(codeKey);
      const asker = { shop, lifeId, customerId: contact.personalId, at: now };
      const placed = placeOrder(request, { known: await stock.codes.look(asker, named), at: now });
      if ('refusal' in placed) throw new Error(`not placed: ${placed.refusal}`);
      return take(request.id, [asInput({ name: 'place', command: placed, cause: 'placed' })]);
    },
    tell: (id, ...heard) => take(id, heard.map(asInput)),
    bring: async (goods) => {
      brought.push(goods);
      stock.bring(goods.place, goods.sku, goods.quantity);
      if (!begins.slowInbox) await readInbox();
    },
  };
}

/** What every open order lacks, less what is set aside for it and not read yet. */
function waitingLines(
  lives: readonly Life[],
  inbox: readonly SetAside[],
): ReturnType<typeof lackingLines> {
  return lives
    .filter(({ order }) => !order.closed)
    .flatMap(({ order }) => lackingLines(order))
    .map((line) => {
      const own = inbox.filter(
        (aside) => aside.lifeId === line.lifeId && aside.lineId === line.lineId,
      );
      return {
        ...line,
        quantity: own.reduce((left, aside) => left - aside.quantity, line.quantity),
      };
    })
    .filter((line) => line.quantity > 0);
}
