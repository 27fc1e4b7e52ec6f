/**
 * A party as data: who it is, when it works, how long it may take to answer, how it is told.
 */
import type { WorkingCalendar } from '../calendar/working-calendar';
import type { PartyKind } from './instruction';

export type Channel =
  | { readonly type: 'desk' }
  | { readonly type: 'webhook'; readonly url: string }
  | { readonly type: 'email'; readonly address: string }
  | { readonly type: 'adapter'; readonly name: string };

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
