/**
 * What the carrier's story makes of goods and order: off the stock when a parcel leaves, back on it when it
 * returns, written off when it is lost, and whether all has arrived or all has come back.
 */
import { hasLeft, isLookedAt, isSettledParcel, outstanding } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { entriesOf } from '../goods/pieces-of';
import { goodsOf, heldQuantity, skuOf, sourcedQuantity } from '../goods/goods';
import { shortLines } from '../goods/short-lines';
import type { OrderFact } from '../events';
import { record } from '../intent';
import type { OrderIntent, StockMove } from '../intent';
import type { Order } from '../order';
import { wantedLines } from '../wish';
import { followedOf } from './following/evolve-following';
import { ruleFor } from './following/followed';
import type { Inspected } from './following/following-events';
import { awaitsInspection } from './coming-back/inspection';

/** Goods of parcels that have left are taken off the stock. */
export function shipIntents(order: Order): readonly OrderIntent[] {
  const leaving = order.parcels
    .filter(hasLeft)
    .flatMap((parcel) => parcel.lines.map((line) => ({ parcel, line })))
    .filter(({ line }) => !line.shipped && line.quantity > 0);
  const moves: StockMove[] = [];
  const supplied: OrderIntent[] = [];
  for (const { parcel, line } of leaving) {
    const { lineId, quantity } = line;
    const held = goodsOf(order, lineId).held.some((part) => part.place === parcel.source);
    const place = parcel.source;
    if (held) {
      const move = { kind: 'ship', lineId, sku: skuOf(order, lineId), place, quantity } as const;
      moves.push({ ...move, parcelId: parcel.id });
    } else {
      supplied.push(record({ type: 'GoodsShipped', parcelId: parcel.id, lineId, place, quantity }));
    }
  }
  return moves.length > 0 ? [...supplied, { kind: 'move', moves }] : supplied;
}

/** Pieces of a returned parcel go back to stock, a supplier's own to the supplier. */
function toBringBack(order: Order, terms: Terms, parcel: Parcel): readonly OrderIntent[] {
  const { id: parcelId, source: place, lines } = parcel;
  const back = lines.filter((line) => outstanding(line) > 0);
  if (back.length === 0 || awaitsInspection(order, terms, parcel)) return [];
  const { inspected } = followedOf(order, parcelId);
  if (inspected) return afterInspection(order, parcel, inspected);
  if (terms.parties.some((party) => party.id === place && party.kind === 'supplier')) {
    return back.map((line) => {
      const { lineId } = line;
      return record({ type: 'GoodsBack', parcelId, lineId, place, quantity: outstanding(line) });
    });
  }
  const moves = back.map((line): StockMove => {
    const { lineId } = line;
    const sku = skuOf(order, lineId);
    return { kind: 'restock', lineId, sku, place, quantity: outstanding(line), parcelId };
  });
  return [{ kind: 'move', moves }];
}

/** Good pieces go back on the shelf, the others are written off, in one act; what is wanted once more goes anew. */
function afterInspection(
  order: Order,
  { id: parcelId, source: place, comesBack }: Parcel,
  lines: readonly Inspected[],
): readonly OrderIntent[] {
  const lost = lines
    .filter(({ writeOff }) => writeOff > 0)
    .map(({ lineId, writeOff: quantity }): OrderFact => ({
      ...{ type: comesBack ? 'GoodsSentAnew' : 'GoodsLost', parcelId, lineId, quantity },
    }));
  const moves = lines
    .filter(({ restock }) => restock > 0)
    .map(({ lineId, restock: quantity }): StockMove => {
      const sku = skuOf(order, lineId);
      return { kind: 'restock', lineId, sku, place, quantity, parcelId };
    });
  return moves.length > 0 ? [{ kind: 'move', moves, facts: lost }] : [record(...lost)];
}

/** What was lost is written off once nobody waits for it any more. */
function toWriteOff(order: Order): readonly OrderIntent[] {
  if (!order.closing && !order.deliveredAt) return [];
  return order.parcels
    .filter((parcel) => parcel.state === 'lost')
    .flatMap(({ id: parcelId, lines }) =>
      lines
        .filter((line) => outstanding(line) > 0)
        .map((line) => {
          const { lineId } = line;
          return record({ type: 'GoodsLost', parcelId, lineId, quantity: outstanding(line) });
        }),
    );
}

