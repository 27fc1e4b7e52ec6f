/**
 * What a shop may decide, as one versioned document; a running order keeps the version it began with.
 * Data only: no rule is hidden in it, no default is guessed at elsewhere.
 */
import type { WorkingCalendar } from '../calendar/working-calendar';
import type { LetterPurpose } from '../messages/message';
import type { Template } from '../messages/templates';
import type { DeliveryMethod } from '../order/wish';
import type { AutoConfirm } from '../order/contact/auto-confirm';
import type { FollowRule } from '../delivery/follow-rule';
import type { DeliveryWays } from '../delivery/delivery-ways';
import type { CallCard } from './call-card';
import type { Party } from '../parties/party';
import type { OfferRule } from '../stock/offers';
import type { TaskKind } from '../tasks/task';

/** When a step of the contact policy falls, counted from the step before it. */
export type Spacing = { readonly minutes: number } | 'next_morning';

/**
 * One way to try the customer. A link by SMS that is due at once is the message that the order has
 * been received: it carries the link, and goes by the channel agreed.
 */
export interface ContactStep {
  /** `voice`: Ordo calls by itself and a menu asks; `call`: a manager's task. */
  readonly do: 'sms' | 'call' | 'voice' | 'email';
  readonly after: Spacing;
}

export interface Policy {
  readonly title: string;
  readonly locale: 'ru' | 'en';
  readonly currency: string;
  /** Of addresses and phone numbers that name none; read by `countryOf`, for it may be left out. */
  readonly country?: string;
  readonly calendar: WorkingCalendar;
  /** Hours of the customer's day in which a phone may ring or buzz. */
  readonly decentHours: { readonly from: string; readonly to: string };
  readonly contact: {
    readonly steps: readonly ContactStep[];
    /** Working minutes of silence after the last step. */
    readonly remindAfterMinutes: number;
    readonly closeAfterMinutes: number;
    /** When nobody has to be asked; never where it is left out. */
    readonly autoConfirm?: AutoConfirm | null;
  };
  /** What the manager says in the call; the card has the order's own data only where it is left out. */
  readonly callCard?: CallCard;
  readonly carriers: Readonly<Record<DeliveryMethod, string>>;
  /** Ways of delivery with price and term by place; none is offered where it is left out. */
  readonly deliveryWays?: DeliveryWays;
  readonly supplyDays: number;
  /** By what the shop chooses among suppliers' offers; the cheapest where it says nothing. */
  readonly offers?: OfferRule;
  readonly prepayment: {
    readonly remindAfterMinutes: number;
    readonly closeAfterMinutes: number;
  };
  readonly delivery: {
    readonly checkAt: string;
    /** Days to the promised day where the customer chose no window. */
    readonly promisedDays: Readonly<Record<DeliveryMethod, number>>;
    /** Working minutes for the customer's answer to "did it come?". */
    readonly askMinutes: number;
    readonly maximumAttempts: number;
    /** Local time from which own couriers are told for the next working day at the earliest; never where left out. */
    readonly cutOff?: string;
    /** How parcels of post, pickup networks and transport companies are followed; not at all where left out. */
    readonly follow?: Readonly<Partial<Record<DeliveryMethod, FollowRule>>>;
  };
  /** Which parcels are looked at when they come back: those the customer had in hands, all, or none. */
  readonly inspectReturns?: 'opened' | 'always' | 'never';
  /** Local time by which cash must be in: on the day of delivery, or the first working day after it. */
  readonly handInBy: string;
  readonly messages: {
    /** Minutes before each further try of a provider that took nothing. */
    readonly retryMinutes: readonly number[];
    /** Seconds an unknown outcome waits for the provider's callback, then before each question. */
    readonly unknownSeconds: number;
    readonly unknownQuestions: number;
    /** Purposes that may be sent again when nobody can tell whether they went out. */
    readonly repeatUnknown: readonly string[];
  };
  /** Minutes before each further try of a party's server or mailbox; those of `messages` where left out. */
  readonly telling?: { readonly retryMinutes: readonly number[] };
  /** Working minutes until a task of the kind is overdue. */
  readonly taskMinutes: Readonly<Partial<Record<TaskKind, number>>>;
  /** Working minutes from an overdue task's reminder until the senior manager has it. */
  readonly taskRaiseMinutes?: number;
  /** What becomes of a change that a party refused; a person is asked where it makes no sense. */
  readonly partlyRefused: 'ask' | 'revert' | 'second_parcel' | 'take_back';
  /** The shop's own letters in place of Ordo's. */
  readonly templates?: Readonly<Partial<Record<LetterPurpose, Template>>>;
}

/** All that rules may know of a shop: its policy and its parties. */
export interface Terms {
  readonly policy: Policy;
  readonly parties: readonly Party[];
}

/** The party with this id; a bug or a poisoned policy where there is none. */
export function partyOf(terms: Terms, id: string): Party {
  const party = terms.parties.find((candidate) => candidate.id === id);
  if (!party) throw new Error(`policy names a party that does not exist: ${id}`);
  return party;
}
