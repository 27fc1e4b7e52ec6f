/**
 * Everything that can happen to an order, in the past tense. Facts only, ids instead of personal data;
 * what follows from an event is the business of evolve and plan.
 */
import type { Instant } from '../calendar/instant';
import type { InstructionContent } from '../parties/instruction';
import type { QuestionHeard } from '../parties/question';
import type { MessageChannel, News, Purpose } from '../messages/message';
import type { AmendmentEvent } from './amendment/amendment-events';
import type { CodeEvent } from './codes/code-events';
import type { CourierAsked } from './delivery/courier-events';
import type { FollowingEvent } from './delivery/following/following-events';
import type { GoodsEvent } from './goods/goods-events';
import type { TellingEvent } from './parties/telling-events';
import type { TaskEvent } from './tasks/task-events';
import type { ClosingReason } from './order';
import type { VoiceOutcome } from './voice/voice-outcome';
import type { Wish } from './wish';

export interface OrderPlaced {
  readonly type: 'OrderPlaced';
  readonly id: string;
  readonly shop: string;
  readonly number: string;
  readonly source: string;
  readonly campaign: string | null;
  readonly wish: Wish;
  readonly noteId: string | null;
  /** An earlier order of this customer was completed; left out where none is known of. */
  readonly knownCustomer?: boolean;
}

type Plain =
  | { readonly type: 'WorkflowStarted' }
  | { readonly type: 'DeadlinePassed'; readonly key: string }
  | {
      readonly type: 'Refused';
      readonly command: string;
      readonly refusal: string;
      readonly pointer: string | null;
      readonly missing: readonly string[];
    }
  | { readonly type: 'NoteTaken'; readonly noteId: string }
  | { readonly type: 'OperatorAskedToCancel' }
  | { readonly type: 'TroubleMet'; readonly what: string; readonly commands: readonly string[] };

export type ContactEvent =
  | {
      readonly type: 'ContactAttempted';
      readonly outcome: string;
      readonly callBackAt: Instant | null;
      readonly reason: string | null;
      readonly noteId: string | null;
    }
  | {
      readonly type: 'OrderAgreed';
      readonly channel: string;
      readonly version: number;
      /** Agreed with changes made in the same breath, of which the customer is then told once. */
      readonly changed?: boolean;
    }
  | {
      /** A call by the voice menu is over; what follows from it stands beside it. */
      readonly type: 'VoiceCallEnded';
      readonly messageId: string;
      readonly outcome: VoiceOutcome;
    }
  | { readonly type: 'AlreadyAgreed'; readonly channel: string };

export type PartyEvent =
  | {
      readonly type: 'InstructionWritten';
      readonly instructionId: string;
      readonly party: string;
      readonly content: InstructionContent;
      readonly wishVersion: number;
      readonly dueBy: Instant;
    }
  | {
      readonly type: 'RevisionWritten' | 'CallOffWritten';
      readonly instructionId: string;
      readonly party: string;
      readonly content: InstructionContent;
      readonly wishVersion: number;
      readonly dueBy: Instant;
    }
  | {
      readonly type: 'PartyAnswered';
      readonly instructionId: string;
      readonly party: string;
      readonly to: 'instruction' | 'revision' | 'call_off';
      readonly answer: 'accepted' | 'refused' | 'done';
      readonly wishVersion: number;
      readonly reason: string | null;
      readonly tracking: string | null;
      readonly noteId: string | null;
      /** Lines the refusal is about; all of them where it names none. */
      readonly lineIds?: readonly string[];
      /** False where the answer came late, twice or to an older version and so changed nothing. */
      readonly counts: boolean;
      /** The message it answers, where that is certain; else one that it may have been meant for. */
      readonly message?: number;
      readonly perhaps?: number;
      /** When the party can do it, where it says so. */
      readonly expectedAt?: Instant | null;
    }
  | {
      readonly type: 'PartyReminded';
      readonly instructionId: string;
      readonly party: string;
      readonly dueBy: Instant;
    }
  /** `CarrierGoesOn`: not called off any more, the parcel may be brought. */
  | {
      readonly type: 'InstructionOverdue' | 'CarrierGoesOn';
      readonly instructionId: string;
      readonly party: string;
    }
  | { readonly type: 'InstructionSetAside'; readonly instructionId: string; readonly party: string }
  | { readonly type: 'InstructionStands'; readonly instructionId: string; readonly party: string }
  | { readonly type: 'CarrierChosen'; readonly party: string }
  | {
      readonly type: 'ParcelAnnounced';
      readonly parcelId: string;
      readonly source: string;
      readonly carrier: string;
      readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
    }
  | {
      readonly type: 'ParcelReported';
      readonly parcelId: string;
      readonly status: string;
      readonly reportedAt: Instant;
      readonly reason: string | null;
      readonly tracking: string | null;
      readonly lines: readonly {
        readonly lineId: string;
        readonly accepted: number;
        readonly refused: number;
      }[];
      readonly counts: boolean;
      /** It came back from who was to bring it no more: its goods go out anew. */
      readonly calledBack?: boolean;
      /** When the carrier will bring it, where it says so. */
      readonly expectedAt?: Instant | null;
    };

