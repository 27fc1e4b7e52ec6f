/**
 * Stock in memory with the same rules as the ledger in the database: for the simulator and for
 * domain tests. Counts what came and went, so that a leak can be seen.
 */
import { assert } from '../assert';
import type { StockMove, StockWant } from '../order/intent';
import type { Found, Supply } from '../order/goods/stock-facts';
import type { Booking, Stock } from '../order/step';
import { memoryCodes } from '../order/codes/memory-codes';
import type { CodeGiven, MemoryCodes } from '../order/codes/memory-codes';
import { bestOffer } from './offers';
import type { Offer } from './offers';
import { setAside } from './set-aside';
import type { SetAside, WaitingLine } from './set-aside';
import { shareOut } from './share-out';
import type { Shelf } from './share-out';

export interface ShelfItem {
  readonly place: string;
  readonly sku: string;
  onHand: number;
  reserved: number;
  /** Pieces that were to be there and were not. */
  lost: number;
}

/** A stock whose items may be looked at. */
export interface MemoryStock extends Stock {
  readonly items: readonly ShelfItem[];
  readonly codes: MemoryCodes;
  /** Puts goods on a shelf, for whoever waits for them. */
  readonly bring: (place: string, sku: string, quantity: number) => void;
}

export interface StockGiven {
  readonly shelves: readonly {
    readonly place: string;
    readonly sku: string;
    readonly onHand: number;
  }[];
  /** What suppliers could deliver, by SKU. */
  readonly offers?: Readonly<Record<string, readonly Offer[]>>;
  /** What leaves only after it is paid. */
  readonly prepaid?: readonly string[];
  /** The groups of goods, by SKU. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Certificates and promo codes of the shop. */
  readonly codes?: readonly CodeGiven[];
  /** Lines of all orders that lack goods, those set aside for them already taken off. */
  readonly waiting?: () => readonly WaitingLine[];
  /** Tells a waiting order what was set aside for it. */
  readonly tell?: (aside: SetAside) => void;
}

/** A stock with so many pieces on each shelf. */
export function memoryStock(given: StockGiven): MemoryStock {
  const items: ShelfItem[] = given.shelves.map((shelf) => ({ ...shelf, reserved: 0, lost: 0 }));
  const item = (place: string, sku: string): ShelfItem => {
    const found = items.find((one) => one.place === place && one.sku === sku);
    if (found) return found;
    const made = { place, sku, onHand: 0, reserved: 0, lost: 0 };
    items.push(made);
    return made;
  };
  const free = (): readonly Shelf[] =>
    items.map(({ place, sku, onHand, reserved }) => ({ place, sku, free: onHand - reserved }));
  const offer = (own: readonly WaitingLine[], lifeId: string | null): void => {
    const others = (given.waiting?.() ?? []).filter((line) => line.lifeId !== lifeId);
    for (const aside of setAside([...others, ...own], free())) {
      // What falls to a line of the same order is found by its own search in the same step.
      if (aside.lifeId === lifeId) continue;
      item(aside.place, aside.sku).reserved += aside.quantity;
      given.tell?.(aside);
    }
  };
  return {
    items,
    codes: memoryCodes(given.codes ?? []),
    reserve: ({ supply }: Booking, wants): Promise<readonly Found[]> => {
      const shared = shareOut(wants, free());
      for (const { sku, held } of shared) {
        for (const part of held) item(part.place, sku).reserved += part.quantity;
      }
      const found = shared.map(({ lineId, sku, held, short }): Found => {
        const want = wants.find((one) => one.lineId === lineId);
        const prepaidOnly = given.prepaid?.includes(sku) === true;
        const rest = withSource(
          { lineId, held, short },
          usable(given.offers?.[sku], want, supply),
          supply,
        );
        return { ...rest, ...(want?.isNew ? { prepaidOnly, group: given.groups?.[sku] } : {}) };
      });
      return Promise.resolve(found);
    },
    move: (booking: Booking, moves): Promise<void> => {
      for (const move of moves) moveItem(item(move.place, move.sku), move);
      offer(booking.waiting, booking.lifeId);
      return Promise.resolve();
    },
    bring: (place, sku, quantity) => {
      item(place, sku).onHand += quantity;
      offer([], null);
    },
  };
}

/** Offers of suppliers of the shop that have not refused the line. */
export function usable(
  offers: readonly Offer[] | undefined,
  want: Pick<StockWant, 'avoid'> | undefined,
  { suppliers }: Supply,
): readonly Offer[] {
  return (offers ?? []).filter(
    ({ party }) => suppliers.includes(party) && !want?.avoid.includes(party),
  );
}

/** What own stock lacks comes from the best supplier, where one offers it. */
export function withSource(
  found: Omit<Found, 'sourced' | 'prepaidOnly' | 'group'>,
  offers: readonly Offer[],
  { rule }: Supply,
): Found {
  const offer = found.short > 0 ? bestOffer(offers, rule) : undefined;
  if (!offer) return { ...found, sourced: [] };
  const { party, price, term } = offer;
  return { ...found, sourced: [{ party, quantity: found.short, price, term }], short: 0 };
}

function moveItem(item: ShelfItem, { kind, quantity }: StockMove): void {
  if (kind === 'restock') {
    item.onHand += quantity;
    return;
  }
  item.reserved -= quantity;
  if (kind === 'ship' || kind === 'missing') item.onHand -= quantity;
  if (kind === 'missing') {
    // Where nothing can be found, nothing is free either.
    item.lost += item.onHand - item.reserved;
    item.onHand = item.reserved;
  }
  assert(item.reserved >= 0 && item.onHand >= item.reserved, 'stock went below what is reserved');
}
