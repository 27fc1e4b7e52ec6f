/**
 * What an order keeps of following one parcel, beside the parcel itself. Data only.
 */
import type { Instant } from '../../../calendar/instant';
import type { Inspected } from './following-events';

/** What following a parcel has brought; a field is absent while it has not happened. */
export interface Followed {
  /** When its carrier last said anything of it. */
  readonly heardAt?: Instant;
  /** The latest moment of which it said anything, known words or others. */
  readonly saidAt?: Instant;
  /** Since when it waits for the customer. */
  readonly arrivedAt?: Instant;
  /** The pickup point it came to. */
  readonly cameTo?: string;
  /** The latest day of storage the customer was told of. */
  readonly toldDay?: number;
  /** Its days of storage are over and a person was asked for its return. */
  readonly storageOver?: true;
  /** When a person last asked for it back. */
  readonly chasedAt?: Instant;
  /** It was on its way back: whoever did not fetch it is told no apology for its loss. */
  readonly goesBack?: true;
  readonly sentTold?: true;
  readonly lossTold?: true;
  /** Which message told the customer that it goes back, with the sums of all that it told of, in minor units. */
  readonly backTold?: {
    readonly version: number;
    readonly givenBack: number;
    readonly notTaken: number;
  };
  readonly handOverAskedAt?: Instant;
  /** How often its carrier was asked, and when last. */
  readonly asked?: number;
  readonly askedAt?: Instant;
  /** Questions in a row that nobody answered, and since when. */
  readonly failures?: number;
  readonly unreachableSince?: Instant;
  /** A person was asked to look into that. */
  readonly unreachableTold?: true;
  readonly inspected?: readonly Inspected[];
  readonly costBooked?: true;
}
