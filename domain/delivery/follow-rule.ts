/**
 * How a shop follows the parcels of a carrier that has them for days or weeks, as data of its policy.
 * Data only; which parcel is followed how is found by the order's rules.
 */

/** How a carrier that sends no reports is asked where a parcel is. */
export interface AskRule {
  /** Whose tracking is asked; parcels without a tracking number are not asked for. */
  readonly service: 'russian_post';
  readonly everyHours: number;
  /** Minutes before each further try while the service does not answer; the last one again and again. */
  readonly retryMinutes: readonly number[];
  /** So long nobody answers before a person looks into it. */
  readonly personAfterHours: number;
}

export interface FollowRule {
  /** Days a parcel is kept for the customer, the day it came being the first. */
  readonly storageDays: number;
  /** Days of these on which the customer is reminded. */
  readonly remindOn: readonly number[];
  /** Days without any word after which a parcel on its way is taken for lost. */
  readonly silentDays: number;
  /** Working days after delivery by which money taken for the shop must be in. */
  readonly moneyDays?: number;
  /** Minor units that a parcel sent in vain costs the shop. */
  readonly returnCost?: number;
  readonly ask?: AskRule;
}
