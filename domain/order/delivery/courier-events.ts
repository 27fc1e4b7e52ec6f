/**
 * What couriers say beside their reports, in the past tense: a wish changes nothing of the order by itself (R70).
 */
export type CourierWish = 'cancel' | 'change_sum' | 'other';

export interface CourierAsked {
  readonly type: 'CourierAsked';
  readonly parcelId: string;
  readonly wish: CourierWish;
  readonly noteId: string | null;
}
