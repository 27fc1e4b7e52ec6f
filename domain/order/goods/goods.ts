/**
 * Goods of an order line by line: what is held, sourced, short, on its way and back.
 * Folds the goods events and answers questions about them; the stock itself is the ledger's.
 */
import type { Instant } from '../../calendar/instant';
import { assert } from '../../assert';
import type { GoodsEvent } from './goods-events';
import type { Parcel, ParcelLine } from '../../parties/parcel';
import type { Deal, Goods, Order } from '../order';
import { lineOf } from './pieces-of';
import { wantedLines, wishedOf } from '../wish';
import type { Line } from '../wish';

/** Of a line nothing has been looked for yet. */
export const NO_GOODS: Goods = {
  held: [],
  sourced: [],
  short: null,
  shortSince: null,
  shipped: 0,
  replaced: 0,
  delivered: 0,
  refused: 0,
  returned: 0,
};

export function goodsOf(order: Order, lineId: string): Goods {
  return order.goods[lineId] ?? NO_GOODS;
}

const sum = (parts: readonly { readonly quantity: number }[]): number =>
  parts.reduce((total, part) => total + part.quantity, 0);

export function heldQuantity(goods: Goods): number {
  return sum(goods.held);
}

export function sourcedQuantity(goods: Goods): number {
  return sum(goods.sourced);
}

/** Pieces that left for the customer, less those that others go in place of. */
export function sentQuantity(goods: Goods): number {
  return goods.shipped - goods.replaced;
}

/** Pieces that somebody has promised or already sent. */
export function coveredQuantity(goods: Goods): number {
  return heldQuantity(goods) + sourcedQuantity(goods) + sentQuantity(goods);
}

/** Pieces wanted for a line now: none once the order is being ended. */
export function wantedQuantity(order: Order, line: Line): number {
  return order.closing ? 0 : wishedOf(line);
}

/** Whether any piece is with the customer: from then on the order cannot simply be ended. */
export function isPartlyDelivered(order: Order): boolean {
  return Object.values(order.goods).some((goods) => goods.delivered > 0);
}

/** Whether anything is still reserved, sourced or under way without its end. */
export function hasOpenGoods(order: Order): boolean {
  return Object.values(order.goods).some(
    (goods) =>
      goods.shipped > goods.delivered + goods.returned ||
      heldQuantity(goods) + sourcedQuantity(goods) > 0,
  );
}

function add(
  parts: readonly { readonly place: string; readonly quantity: number }[],
  place: string,
  quantity: number,
): readonly { readonly place: string; readonly quantity: number }[] {
  const before = parts.find((part) => part.place === place)?.quantity ?? 0;
  const now = before + quantity;
  assert(now >= 0, `more taken from ${place} than was held there`);
  const others = parts.filter((part) => part.place !== place);
  return now === 0 ? others : [...others, { place, quantity: now }];
}

/** What leaves a supplier that was given up meanwhile was promised by nobody: it is only counted as gone. */
function takeSource(goods: Goods, party: string, quantity: number): Goods['sourced'] {
  const promised = goods.sourced.find((part) => part.party === party)?.quantity ?? 0;
  return addSource(goods, party, -Math.min(promised, quantity));
}

function addSource(goods: Goods, party: string, quantity: number): Goods['sourced'] {
  const asPlaces = goods.sourced.map((part) => ({ place: part.party, quantity: part.quantity }));
  return add(asPlaces, party, quantity).map((part) => ({
    party: part.place,
    quantity: part.quantity,
  }));
}

/** Folds goods events in turn; the goods are copied once for all, as a copy for each is too much for many lines. */
export function evolveGoods(
  order: Order,
  happened: readonly { readonly event: GoodsEvent; readonly at: Instant }[],
): Order {
  const copied: Copied = { ...order, goods: { ...order.goods } };
  return happened.reduce((next, { event, at }) => evolved(next, event, at), copied);
}

/** An order whose goods are of this fold alone, which may write into them. */
type Copied = Omit<Order, 'goods'> & { readonly goods: Record<string, Goods> };

function evolved(order: Copied, event: GoodsEvent, at: Instant): Copied {
  if (event.type === 'GoodsFreed') return searchAgain(order, event.sku);
  if (event.type === 'PrepaymentNeeded') return withLine(order, event, { prepaidOnly: true });
  if (event.type === 'GoodsGrouped') return withLine(order, event, { group: event.group });
  const after = moved(goodsOf(order, event.lineId), event, at);
  order.goods[event.lineId] = isCalledBack(order, event) ? sentAnew(after, event.quantity) : after;
  const reservation = order.counts.reservation + 1;
  const next = {
    ...order,
    counts: { ...order.counts, reservation },
    parcels: 'parcelId' in event ? markLine(order.parcels, event) : order.parcels,
  };
  // What this order lets go of may be just what another line of it is short of.
  const freed = event.type === 'GoodsReleased' || event.type === 'GoodsBack';
  return freed ? searchAgain(next, skuOf(order, event.lineId)) : next;
}

