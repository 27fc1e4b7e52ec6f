/**
 * What couriers ask for on the way, in the past tense. They decide nothing: whatever follows is a dispatcher's act.
 */
export interface CourierAsked {
  readonly type: 'CourierAsked';
  readonly parcelId: string;
  readonly wish: 'cancel' | 'change_sum' | 'other';
  /** The task in which the dispatcher decides; the one already open where just this was asked before. */
  readonly taskId: string;
  readonly noteId: string | null;
}
