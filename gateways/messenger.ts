// What Ordo asks of whoever carries its messages, and the four ways such a request can end.
// No vendor, no wording and no policy in here.
import type { Instant } from '../domain/calendar/instant';

/**
 * How an attempt to send ended. A `code` is a status, a vendor's number or a network error's name,
 * never personal data nor the vendor's own sentences.
 */
export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly providerId: string }
  /** A definite no: nothing was sent and nothing will be. */
  | { readonly outcome: 'refused'; readonly code: string }
  /** Nothing was accepted, so the same request may safely be made again. */
  | { readonly outcome: 'repeat'; readonly code: string; readonly retryAfterSeconds?: number }
  /** It may have been accepted: never send again before asking. */
  | { readonly outcome: 'unknown'; readonly code: string };

/** What has become of a message that the provider did accept. */
export type DeliveryState = 'sent' | 'delivered' | 'failed';

/** The provider's answer to "did you get this?"; `no` is said only when it is certain. */
export type LookUp =
  | { readonly found: 'accepted'; readonly providerId: string; readonly state: DeliveryState }
  | { readonly found: 'no' }
  | { readonly found: 'cannot_tell'; readonly code: string };

export interface Sms {
  /** E.164, e.g. "+74951234567". */
  readonly to: string;
  readonly text: string;
  readonly callbackUrl: string;
}

export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Comes back in every event about this e-mail. */
  readonly notificationId: string;
}

export interface Call {
  readonly to: string;
  /** Asked by the provider for what to say once somebody answers. */
  readonly answerUrl: string;
  readonly callbackUrl: string;
}

export interface SmsGateway {
  /** Makes exactly one attempt; never throws for anything the provider or the network did. */
  send(sms: Sms): Promise<SendOutcome>;
  /**
   * Looks for a text message sent at `since` or later. `since` is real time, never an order's own
   * clock; ask a minute or more after the attempt, or a slow provider's `no` may come too early.
   */
  find(sms: { to: string; text: string; since: Instant }): Promise<LookUp>;
}

export interface EmailGateway {
  /** Makes exactly one attempt; never throws for anything the provider or the network did. */
  send(email: Email): Promise<SendOutcome>;
  /** Looks for an e-mail by our own id of it, where the provider can be asked that. */
  find(email: { notificationId: string; since: Instant }): Promise<LookUp>;
}

export interface VoiceGateway {
  /** Makes exactly one attempt; never throws for anything the provider or the network did. */
  call(call: Call): Promise<SendOutcome>;
  /**
   * Looks for a call made to a number at `since` (real time) or later. A call carries nothing of ours, so
   * those known to be others' are named; where two are left, nobody can tell which it is.
   */
  find(call: { to: string; since: Instant; others: readonly string[] }): Promise<LookUp>;
}
