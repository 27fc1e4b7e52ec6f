/**
 * Looks lines up by their id in lists that never change: of a parcel, of what a party was told, of a wish. A large
 * order asks this for each of its lines, so no list is gone through anew each time.
 */
import { remembered } from '../../remembered';
import { wishedOf } from '../wish';
import type { Line, Wish } from '../wish';

interface Pieces {
  readonly lineId: string;
  readonly quantity: number;
}

/** A list as short as this is gone through faster than an index of it is made and found. */
const SHORT = 8;

/** The entries of a list that are of a line, in their order. */
export function entriesOf<Entry extends Pieces>(
  lines: readonly Entry[],
  lineId: string,
): readonly Entry[] {
  if (lines.length <= SHORT) return lines.filter((line) => line.lineId === lineId);
  const byLine = remembered(lines, 'by line', () => {
    const all = new Map<string, Entry[]>();
    for (const line of lines) {
      const known = all.get(line.lineId);
      if (known) known.push(line);
      else all.set(line.lineId, [line]);
    }
    return all;
  });
  return byLine.get(lineId) ?? [];
}

/** How many pieces of a line a list has. */
export function piecesOf(lines: readonly Pieces[], lineId: string): number {
  return entriesOf(lines, lineId).reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The line of a wish with this id, wanted or not any more. */
export function lineOf({ lines }: Pick<Wish, 'lines'>, lineId: string): Line | undefined {
  const byId = remembered(lines, 'by id', () => new Map(lines.map((line) => [line.id, line])));
  return byId.get(lineId);
}

/** How many pieces of a line are wished; none of one that is removed or was never there. */
export function wishedPieces(wish: Pick<Wish, 'lines'>, lineId: string): number {
  const line = lineOf(wish, lineId);
  return line ? wishedOf(line) : 0;
}