export type DeliveryEvent =
  | { readonly type: 'OrderDelivered' }
  | { readonly type: 'DeliveryCheckPassed' }
  | { readonly type: 'DeliveryFoundMissing' }
  | {
      readonly type: 'CustomerSaidOfDelivery';
      readonly received: boolean;
      /** The parcels it is about; absent where it is said of all. */
      readonly parcelIds?: readonly string[];
    }
  | { readonly type: 'DeliveryPlannedAnew'; readonly reason: string }
  | { readonly type: 'DelayForeseen'; readonly day: string; readonly expectedAt: Instant };

export type MoneyEvent =
  | {
      readonly type: 'PaymentRecorded';
      readonly paymentId: string;
      readonly method: string;
      readonly amount: number;
      readonly reference: string | null;
    }
  | { readonly type: 'PaymentToldAgain'; readonly paymentId: string }
  | { readonly type: 'PrepaymentAsked'; readonly version?: number }
  | { readonly type: 'PrepaymentMet' }
  | { readonly type: 'RefundAsked'; readonly amount: number; readonly reason: string }
  | { readonly type: 'RefundMade' | 'RefundWithdrawn'; readonly amount: number }
  | { readonly type: 'RefundRefused'; readonly amount: number };

export type MessageEvent =
  | {
      readonly type: 'MessageNoted';
      readonly messageId: string;
      readonly purpose: Purpose;
      readonly version: number;
      readonly channel: MessageChannel;
      readonly notBefore: Instant;
      /** It says this as well, instead of messages of their own. */
      readonly news?: News;
      /** The message that a person had sent again. */
      readonly repeats?: string;
      /** It takes the place of one that could not be sent by these channels. */
      readonly failed?: readonly MessageChannel[];
    }
  | {
      readonly type: 'MessageSent';
      readonly messageId: string;
      readonly channel: MessageChannel;
      readonly attempt: number;
      readonly providerId: string | null;
      readonly learnt: 'answer' | 'callback' | 'question';
    }
  | {
      readonly type: 'MessagePutOff';
      readonly messageId: string;
      readonly attempt: number;
      readonly code: string;
      readonly notBefore: Instant;
    }
  | {
      readonly type: 'MessageChannelFailed';
      readonly messageId: string;
      readonly purpose: Purpose;
      readonly version: number;
      readonly channel: MessageChannel;
      readonly code: string;
      readonly next: MessageChannel | null;
      readonly notBefore: Instant;
      readonly news?: News;
    }
  | {
      readonly type: 'MessageUnknown';
      readonly messageId: string;
      readonly attempt: number;
      readonly code: string;
    }
  | { readonly type: 'ProviderAsked'; readonly messageId: string; readonly found: string }
  | { readonly type: 'MessageRepeated'; readonly messageId: string }
  | {
      readonly type: 'MessageGivenUp';
      readonly messageId: string;
      readonly purpose: Purpose;
      readonly why: 'unknown' | 'failed';
    }
  | { readonly type: 'MessageWithdrawn'; readonly messageId: string };

export type EndEvent =
  | {
      readonly type: 'ClosingBegun';
      readonly reason: ClosingReason;
      readonly noteId: string | null;
    }
  | { readonly type: 'OrderClosed'; readonly reason: ClosingReason };

export type OrderFact =
  | OrderPlaced
  | Plain
  | GoodsEvent
  | CourierAsked
  | ContactEvent
  | AmendmentEvent
  | PartyEvent
  | TellingEvent
  | DeliveryEvent
  | FollowingEvent
  | MoneyEvent
  | CodeEvent
  | MessageEvent
  | TaskEvent
  | QuestionHeard
  | EndEvent;

/** A fact with who said it: `customer`, `manager:<key>`, `party:<id>`, `courier:<id>`, `ordo`; never a name. */
export type OrderEvent = OrderFact & { readonly by: string };

/** What kind of event a name stands for. */
export type EventOf<Type extends OrderFact['type']> = Extract<OrderFact, { readonly type: Type }>;
