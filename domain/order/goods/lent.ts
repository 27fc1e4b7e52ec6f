/**
 * Pieces that a place was told to pack for a line that needs them no more, and that another line of the same goods
 * lacks: they stay with the order. They are held for the old line until their packer has agreed to the new one.
 */
import { isLive } from '../../parties/instruction';
import { remembered } from '../../remembered';
import type { Order } from '../order';
import { isClosedUp } from '../parties/packing';
import { wantedLines } from '../wish';
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

/** All that lines of an order lend each other; nothing before a place was told of the order. */
export function lent(order: Order): readonly Lent[] {
  return remembered(order, 'lent', () => lending(order));
}

/** Pieces that a line gets from others, at one place or anywhere. */
export function lentTo(order: Order, lineId: string, place?: string): number {
  return sum(lent(order).filter((one) => one.lineId === lineId && isAt(one, place)));
}

/** Pieces that a line gives to others, at one place or anywhere. */
export function lentFrom(order: Order, lineId: string, place?: string): number {
  return sum(lent(order).filter((one) => one.from === lineId && isAt(one, place)));
}

const isAt = (one: Lent, place: string | undefined): boolean =>
  place === undefined || one.place === place;

const sum = (all: readonly Lent[]): number => all.reduce((some, one) => some + one.quantity, 0);

/** Each line that lacks pieces takes what others have to spare, the first line first. */
function lending(order: Order): readonly Lent[] {
  if (order.closing || !order.instructedAt) return [];
  const lacking = wantedLines(order.wish)
    .map((line) => ({ line, lacks: line.quantity - coveredQuantity(goodsOf(order, line.id)) }))
    .filter(({ lacks }) => lacks > 0);
  if (lacking.length === 0) return [];
  const skus = new Set(lacking.map(({ line }) => line.sku));
  const spare = order.wish.lines
    .filter(({ sku }) => skus.has(sku))
    .flatMap((line) => spareOf(order, line));
  return lacking.flatMap(({ line, lacks }) => {
    let left = lacks;
    return spare
      .filter((one) => one.sku === line.sku)
      .flatMap((one): readonly Lent[] => {
        const quantity = Math.min(left, one.quantity);
        if (quantity <= 0) return [];
        left -= quantity;
        one.quantity -= quantity;
        return [{ from: one.from, lineId: line.id, place: one.place, quantity }];
      });
  });
}

interface Spare {
  readonly from: string;
  readonly sku: string;
  readonly place: string;
  quantity: number;
}

/** What is held for a line beyond what it needs, where its packer can still put it elsewhere. */
function spareOf(order: Order, line: Line): readonly Spare[] {
  const goods = goodsOf(order, line.id);
  let needed = Math.max(0, wantedQuantity(order, line) - sentQuantity(goods));
  return goods.held.map(({ place, quantity: all }) => {
    const own = Math.min(needed, all);
    needed -= own;
    const free = mayPackOtherwise(order, place) ? all - own - closedUp(order, place, line.id) : 0;
    return { from: line.id, sku: line.sku, place, quantity: Math.max(0, free) };
  });
}

function mayPackOtherwise({ instructions }: Order, place: string): boolean {
  return instructions.some(
    (one) => one.party === place && one.kind === 'pack' && !one.stands && isLive(one),
  );
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
