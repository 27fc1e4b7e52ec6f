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

/** Comes back, it is refused or taken back like any other. */
export function noMoreWantedAgain({ wantedAgain: _asked, ...plain }: Parcel): Parcel {
  return plain;
}

/** Whether one wish asks for a parcel in another place, at another time or with more of its goods than another did. */
function asksMore(before: Wish, after: Wish, { lines }: Parcel): boolean {
  const isElsewhere = !same(whereAndWhen(before), whereAndWhen(after));
  return isElsewhere || lines.some(({ lineId }) => wanted(after, lineId) > wanted(before, lineId));
}

/** The parcels once a delivery is planned anew: what goes back is wanted again. */
export function allWantedAgain({ parcels }: Order): readonly Parcel[] {
  return parcels.map((one) => (isOnItsWayBack(one) ? { ...one, wantedAgain: true } : one));
}

/** The parcels as a change leaves them. */
export function wantedByChange({ parcels, wish }: Order, changed: Wish): readonly Parcel[] {
  const isAsked = (one: Parcel): boolean => isOnItsWayBack(one) && asksMore(wish, changed, one);
  return parcels.map((one) => (isAsked(one) ? { ...one, wantedAgain: true } : one));
}

/** The parcels as taking a change back leaves them: what only that had asked for is wanted no more. */
export function unwantedByRevert({ parcels, wish }: Order, before: Wish): readonly Parcel[] {
  return parcels.map((one) => {
    if (!isOnItsWayBack(one) || !asksMore(before, wish, one)) return one;
    return noMoreWantedAgain(one);
  });
}
