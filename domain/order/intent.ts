/**
 * What `plan` may ask for: facts to be recorded, moves of stock, effects outside.
 * An intent says what is wanted, never how it is done.
 */
import type { OutsideIntent } from '../life/life';
import type { MessageChannel, Purpose } from '../messages/message';
import type { CodeMove } from './codes/code-register';
import type { Channel } from '../parties/party';
import type { TellingKind } from '../parties/telling';
import type { OrderFact } from './events';

export type OrderEffect =
  | {
      readonly do: 'sendMessage';
      readonly messageId: string;
      readonly purpose: Purpose;
      readonly version: number;
      readonly channel: MessageChannel;
    }
  | {
      readonly do: 'askProvider';
      readonly messageId: string;
      readonly purpose: Purpose;
      readonly version: number;
      readonly channel: MessageChannel;
    }
  | {
      readonly do: 'tellParty';
      readonly instructionId: string;
      readonly number: number;
      readonly kind: TellingKind;
      readonly channel: Channel['type'];
    }
  | { readonly do: 'askCarrier'; readonly parcelId: string };

/** One movement of stock for one line; `source` is a warehouse, its pieces stand in the ledger. */
export interface StockMove {
  /** `missing`: it was to be there and is not, so nothing else that seems free there is counted on. */
  readonly kind: 'release' | 'ship' | 'restock' | 'missing';
  readonly lineId: string;
  readonly sku: string;
  readonly place: string;
  readonly quantity: number;
  readonly parcelId: string | null;
}

export interface StockWant {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** Suppliers that have said no for this line. */
  readonly avoid: readonly string[];
  /** Never searched for before: the order does not know yet what kind of goods it is. */
  readonly isNew: boolean;
}

export type StockIntent =
  | { readonly kind: 'reserve'; readonly wants: readonly StockWant[] }
  | {
      readonly kind: 'move';
      readonly moves: readonly StockMove[];
      /** Facts that are one act with the move. */
      readonly facts?: readonly OrderFact[];
    };

export type OrderIntent =
  | { readonly kind: 'record'; readonly facts: readonly OrderFact[] }
  | StockIntent
  | {
      readonly kind: 'codes';
      readonly moves: readonly CodeMove[];
      /** Facts that are one act with the moves. */
      readonly facts?: readonly OrderFact[];
    }
  | ({ readonly kind: 'outside' } & OutsideIntent<OrderEffect>);

/** An intent that is carried out by writing it down; several facts are one act. */
export function record(...facts: readonly OrderFact[]): OrderIntent {
  return { kind: 'record', facts };
}

/** The facts that intents would write down, where they are to be part of another act. */
export function factsOf(intents: readonly OrderIntent[]): readonly OrderFact[] {
  return intents.flatMap((intent) => (intent.kind === 'record' ? intent.facts : []));
}
