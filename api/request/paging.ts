/**
 * Pages of lists: a limit, and an opaque cursor that says after which entry the next page begins.
 */
import { z } from 'zod';
import { unstorable } from '../../domain/storable';
import { invalid } from '../problems/problems';

/** The query parameters every list takes. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .meta({ description: 'How many entries at most' }),
  cursor: z.string().min(1).max(500).optional().meta({ description: '`next` of the page before' }),
};

/** The place of an entry in a list that is counted; PostgreSQL compares it as an int4. */
export const placeByNumber = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** What the cursor says, or null where there is none; throws 422 for one that is not of this list. */
export function readCursor<Place>(
  cursor: string | undefined,
  shape: z.ZodType<Place>,
): Place | null {
  if (cursor === undefined) return null;
  const said = parse(cursor);
  const read = shape.safeParse(said);
  if (read.success && !unstorable(said)) return read.data;
  throw invalid([{ pointer: '/cursor', detail: 'is no cursor of this list' }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Not one of ours; the shape refuses it.
    return undefined;
  }
}

/** The page of what was read: one entry more than the limit tells that there is a next one. */
export function pageOf<Item, Shown>(
  found: readonly Item[],
  page: {
    readonly limit: number;
    readonly place: (last: Item) => unknown;
    readonly show: (item: Item) => Shown;
  },
): { readonly items: readonly Shown[]; readonly next: string | null } {
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  const more = found.length > page.limit && last !== undefined;
  const next = more ? Buffer.from(JSON.stringify(page.place(last))).toString('base64url') : null;
  return { items: items.map(page.show), next };
}
