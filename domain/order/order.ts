/**
 * The state of an order: the wish, the promises of the parties and sums of the facts.
 * JSON values only and small for good: lists of what happened live in the journal.
 */
import type { Instant } from '../calendar/instant';
import type { Instruction } from '../parties/instruction';
import type { Parcel } from '../parties/parcel';
import type { OpenTask } from '../tasks/task';
import type { Message, SettledMessage } from '../messages/message';
import type { Changes } from './amendment/changed-parts';
import type { Replaced } from './amendment/replaced';
import type { Followed } from './delivery/following/followed-parcel';
import type { Wish } from './wish';

export type ClosingReason =
  | 'completed'
  | 'customer_silent'
  | 'declined'
  | 'changed_mind'
  | 'bought_elsewhere'
  | 'price'
  | 'term'
  | 'duplicate'
  | 'fraud'
  | 'not_paid'
  | 'out_of_stock'
  | 'undeliverable'
  | 'other';

/** The offer of a supplier that was taken for a line, and when. */
export interface Deal {
  readonly price: number | null;
  readonly term: number | null;
  readonly since: Instant;
}

/** What is held for one line, place by place, and where the rest comes from. */
export interface Goods {
  readonly held: readonly { readonly place: string; readonly quantity: number }[];
  readonly sourced: readonly { readonly party: string; readonly quantity: number }[];
  /** Wanted but neither held nor sourced, as the last search found it; null while not searched for. */
  readonly short: number | null;
  /** By supplier, those included that have delivered or said no since. */
  readonly deals?: Readonly<Record<string, Deal>>;
  /** Suppliers that said no or nothing at all for this line: not asked again. */
  readonly unwilling?: readonly string[];
  readonly shortSince: Instant | null;
  readonly shipped: number;
  /** Pieces that left and were lost or called back, so that others go in their place. */
  readonly replaced: number;
  readonly delivered: number;
  readonly refused: number;
  readonly returned: number;
}

/** What of the contact policy had been tried when the customer's number became another, and the version since which. */
export interface TriedBefore {
  readonly at: Instant;
  readonly version: number;
  readonly attempts: number;
  readonly voiceCalls: number;
  readonly texts: number;
}

/** Calls and messages of the contact policy that have really happened. */
export interface ContactFacts {
  readonly attempts: number;
  readonly lastAttemptAt: Instant | null;
  /** Calls by the voice menu that have ended; absent where there was none. */
  readonly voiceCalls?: number;
  readonly lastReachedAt: Instant | null;
  readonly callBackAt: Instant | null;
  /** The latest hour at which the customer asked to be called, kept after that call. */
  readonly promisedCallAt?: Instant;
  readonly emailedAt: Instant | null;
  readonly remindedAt: Instant | null;
  /** Calls and SMS to this number reach somebody else. */
  readonly wrongNumber: boolean;
  /** Ids of every number that was found to be somebody else's; they are never used again. */
  readonly wrongPhones?: readonly string[];
  /** Another number was given in place of a wrong one: what had been tried by then tells nothing of it. */
  readonly anew?: TriedBefore;
  /** The newest version of the wish for which the e-mail with everything reads the same; absent while that is its own. */
  readonly emailHolds?: number;
}

export interface Agreement {
  readonly at: Instant;
  readonly channel: string;
  readonly version: number;
  /** Changes were made in the same breath. */
  readonly changed?: boolean;
}

/** Sums in minor units. */
export interface MoneyFacts {
  readonly certificates: number;
  readonly paid: number;
  readonly refunded: number;
  /** Asked for and not yet made. */
  readonly refundAsked: number;
  /** The people who asked for it; absent where nobody ever did. */
  readonly refundAskedBy?: readonly string[];
  /** The part of it that Ordo asked for by itself, because too much was paid. */
  readonly refundAskedByOrdo?: number;
  /** Finance said no: not asked for again. */
  readonly refundRefused: number;
  /** Payments that were named from outside, so that each counts once; absent where none was. */
  readonly references?: readonly {
    readonly paymentId: string;
    readonly method: string;
    readonly reference: string;
    readonly amount: number;
  }[];
  /** What parcels sent in vain have cost the shop; no part of what the customer owes. */
  readonly deliveryCost?: number;
}

/** What an order holds of a certificate, and for which version of the wish it was asked last. */
export interface CertificateHold {
  readonly code: string;
  /** Minor units. */
  readonly held: number;
  readonly askedFor: number;
}

