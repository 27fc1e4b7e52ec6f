/**
 * Sets goods that came free aside for the lines that lack them, the oldest first (R3): what one line does
 * not need is the next one's. Pure: which lines wait and what is free is handed in.
 */
import type { Instant } from '../calendar/instant';
import type { Shelf } from './share-out';

/** A line that lacks pieces, those set aside for it already taken off. */
export interface WaitingLine {
  readonly lifeId: string;
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly since: Instant;
}

export interface SetAside {
  readonly lifeId: string;
  readonly lineId: string;
  readonly sku: string;
  readonly place: string;
  readonly quantity: number;
}

function older(one: WaitingLine, other: WaitingLine): number {
  return (
    one.since.localeCompare(other.since) ||
    one.lifeId.localeCompare(other.lifeId) ||
    one.lineId.localeCompare(other.lineId)
  );
}

/** What is set aside for which line from where; never more than is free, never more than a line lacks. */
export function setAside(
  waiting: readonly WaitingLine[],
  shelves: readonly Shelf[],
): readonly SetAside[] {
  const free = shelves.map((shelf) => ({ ...shelf }));
  return [...waiting].sort(older).flatMap(({ lifeId, lineId, sku, quantity }) => {
    let lacking = quantity;
    const parts: SetAside[] = [];
    for (const shelf of free) {
      const taken = shelf.sku === sku ? Math.min(lacking, Math.max(0, shelf.free)) : 0;
      if (taken === 0) continue;
      shelf.free -= taken;
      lacking -= taken;
      parts.push({ lifeId, lineId, sku, place: shelf.place, quantity: taken });
    }
    return parts;
  });
}
