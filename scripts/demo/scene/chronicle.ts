// Follows one order's timeline and hands on every row once, as it happens, with the acts of the players between.
import type { Instant } from '../../../domain/calendar/instant';
import type { Text } from '../../../domain/messages/words/texts';
import type { Ask } from '../ordo/ask';

/** A row of the timeline as the API tells it. */
export interface TimelineRow {
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly by: string;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Something that happened: a row of Ordo's, or what a player did. */
export type Happening =
  { readonly row: TimelineRow } | { readonly act: Text; readonly at: Instant };

export interface Chronicle {
  /** Reads on from where it stopped. */
  readonly goOn: (ask: Ask, id: string) => Promise<void>;
  readonly act: (at: Instant, text: Text) => void;
  /** All rows so far. */
  readonly rows: () => readonly TimelineRow[];
}

interface Page {
  readonly items: readonly TimelineRow[];
  readonly next: string | null;
}

/** A chronicle that tells everything to `tell`. */
export function openChronicle(tell: (happening: Happening) => void): Chronicle {
  const rows: TimelineRow[] = [];
  return {
    goOn: async (ask, id) => {
      for (let cursor = ''; ;) {
        const path = `/v1/orders/${id}/timeline?limit=100${cursor}`;
        const page = await ask<Page>('auditor', path);
        const last = rows.at(-1)?.seq ?? 0;
        for (const row of page.items.filter(({ seq }) => seq > last)) {
          rows.push(row);
          tell({ row });
        }
        if (page.next === null) return;
        cursor = `&cursor=${encodeURIComponent(page.next)}`;
      }
    },
    act: (at, text) => tell({ act: text, at }),
    rows: () => rows,
  };
}
