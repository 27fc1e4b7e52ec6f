/**
 * A message to the customer while its outcome is open: noted, tried, unknown.
 * Once it is settled it leaves the state; the journal and the notification row keep it.
 */
import type { Instant } from '../calendar/instant';
import type { LocalDate } from '../calendar/local-time';
import type { ChangedPart } from '../order/amendment/changed-parts';
import type { DeliveryMethod, Window } from '../order/wish';

export type Purpose =
  | 'order_received'
  | 'goods_short'
  | 'confirm_by_sms'
  | 'goods_missing'
  | 'confirm_by_email'
  | 'confirm_by_voice'
  | 'confirm_reminder'
  | 'order_amended'
  | 'payment_asked'
  | 'payment_reminder'
  | 'delivery_delayed'
  | 'delivery_check'
  | 'parcel_sent'
  | 'parcel_arrived'
  | 'parcel_waits'
  | 'parcel_lost'
  | 'parcel_back'
  | 'order_closed';

/** Purposes that are written; the voice menu has words of its own. */
export type LetterPurpose = Exclude<Purpose, 'confirm_by_voice'>;

export type MessageChannel = 'sms' | 'email' | 'voice';

/** What a change has changed for the customer, and how it is now. */
export interface ChangeNews {
  readonly parts: readonly ChangedPart[];
  readonly way?: DeliveryMethod;
  readonly place?: 'address' | 'point';
  readonly window?: Window;
  /** The day it is expected, where that is later than was wished. */
  readonly day?: LocalDate;
  /** Minor units to be paid to who brings it, where that is not the total, and how where that is another way. */
  readonly door?: number;
  readonly by?: 'card' | 'cash';
  /** Minor units that come back to the customer. */
  readonly back?: number;
}

/** What the one message about a change says besides the change itself. */
export interface News {
  readonly changed?: ChangeNews;
  /** Pieces that nobody has. */
  readonly short?: readonly { readonly lineId: string; readonly quantity: number }[];
  /** Minor units that must be in before what waits for them is sent. */
  readonly owed?: number;
}

export interface Message {
  readonly id: string;
  readonly purpose: Purpose;
  readonly version: number;
  readonly channel: MessageChannel;
  /**
   * `waiting`: to be sent at `notBefore` or after; `unknown`: may have been sent; `ringing`: a call that
   * was taken, whose end is not known yet; `withdrawn`: lost its point while its sending may have begun,
   * and is kept until its outcome is heard.
   */
  readonly state: 'waiting' | 'unknown' | 'ringing' | 'withdrawn';
  readonly attempt: number;
  /** The attempt with which its present channel began; the first where it is left out. */
  readonly channelSince?: number;
  readonly notedAt: Instant;
  readonly notBefore: Instant;
  /** When the outcome became unknown, and whether the provider was asked since. */
  readonly unknownSince: Instant | null;
  /** Of a call that is ringing: since when. */
  readonly ringingSince?: Instant;
  readonly asked: number;
  readonly failedChannels: readonly MessageChannel[];
  readonly news?: News;
}

/**
 * What must stay known of a message that was settled after trouble: attempts only ever grow, because each
 * is the name of one effect, and a channel that failed is no way any more.
 */
export interface SettledMessage {
  readonly attempt: number;
  readonly failedChannels: readonly MessageChannel[];
  /** What a message about a change said of it: where it did not arrive, the customer has still to hear it. */
  readonly changed?: ChangeNews;
}
