/**
 * Which parcels on their way back are wanted all the same: the customer asked for another day, place or way, or for more
 * of their goods, after their carrier had turned back. Once back they are sent again; until then nothing moves here.
 */
import type { Parcel } from '../../../parties/parcel';
import { same } from '../../../same';
import { lineOf } from '../../goods/pieces-of';
import type { Order } from '../../order';
import type { Wish } from '../../wish';

const isOnItsWayBack = ({ state, takenBack }: Parcel): boolean =>
  state === 'returning' && !takenBack;

function whereAndWhen({ delivery }: Wish): object {
  const { method, addressId, pickupPointId, window } = delivery;
  return { method, addressId, pickupPointId, window };
}

function wanted(wish: Wish, lineId: string): number {
  const line = lineOf(wish, lineId);
  return !line || line.removed ? 0 : line.quantity;
}

/** Whether one wish asks for a parcel in another place, at another time or with more of its goods than another did. */
function asksMore(before: Wish, after: Wish, { lines }: Parcel): boolean {
  const isElsewhere = !same(whereAndWhen(before), whereAndWhen(after));
  return isElsewhere || lines.some(({ lineId }) => wanted(after, lineId) > wanted(before, lineId));
}

/** The parcels once a delivery is planned anew: what goes back is wanted again, whatever becomes of any change. */
export function allWantedAgain({ parcels }: Order): readonly Parcel[] {
  return parcels.map((one) => {
    if (!isOnItsWayBack(one)) return one;
    const { wantedBy: _changes, ...plain } = one;
    return { ...plain, wantedAgain: true };
  });
}

/** The parcels as a change leaves them. */
export function wantedByChange({ parcels, wish }: Order, changed: Wish): readonly Parcel[] {
  return parcels.map((one) => {
    const isPlanned = one.wantedAgain && !one.wantedBy;
    if (isPlanned || !isOnItsWayBack(one) || !asksMore(wish, changed, one)) return one;
    return { ...one, wantedAgain: true, wantedBy: [...(one.wantedBy ?? []), changed.version] };
  });
}

/** The parcels once changes are taken back: what only those had asked for is wanted no more. */
export function unwantedByRevert(
  { parcels }: Order,
  versions: readonly number[],
): readonly Parcel[] {
  return parcels.map((one) => {
    const { wantedAgain, wantedBy, ...plain } = one;
    if (!wantedAgain || !wantedBy || !isOnItsWayBack(one)) return one;
    const left = wantedBy.filter((version) => !versions.includes(version));
    return left.length > 0 ? { ...one, wantedBy: left } : plain;
  });
}
