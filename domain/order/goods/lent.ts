/**
 * Pieces held for a line that needs them no more, while another line of the same goods lacks them: they stay with the
 * order. Where a place was told to pack them, they are held for the old line until it has agreed to the new one; where
 * none was told yet, a line that waits already goes on waiting its turn.
 */
import { isLive } from '../../parties/instruction';
import { remembered } from '../../remembered';
import type { Order } from '../order';
import { isClosedUp } from '../parties/packing';
import type { Line } from '../wish';
import { coveredQuantity, goodsOf, sentQuantity, wantedQuantity } from './goods';
import { piecesOf } from './pieces-of';

export interface Lent {
  /** The line they are held for. */
  readonly from: string;
  /** The line that gets them. */
  readonly lineId: string;
  readonly place: string;
  readonly quantity: number;
}

/** All that lines of an order lend each other. */
export function lent(order: Order): readonly Lent[] {
  return remembered(order, 'lent', () => lending(order));
}

/** Pieces that a line gets from others, at one place or anywhere. */
export function lentTo(order: Order, lineId: string, place?: string): number {
  const all = lent(order).filter((one) => one.lineId === lineId);
  return sum(place === undefined ? all : all.filter((one) => one.place === place));
}

/** Pieces that a line gives to others. */
export function lentFrom(order: Order, lineId: string): number {
  return sum(lent(order).filter(({ from }) => from === lineId));
}

const sum = (all: readonly Lent[]): number => all.reduce((some, one) => some + one.quantity, 0);

/** Each line that lacks pieces takes what others have to spare, the first line first. */
function lending(order: Order): readonly Lent[] {
  const lacking = order.wish.lines
    .map((line) => ({ line, lacks: lackingOf(order, line) }))
    .filter(({ lacks }) => lacks > 0);
  if (lacking.length === 0) return [];
  const skus = new Set(lacking.map(({ line }) => line.sku));
  const spare = order.wish.lines
    .filter(({ sku }) => skus.has(sku))
    .flatMap((line) => spareOf(order, line));
  return lacking.flatMap(({ line, lacks }) => {
    let left = lacks;
    return spare
      .filter((one) => one.sku === line.sku && (one.isTold || !waits(order, line)))
      .flatMap((one): readonly Lent[] => {
        const quantity = Math.min(left, one.quantity);
        if (quantity <= 0) return [];
        left -= quantity;
        one.quantity -= quantity;
        return [{ from: one.from, lineId: line.id, place: one.place, quantity }];
      });
  });
}

/** What a line would lack if none lent it anything. */
function lackingOf(order: Order, line: Line): number {
  return wantedQuantity(order, line) - coveredQuantity(goodsOf(order, line.id));
}

interface Spare {
  readonly from: string;
  readonly sku: string;
  readonly place: string;
  readonly isTold: boolean;
  quantity: number;
}

/** Whether it stands in the queue with the lines of all orders. */
function waits(order: Order, { id }: Line): boolean {
  return goodsOf(order, id).shortSince !== null;
}

/** What is held for a line beyond what it needs, where its packer can still put it elsewhere. */
function spareOf(order: Order, line: Line): readonly Spare[] {
  const goods = goodsOf(order, line.id);
  let needed = Math.max(0, wantedQuantity(order, line) - sentQuantity(goods));
  return goods.held.flatMap(({ place, quantity: all }): readonly Spare[] => {
    const own = Math.min(needed, all);
    needed -= own;
    const told = order.instructions.filter((one) => one.party === place);
    const isTold = told.some(isLive);
    // Who has refused does not pack the same goods for another line either.
    if (told.length > 0 && !isTold) return [];
    const quantity = Math.max(0, all - own - closedUp(order, place, line.id));
    return [{ from: line.id, sku: line.sku, place, isTold, quantity }];
  });
}

/** Pieces of a line in parcels of a place that nothing can be taken out of, those that have just left included. */
function closedUp({ parcels }: Order, place: string, lineId: string): number {
  return parcels
    .filter((one) => one.source === place && one.state !== 'cancelled' && isClosedUp(one))
    .reduce(
      (some, { lines }) =>
        some +
        piecesOf(
          lines.filter((one) => !one.shipped),
          lineId,
        ),
      0,
    );
}
