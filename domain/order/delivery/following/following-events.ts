/**
 * What can happen to a parcel that is followed for days or weeks, and to what comes back. Facts only.
 */
export type FollowingEvent =
  /** The customer was told that its carrier has it, and the number by which to look it up. */
  | { readonly type: 'SentTold'; readonly parcelId: string }
  /** The customer was told that a parcel waits; day 1 is the day it came. */
  | { readonly type: 'StorageTold'; readonly parcelId: string; readonly day: number }
  /** Nobody has fetched it in the days it is kept: its carrier is to send it back. */
  | { readonly type: 'StorageOver'; readonly parcelId: string; readonly party: string }
  /** A person has asked for it back, so its carrier has its time once more. */
  | { readonly type: 'ReturnChased'; readonly parcelId: string; readonly party: string }
  | { readonly type: 'LossTold'; readonly parcelId: string }
  | {
      /** The customer was told that something of it goes back; one message may tell of several. */
      readonly type: 'BackTold';
      readonly parcelId: string;
      readonly version: number;
      /** Minor units of all that the message tells of. */
      readonly givenBack: number;
      readonly notTaken: number;
    }
  /** The day after it was to be handed over, its carrier has said nothing of it. */
  | { readonly type: 'HandOverMissed'; readonly parcelId: string; readonly party: string }
  | { readonly type: 'ParcelTakenForLost'; readonly parcelId: string; readonly party: string }
  /** It is brought no more, while the rest of the order goes on. */
  | { readonly type: 'ParcelTakenBack'; readonly parcelId: string }
  | {
      /** Ordo asked the carrier where a parcel is; what it said stands beside as reports. */
      readonly type: 'CarrierAsked';
      readonly parcelId: string;
      readonly party: string;
      readonly attempt: number;
      readonly found: 'words' | 'nothing' | 'unreachable';
      readonly code: string | null;
    }
  | { readonly type: 'CarrierUnreachable'; readonly parcelId: string; readonly party: string }
  | {
      readonly type: 'ReturnInspected';
      readonly parcelId: string;
      readonly lines: readonly Inspected[];
    }
  /** Minor units that bringing a parcel in vain has cost the shop. */
  | { readonly type: 'DeliveryCostBooked'; readonly parcelId: string; readonly amount: number };

/** How many pieces of a line that came back are good, and how many are not. */
export interface Inspected {
  readonly lineId: string;
  readonly restock: number;
  readonly writeOff: number;
}
