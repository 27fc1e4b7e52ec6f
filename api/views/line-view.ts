/**
 * One line of an order with what is held for it and where its pieces are. Pure.
 */
import type { Alternative, Alternatives } from '../../database/stock/alternatives';
import {
  sentQuantity,
  goodsOf,
  heldQuantity,
  sourcedQuantity,
  wantedQuantity,
} from '../../domain/order/goods/goods';
import { lentFrom, lentTo } from '../../domain/order/goods/lent';
import { lackOf } from '../../domain/order/goods/short-lines';
import type { Goods, Order } from '../../domain/order/order';
import type { Line } from '../../domain/order/wish';

type LineState =
  'reserved' | 'short' | 'removed' | 'packed' | 'shipped' | 'delivered' | 'refused' | 'returned';

/** The line as answers show it; a short one with what there is instead. */
export function lineView(order: Order, line: Line, alternatives: Alternatives = new Map()) {
  const goods = goodsOf(order, line.id);
  const { id, sku, title, attributes, quantity, prepaidOnly } = line;
  return {
    ...{ id, sku, title, attributes: { ...attributes }, quantity, prepaidOnly },
    price: { amount: line.price, currency: order.wish.currency },
    reserved:
      heldQuantity(goods) + sourcedQuantity(goods) + lentTo(order, id) - lentFrom(order, id),
    short: lackOf(order, line),
    state: stateOf(order, line, goods),
    ...(lackOf(order, line) > 0
      ? { alternatives: [...(alternatives.get(sku) ?? [])].map(asOut) }
      : {}),
  };
}

const asOut = (one: Alternative) => ({ ...one, attributes: { ...one.attributes } });

/** The farthest any piece of the line has come; a line that is wanted no more is removed. */
function stateOf(order: Order, line: Line, goods: Goods): LineState {
  if (goods.delivered > 0) return 'delivered';
  if (goods.returned > goods.replaced) return 'returned';
  if (goods.refused > 0) return 'refused';
  if (sentQuantity(goods) > 0) return 'shipped';
  if (wantedQuantity(order, line) === 0) return 'removed';
  if (lackOf(order, line) > 0) return 'short';
  const packed = order.parcels.some(
    (parcel) => parcel.state === 'packed' && parcel.lines.some((one) => one.lineId === line.id),
  );
  return packed ? 'packed' : 'reserved';
}