/** What the shop says of the goods of a line is known from now on. */
function withLine(
  order: Copied,
  { lineId }: { readonly lineId: string },
  known: Pick<Line, 'prepaidOnly'> | Required<Pick<Line, 'group'>>,
): Copied {
  const lines = order.wish.lines.map((line) => (line.id === lineId ? { ...line, ...known } : line));
  return { ...order, wish: { ...order.wish, lines } };
}

/** What a line of the order, wanted or not any more, is called in the stock. */
export function skuOf(order: Order, lineId: string): string {
  return lineOf(order.wish, lineId)?.sku ?? '';
}

/** Others are to be searched for and sent in place of these. */
function sentAnew(goods: Goods, quantity: number): Goods {
  return { ...goods, replaced: goods.replaced + quantity, short: null };
}

/** Whether the pieces came back because somebody else is to bring them. */
function isCalledBack(order: Order, event: GoodsEvent): boolean {
  if (event.type !== 'GoodsBack') return false;
  return order.parcels.some((parcel) => parcel.id === event.parcelId && parcel.comesBack);
}

type OfParcel = Extract<GoodsEvent, { readonly parcelId: string }>;

function markLine(parcels: readonly Parcel[], event: OfParcel): readonly Parcel[] {
  const mark = (line: ParcelLine): ParcelLine =>
    event.type === 'GoodsShipped'
      ? { ...line, shipped: true }
      : { ...line, returned: line.returned + event.quantity };
  return parcels.map((parcel) => {
    if (parcel.id !== event.parcelId) return parcel;
    const lines = parcel.lines.map((line) => (line.lineId === event.lineId ? mark(line) : line));
    return { ...parcel, lines };
  });
}

function searchAgain(order: Copied, sku: string): Copied {
  for (const { id } of wantedLines(order.wish).filter((line) => line.sku === sku)) {
    const entry = order.goods[id];
    if (entry) order.goods[id] = { ...entry, short: null };
  }
  return order;
}

function moved(
  goods: Goods,
  event: Exclude<GoodsEvent, { type: 'GoodsFreed' | 'PrepaymentNeeded' | 'GoodsGrouped' }>,
  at: Instant,
): Goods {
  switch (event.type) {
    case 'GoodsReserved':
      return { ...goods, held: add(goods.held, event.place, event.quantity) };
    case 'GoodsSetAside':
      // The known lack shrinks with it; a line that wants more by now is searched for anew.
      return {
        ...goods,
        held: add(goods.held, event.place, event.quantity),
        short: goods.short === null ? null : Math.max(0, goods.short - event.quantity),
      };
    case 'GoodsSourced':
      return {
        ...goods,
        sourced: addSource(goods, event.party, event.quantity),
        deals: { ...goods.deals, [event.party]: dealOf(event, at) },
      };
    case 'GoodsShort':
      return {
        ...goods,
        short: event.quantity,
        shortSince: event.quantity > 0 ? (goods.shortSince ?? at) : null,
      };
    case 'GoodsReleased':
      return { ...goods, held: add(goods.held, event.place, -event.quantity) };
    case 'GoodsMissing':
      return { ...goods, held: add(goods.held, event.place, -event.quantity), short: null };
    case 'SourceDropped': {
      const sourced = addSource(goods, event.party, -event.quantity);
      if (!event.why) return { ...goods, sourced };
      return { ...goods, sourced, short: null, unwilling: [...unwillingFor(goods), event.party] };
    }
    case 'GoodsShipped': {
      const fromStock = goods.held.some((part) => part.place === event.place);
      return {
        ...goods,
        held: fromStock ? add(goods.held, event.place, -event.quantity) : goods.held,
        sourced: fromStock ? goods.sourced : takeSource(goods, event.place, event.quantity),
        shipped: goods.shipped + event.quantity,
      };
    }
    case 'GoodsBack':
      return { ...goods, returned: goods.returned + event.quantity };
    case 'GoodsLost': {
      const refused = goods.refused + (event.unpaid ? event.quantity : 0);
      return { ...goods, refused, returned: goods.returned + event.quantity };
    }
    case 'GoodsSentAnew':
      return sentAnew({ ...goods, returned: goods.returned + event.quantity }, event.quantity);
  }
}

function dealOf({ price, term }: Extract<GoodsEvent, { type: 'GoodsSourced' }>, at: Instant): Deal {
  return { price: price ?? null, term: term ?? null, since: at };
}

/** Suppliers that are not asked for a line again. */
export function unwillingFor(goods: Goods): readonly string[] {
  return goods.unwilling ?? [];
}
