/**
 * Stock in memory with the same rules as the ledger in the database: for the simulator and for
 * domain tests. Counts what came and went, so that a leak can be seen.
 */
import { assert } from '../assert';
import type { StockMove } from '../order/intent';
import type { Booking, Found, Stock } from '../order/step';
import { bestOffer, shareOut } from './share-out';
import type { Offer } from './share-out';

export interface ShelfItem {
  readonly place: string;
  readonly sku: string;
  onHand: number;
  reserved: number;
}

/** A stock whose items may be looked at; `offers` are what suppliers could deliver. */
export interface MemoryStock extends Stock {
  readonly items: readonly ShelfItem[];
}

/** Stock with so many pieces on each shelf, and suppliers' offers by SKU. */
export function memoryStock(
  shelves: readonly { readonly place: string; readonly sku: string; readonly onHand: number }[],
  offers: Readonly<Record<string, readonly Offer[]>> = {},
): MemoryStock {
  const items: ShelfItem[] = shelves.map((shelf) => ({ ...shelf, reserved: 0 }));
  const item = (place: string, sku: string): ShelfItem => {
    const found = items.find((one) => one.place === place && one.sku === sku);
    if (found) return found;
    const made = { place, sku, onHand: 0, reserved: 0 };
    items.push(made);
    return made;
  };
  return {
    items,
    reserve: (_booking: Booking, wants): Promise<readonly Found[]> => {
      const free = items.map((one) => ({ ...one, free: one.onHand - one.reserved }));
      const shared = shareOut(wants, free);
      for (const { sku, held } of shared) {
        for (const part of held) item(part.place, sku).reserved += part.quantity;
      }
      return Promise.resolve(shared.map(({ sku, ...found }) => withSource(found, offers[sku])));
    },
    move: (_booking: Booking, moves): Promise<void> => {
      for (const move of moves) moveItem(item(move.place, move.sku), move);
      return Promise.resolve();
    },
  };
}

/** What own stock lacks comes from the best supplier, where one offers it. */
export function withSource(
  found: Omit<Found, 'sourced'>,
  offers: readonly Offer[] | undefined,
): Found {
  const offer = found.short > 0 ? bestOffer(offers ?? []) : undefined;
  return offer
    ? { ...found, sourced: [{ party: offer.party, quantity: found.short }], short: 0 }
    : { ...found, sourced: [] };
}

function moveItem(item: ShelfItem, { kind, quantity }: StockMove): void {
  if (kind === 'restock') {
    item.onHand += quantity;
    return;
  }
  item.reserved -= quantity;
  if (kind === 'ship') item.onHand -= quantity;
  assert(item.reserved >= 0 && item.onHand >= item.reserved, 'stock went below what is reserved');
}
