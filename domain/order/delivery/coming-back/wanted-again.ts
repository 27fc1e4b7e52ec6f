/**
 * Which parcels are wanted all the same though they were tried in vain or are on their way back: the customer asked for
 * another day, place or way, or for more of their goods, since. Once back they are sent again; until then nothing moves.
 */
import type { Parcel } from '../../../parties/parcel';
import { same } from '../../../same';
import { goodsOf } from '../../goods/goods';
import { wishedPieces } from '../../goods/pieces-of';
import type { Order } from '../../order';
import { piecesIn } from '../../parties/packing';
import type { Line, Wish } from '../../wish';
import { wrongParcels } from './take-back';

/** Whether its carrier brings it back, or may do so after it was tried in vain. */
const mayComeBack = ({ state, takenBack }: Parcel): boolean =>
  (state === 'returning' || state === 'attempt_failed') && !takenBack;

function whereAndWhen({ delivery }: Wish): object {
  const { method, addressId, pickupPointId, window } = delivery;
  return { method, addressId, pickupPointId, window };
}

/** Comes back, it is refused or taken back like any other. */
export function noMoreWantedAgain({
  wantedAgain: _asked,
  wantedBy: _by,
  ...plain
}: Parcel): Parcel {
  return plain;
}

const isRefused = ({ state, reason }: Parcel): boolean =>
  reason === 'refused' && (state === 'returning' || state === 'returned');

/** Whether the customer sent it back while he waits for something else: what he asks for is meant for that. */
function isRefusal(order: Order, parcel: Parcel): boolean {
  const { wish } = order;
  const refused = order.parcels.filter(isRefused);
  const isAwaited = ({ id }: Line): boolean =>
    wishedPieces(wish, id) > goodsOf(order, id).delivered + piecesIn(refused, id);
  return isRefused(parcel) && wish.lines.some(isAwaited);
}

/** Whether one wish asks for a parcel in another place, at another time or with more of its goods than another did. */
function asksMore(before: Wish, after: Wish, { lines }: Parcel): boolean {
  const isElsewhere = !same(whereAndWhen(before), whereAndWhen(after));
  return (
    isElsewhere ||
    lines.some(({ lineId }) => wishedPieces(after, lineId) > wishedPieces(before, lineId))
  );
}

/**
 * The parcels once a delivery is planned anew: what went wrong or goes back is wanted again, whatever becomes of any
 * change, but what goes back not where another went wrong.
 */
export function allWantedAgain(order: Order): readonly Parcel[] {
  const wrong = wrongParcels(order);
  return order.parcels.map((one) => {
    const isMeant = wrong.length === 0 || wrong.includes(one);
    if (!isMeant || !mayComeBack(one) || isRefusal(order, one)) return one;
    const { wantedBy: _changes, ...plain } = one;
    return { ...plain, wantedAgain: true };
  });
}

/** The parcels as a change leaves them. */
export function wantedByChange(order: Order, changed: Wish): readonly Parcel[] {
  return order.parcels.map((one) => {
    const isPlanned = one.wantedAgain && !one.wantedBy;
    if (isPlanned || !mayComeBack(one) || isRefusal(order, one)) return one;
    if (!asksMore(order.wish, changed, one)) return one;
    return { ...one, wantedAgain: true, wantedBy: [...(one.wantedBy ?? []), changed.version] };
  });
}

/** The parcels once changes are reverted: what only those had asked for is wanted no more. */
export function unwantedByRevert(
  { parcels }: Order,
  versions: readonly number[],
): readonly Parcel[] {
  return parcels.map((one) => {
    const { wantedAgain, wantedBy } = one;
    if (!wantedAgain || !wantedBy || !mayComeBack(one)) return one;
    const left = wantedBy.filter((version) => !versions.includes(version));
    return left.length > 0 ? { ...one, wantedBy: left } : noMoreWantedAgain(one);
  });
}
