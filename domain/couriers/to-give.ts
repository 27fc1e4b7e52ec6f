/**
 * How many pieces of each parcel a courier's page tells him to give away: all that is in it, less what it tells him to
 * bring back. What he does is his own word.
 */
import { surplusInParcel } from '../order/delivery/coming-back/surplus-in-parcel';
import { isSettledParcel } from '../parties/parcel';
import type { Parcel } from '../parties/parcel';
import type { Visit } from './visit';

export interface ToGive {
  readonly parcel: Parcel;
  readonly lineId: string;
  /** In the parcel. */
  readonly quantity: number;
  readonly give: number;
}

/** Every line of the parcels that may still be spoken of at the door, by what the courier was told last. */
export function toGive({ order, parcels, content }: Visit): readonly ToGive[] {
  const { takeBack } = content;
  const left = new Map((takeBack ?? []).map(({ lineId, quantity }) => [lineId, quantity]));
  return parcels
    .filter((parcel) => !isSettledParcel(parcel))
    .flatMap((parcel) =>
      parcel.lines.map(({ lineId, quantity }) => {
        const known = takeBack ? (left.get(lineId) ?? 0) : surplusInParcel(order, parcel, lineId);
        const back = Math.min(quantity, known);
        if (takeBack) left.set(lineId, known - back);
        return { parcel, lineId, quantity, give: quantity - back };
      }),
    );
}