/** What an order has taken out of the register of codes. */
export interface HeldCodes {
  readonly promos: readonly string[];
  readonly certificates: readonly CertificateHold[];
}

/** The next-day check of the delivery now promised. */
export interface DeliveryCheck {
  /** How often the delivery was planned anew. */
  readonly attempts: number;
  /** When it was planned anew last: a promise in days is counted from here. */
  readonly plannedAt: Instant | null;
  /** Attempts that have failed so far, those nobody reported included. */
  readonly failed: number;
  /** Parcels the attempt now under way has failed for; several of one attempt count once. */
  readonly failedParcels: readonly string[];
  readonly failedAt: Instant | null;
  /** The late day the customer has been told of, so that each is told once. */
  readonly delayedTo: string | null;
  /** The moment it is then expected; absent where no delay is known. */
  readonly delayedUntil?: Instant;
  readonly askedAt: Instant | null;
  readonly saidNotReceived: boolean;
  readonly passedAt: Instant | null;
}

/** An amendment that is not settled yet, with what it replaced of the wish it found. */
export interface OpenAmendment {
  readonly id: string;
  readonly version: number;
  readonly isRevert: boolean;
  /** Parties had been told of the order by then; absent where nobody had, or it began before this was kept. */
  readonly afterTelling?: true;
  readonly replaced: readonly Replaced[];
}

/** The last amendment while parties still answer it. */
export interface PendingAmendment {
  readonly id: string;
  readonly version: number;
  readonly state: 'telling' | 'partly_refused';
  /** The wish as it was settled last. */
  readonly before: Wish;
  /** Whom a person had chosen by then to bring it; absent where nobody had. */
  readonly chosen?: string;
  /** All that are open, the oldest first, this one the last; absent where one began before this was kept. */
  readonly open?: readonly OpenAmendment[];
  /** It reverts an earlier amendment: refused in its turn, it is a person's decision. */
  readonly isRevert: boolean;
  /** It wants less of what was on its way already: the rest is taken back from the door. */
  readonly atTheDoor?: true;
}

/** What stood before an act of a person that changed nothing else. */
export interface Undo {
  readonly at: Instant;
  readonly task: OpenTask | null;
  readonly contact: ContactFacts | null;
}

export type Counted =
  'task' | 'instruction' | 'parcel' | 'message' | 'amendment' | 'payment' | 'reservation';

export interface Order {
  readonly id: string;
  readonly shop: string;
  readonly number: string;
  readonly placedAt: Instant;
  /** Where it came from; absent in orders written before it was kept. */
  readonly source?: string;
  readonly campaign?: string | null;
  /** Instant of the latest event. */
  readonly at: Instant;
  readonly wish: Wish;
  /** The shop has completed an order of this customer before; told apart by phone or e-mail. */
  readonly knownCustomer?: boolean;
  readonly goods: Readonly<Record<string, Goods>>;
  readonly contact: ContactFacts;
  readonly agreement: Agreement | null;
  /** The prepayment asked for and not met yet, and the version of the wish it was asked for. */
  readonly prepayment: {
    readonly askedAt: Instant;
    readonly remindedAt: Instant | null;
    readonly version?: number;
  } | null;
  readonly instructedAt: Instant | null;
  readonly instructions: readonly Instruction[];
  readonly parcels: readonly Parcel[];
  readonly check: DeliveryCheck;
  /** What following them has brought, by parcel. */
  readonly followed?: Readonly<Record<string, Followed>>;
  readonly deliveredAt: Instant | null;
  /** A dispatcher's choice instead of the policy's carrier. */
  readonly carrier: string | null;
  readonly money: MoneyFacts;
  /** Absent where it never had any. */
  readonly codes?: HeldCodes;
  readonly messages: readonly Message[];
  /** Settled messages that needed more than one attempt or told of a change; of all others nothing is to be known. */
  readonly settledMessages?: Readonly<Record<string, SettledMessage>>;
  /** Latest wish version noted for each purpose of message. */
  readonly told: Readonly<Record<string, number>>;
  readonly tasks: readonly OpenTask[];
  /** The last act while it can be undone; absent as soon as anything follows from it. */
  readonly undo?: Undo;
  readonly amendment: PendingAmendment | null;
  /** What the message about a change says of it; absent where nothing was changed. */
  readonly changes?: Changes;
  readonly closing: { readonly reason: ClosingReason; readonly at: Instant } | null;
  readonly closed: { readonly reason: ClosingReason; readonly at: Instant } | null;
  /** How many of each numbered thing there have been. */
  readonly counts: Readonly<Record<Counted, number>>;
}
