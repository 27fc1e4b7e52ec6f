/**
 * What an order keeps of following one parcel, beside the parcel itself. Data only.
 */
import type { Instant } from '../../calendar/instant';
import type { Inspected } from './following-events';

/** What following a parcel has brought; a field is absent while it has not happened. */
export interface Followed {
  /** When its carrier last said anything of it. */
  readonly heardAt?: Instant;
  /** Since when it waits for the customer. */
  readonly arrivedAt?: Instant;
  /** The latest day of storage the customer was told of. */
  readonly toldDay?: number;
  readonly sentTold?: true;
  readonly lossTold?: true;
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
