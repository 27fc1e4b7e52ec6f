/**
 * Shares what is on the shelves out to the lines of one order, in line order: a place that has all of
 * a line before several that have parts, and whatever is left is short. Two lines of one SKU draw
 * from the same shelf, so together they never get more than there is.
 */
export interface Shelf {
  readonly place: string;
  readonly sku: string;
  readonly free: number;
}

export interface Want {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
}

export interface Sharing {
  readonly lineId: string;
  readonly sku: string;
  readonly held: readonly { readonly place: string; readonly quantity: number }[];
  readonly short: number;
}

/** What each line gets from where; never more than is free, never more than is wanted. */
export function shareOut(wants: readonly Want[], shelves: readonly Shelf[]): readonly Sharing[] {
  const free = new Map(shelves.map((shelf) => [keyOf(shelf.place, shelf.sku), shelf.free]));
  return wants.map(({ lineId, sku, quantity }) => {
    const places = shelves.filter((shelf) => shelf.sku === sku).map((shelf) => shelf.place);
    const freeAt = (place: string): number => free.get(keyOf(place, sku)) ?? 0;
    const whole = places.find((place) => freeAt(place) >= quantity);
    const held: { place: string; quantity: number }[] = [];
    let left = quantity;
    for (const place of whole === undefined ? places : [whole]) {
      const taken = Math.min(left, Math.max(0, freeAt(place)));
      if (taken === 0) continue;
      free.set(keyOf(place, sku), freeAt(place) - taken);
      held.push({ place, quantity: taken });
      left -= taken;
    }
    return { lineId, sku, held, short: left };
  });
}

const keyOf = (place: string, sku: string): string => `${place}\n${sku}`;
