/**
 * What "take it back" means where one parcel goes wrong while others do not: that one is written off or called back,
 * paid by nobody, and the order ends by what comes. Facts only; what follows from them is the business of plan.
 */
import {
  hasLeft,
  isLookedAt,
  isMissing,
  isSettledParcel,
  outstanding,
} from '../../../parties/parcel';
import type { Parcel } from '../../../parties/parcel';
import type { OrderFact } from '../../events';
import { heldQuantity, sourcedQuantity } from '../../goods/goods';
import { shortLines } from '../../goods/short-lines';
import type { Order } from '../../order';

/** Whether it was tried in vain since the delivery was planned last. */
function isFailed({ check }: Order, { id, state, reportedAt }: Parcel): boolean {
  if (state !== 'attempt_failed') return false;
  return check.failedParcels.includes(id) || (reportedAt ?? '') > (check.plannedAt ?? '');
}

/** Parcels that were lost or tried in vain, and nothing has come of that yet. */
export function wrongParcels(order: Order): readonly Parcel[] {
  return order.parcels.filter((parcel) => isMissing(parcel) || isFailed(order, parcel));
}

/** Parcels that may still reach the customer, or whose loss is still to be dealt with. */
export function openParcels(order: Order): readonly Parcel[] {
  return order.parcels.filter(
    (parcel) => (!isSettledParcel(parcel) && !parcel.takenBack) || isMissing(parcel),
  );
}

const isWithCustomer = ({ lines }: Parcel): boolean => lines.some((line) => line.delivered > 0);

/** Whether something of the order is with the customer, comes to him or is still to be sent, these parcels apart. */
export function isMoreThan(order: Order, parcels: readonly Parcel[]): boolean {
  const comes = openParcels(order).filter(
    ({ state, wantedAgain }) => state !== 'returning' || wantedAgain === true,
  );
  const others = [
    ...comes,
    ...order.parcels.filter(isWithCustomer),
    ...order.parcels.filter(isLookedAt),
  ];
  return (
    others.some((parcel) => !parcels.includes(parcel)) ||
    shortLines(order).length > 0 ||
    Object.values(order.goods).some((goods) => heldQuantity(goods) + sourcedQuantity(goods) > 0)
  );
}

/** What is taken back: what went wrong or, where all is late alike, whatever is not there. */
export function takeBackFacts(order: Order): readonly OrderFact[] {
  const wrong = wrongParcels(order);
  const parcels = wrong.length > 0 ? wrong : openParcels(order);
  // What has not even left is not brought back: everybody is stood down.
  const isPart = parcels.length > 0 && parcels.every(hasLeft) && isMoreThan(order, parcels);
  if (!isPart) return [{ type: 'ClosingBegun', reason: 'undeliverable', noteId: null }];
  return [
    ...parcels.map(({ id: parcelId }): OrderFact => ({ type: 'ParcelTakenBack', parcelId })),
    ...parcels.filter(isMissing).flatMap(lostUnpaid),
  ];
}

function lostUnpaid(parcel: Parcel): readonly OrderFact[] {
  // What was refused at the door is paid by nobody already.
  const unpaid = parcel.opened ? {} : { unpaid: true as const };
  return outstandingLines(parcel).map(([lineId, quantity]): OrderFact => {
    return { type: 'GoodsLost', parcelId: parcel.id, lineId, quantity, ...unpaid };
  });
}

/** Lines of a parcel that are still out, with how many pieces of them. */
export function outstandingLines({ lines }: Parcel): readonly (readonly [string, number])[] {
  return lines
    .map((line) => [line.lineId, outstanding(line)] as const)
    .filter(([, pieces]) => pieces > 0);
}