/** What bringing a parcel in vain has cost the shop is on its books. */
function costsToBook(order: Order, terms: Terms): readonly OrderIntent[] {
  return order.parcels
    .filter(({ state }) => state === 'returned')
    .flatMap(({ id: parcelId, carrier }) => {
      const amount = ruleFor(terms, carrier)?.returnCost ?? 0;
      const isToBook = amount > 0 && !followedOf(order, parcelId).costBooked;
      return isToBook ? [record({ type: 'DeliveryCostBooked', parcelId, amount })] : [];
    });
}

/** The customer took nothing of it: who brought it has it still. */
function isRefusedWhole(parcel: Parcel): boolean {
  return parcel.state === 'partly_delivered' && parcel.lines.every((line) => line.delivered === 0);
}

/** A parcel whose story is over, or that is awaited back, and of which nothing is with the customer. */
function isBackOrGone(parcel: Parcel): boolean {
  if (parcel.takenBack) return true;
  const isNowhere = parcel.state === 'lost' && parcel.lines.every((line) => !outstanding(line));
  const isReturned = parcel.state === 'returned' && !isLookedAt(parcel);
  const isBack = isReturned || parcel.state === 'cancelled';
  return isNowhere || isBack || isRefusedWhole(parcel);
}

/** Pieces of a line that have left and are not taken off the stock yet. */
function leavingPieces({ parcels }: Order, lineId: string): number {
  return parcels
    .filter(hasLeft)
    .flatMap(({ lines }) => entriesOf(lines, lineId))
    .filter((line) => !line.shipped)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * Nothing of the order is with the customer, something was refused there, and nothing else is to be sent. The one rule
 * for what ends an order and for what is said at the door before it is reported.
 */
export function isAllRefused(order: Order): boolean {
  const { parcels } = order;
  const isRefused = Object.values(order.goods).some(({ refused }) => refused > 0);
  const isHeld = Object.entries(order.goods).some(
    ([id, goods]) => heldQuantity(goods) + sourcedQuantity(goods) > leavingPieces(order, id),
  );
  // For what is short a person is finding something else.
  const isToSend = isHeld || shortLines(order).length > 0;
  const isNothingThere = !parcels.some((parcel) => parcel.lines.some((line) => line.delivered > 0));
  return isRefused && !isToSend && isNothingThere && parcels.every(isBackOrGone);
}

/** All that is wanted has reached the customer or was refused; for an order being ended, all that left. */
function hasArrived(order: Order): boolean {
  const { parcels } = order;
  const isSomething = parcels.some((parcel) => parcel.lines.some((line) => line.delivered > 0));
  const isOver = (parcel: Parcel): boolean => isSettledParcel(parcel) || parcel.takenBack === true;
  if (!isSomething || !parcels.every(isOver)) return false;
  return wantedLines(order.wish).every((line) => {
    const { delivered, refused } = goodsOf(order, line.id);
    return order.closing !== null || delivered + refused >= line.quantity;
  });
}

/** What came back, was lost or has arrived comes to its end, and the order with it. */
export function endIntents(order: Order, terms: Terms): readonly OrderIntent[] {
  const back = order.parcels
    .filter((parcel) => parcel.state === 'returned')
    .flatMap((parcel) => toBringBack(order, terms, parcel));
  const arrived =
    !order.deliveredAt && hasArrived(order) ? [record({ type: 'OrderDelivered' })] : [];
  // Who was met and took nothing has declined; who was not met could not be delivered to.
  const reason = order.parcels.some(isRefusedWhole) ? 'declined' : 'undeliverable';
  const ended =
    !order.closing && isAllRefused(order)
      ? [record({ type: 'ClosingBegun', reason, noteId: null })]
      : [];
  const ends = [...toWriteOff(order), ...arrived, ...ended];
  return [...back, ...costsToBook(order, terms), ...ends];
}
