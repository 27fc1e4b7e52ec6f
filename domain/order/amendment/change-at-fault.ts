/**
 * Which change of a list a refusal is about, by its JSON Pointer: with five hundred of them nobody finds it otherwise.
 * Refuses nothing itself.
 */
import type { Change } from '../commands/shape-schemas';
import type { Line, Wish } from '../wish';

/** A line whose pieces a change sets, and where it does. */
interface LineAsked {
  readonly line: Line;
  readonly pointer: string;
}

/** The lines whose pieces are set, in the order of the changes. */
export function linesAsked({ lines }: Wish, changes: readonly Change[]): readonly LineAsked[] {
  const known = new Map(lines.map((line) => [line.id, line]));
  return changes.flatMap((change, index) => {
    if (!('lineId' in change) || change.type === 'set_price') return [];
    const line = known.get(change.lineId);
    const field = change.type === 'set_quantity' ? 'quantity' : 'lineId';
    return line ? [{ line, pointer: `/changes/${String(index)}/${field}` }] : [];
  });
}

/** Where a list changes the delivery: the whole of it, or a field. */
export function deliveryAsked(changes: readonly Change[], field: string): string {
  const index = changes.findIndex(({ type }) => type === 'change_delivery');
  return `/changes/${String(index)}/delivery/${field}`;
}
