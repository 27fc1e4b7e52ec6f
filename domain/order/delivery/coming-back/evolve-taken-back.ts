/**
 * Folds that a parcel is taken back while the rest of the order goes on, and that its carrier gave it to the
 * customer all the same. Nobody is told here.
 */
import type { Parcel } from '../../../parties/parcel';
import { goodsOf } from '../../goods/goods';
import type { DeliveryCheck, Order } from '../../order';
import { noMoreWantedAgain } from './wanted-again';

/** No attempt counts any more: the rest is another delivery. */
const FORGIVEN: Pick<DeliveryCheck, 'failed' | 'failedAt' | 'failedParcels'> = {
  failed: 0,
  failedAt: null,
  failedParcels: [],
};

/** Its pieces count as refused, but for those of a lost one: they are written off beside. */
export function takenBackAt(order: Order, parcelId: string): Order {
  const parcel = order.parcels.find(({ id }) => id === parcelId);
  const next = { ...order, check: { ...order.check, ...FORGIVEN } };
  if (!parcel || parcel.state === 'lost') return next;
  const back: Parcel = { ...noMoreWantedAgain(parcel), state: 'returning', takenBack: true };
  const parcels = order.parcels.map((one) => (one.id === parcelId ? back : one));
  return withRefused({ ...next, parcels }, parcel, 1);
}

/** The order as if the parcel had never been taken back; as it is where it never was. */
export function neverTakenBack(order: Order, parcel: Parcel): Order {
  if (!parcel.takenBack) return order;
  const { takenBack: _was, ...plain } = parcel;
  const parcels = order.parcels.map((one) => (one.id === parcel.id ? plain : one));
  return withRefused({ ...order, parcels }, parcel, -1);
}

function withRefused(order: Order, { lines }: Parcel, sign: 1 | -1): Order {
  return lines.reduce((next, { lineId, quantity }) => {
    const goods = goodsOf(next, lineId);
    const refused = goods.refused + sign * quantity;
    return { ...next, goods: { ...next.goods, [lineId]: { ...goods, refused } } };
  }, order);
}
