/**
 * A party as data: who it is, when it works, how long it may take to answer, how it is told.
 */
import type { WorkingCalendar } from '../calendar/working-calendar';
import type { PartyKind } from './instruction';

/** Services with an interface of their own that Ordo has an adapter for. */
export const ADAPTERS = ['metro-courier'] as const;
export type AdapterName = (typeof ADAPTERS)[number];

export type Channel =
  /** Reads what is to be done on Ordo's own pages. */
  | { readonly type: 'desk' }
  /** Signed messages to its own server, which answers over our API. */
  | { readonly type: 'webhook'; readonly url: string; readonly allowPrivate?: boolean }
  /** A letter with a link to a page on which it answers. */
  | { readonly type: 'email'; readonly address: string; readonly locale?: 'ru' | 'en' }
  /** A service with an interface of its own, by the name of its adapter. */
  | {
      readonly type: 'adapter';
      readonly name: AdapterName;
      readonly url: string;
      readonly allowPrivate?: boolean;
    };

/** What a party of a kind does for an order; null for who has no hand in its goods. */
export function taskOfKind(kind: PartyKind): 'supply' | 'pack' | 'deliver' | null {
  if (kind === 'cashier') return null;
  return kind === 'supplier' ? 'supply' : kind === 'warehouse' ? 'pack' : 'deliver';
}

export interface Party {
  readonly id: string;
  readonly kind: PartyKind;
  readonly title: string;
  /** Null: the shop's own calendar. */
  readonly calendar: WorkingCalendar | null;
  readonly deadlines: {
    /** Working minutes for an answer, and again after the reminder. */
    readonly answerMinutes: number;
  };
  readonly channel: Channel;
}

/** How people call parties, by their ids. */
export function partyTitles(
  parties: readonly Pick<Party, 'id' | 'title'>[],
): ReadonlyMap<string, string> {
  return new Map(parties.map(({ id, title }) => [id, title]));
}
