/**
 * Which source is to pack how much of each line for the wish as it stands: what has left stays,
 * stock comes before suppliers, and what is over is free to be let go.
 */
import { remembered } from '../../remembered';
import { goodsOf, sentQuantity, wantedQuantity } from './goods';
import { lent, lentTo } from './lent';
import type { Order } from '../order';

export interface Share {
  readonly lineId: string;
  readonly source: string;
  readonly task: 'pack' | 'supply';
  /** Pieces this source is to pack, those that have left included. */
  readonly quantity: number;
  /** Pieces promised by this source and not yet gone. */
  readonly promised: number;
  /** Of the pieces to pack, those that are still held for another line of the order. */
  readonly lent: number;
}

/** Pieces of a line that have left a source. */
export function shippedFrom(order: Order, source: string, lineId: string): number {
  const all = remembered(order, 'shipped', () => shippedPieces(order));
  return all.get(`${source}\n${lineId}`) ?? 0;
}

function shippedPieces({ parcels }: Order): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { source, lines } of parcels) {
    for (const { lineId, quantity, shipped } of lines) {
      const of = `${source}\n${lineId}`;
      if (shipped) all.set(of, (all.get(of) ?? 0) + quantity);
    }
  }
  return all;
}

/** Shares of every line and source that has promised or sent something; a share may be of no pieces. */
export function allocation(order: Order): readonly Share[] {
  return remembered(order, 'allocation', () => shared(order));
}

function shared(order: Order): readonly Share[] {
  return order.wish.lines.flatMap((line) => {
    const goods = goodsOf(order, line.id);
    const places = heldOrLent(order, line.id).map((part) => ({
      source: part.place,
      task: 'pack' as const,
      ...part,
    }));
    const parties = goods.sourced.map((part) => ({
      source: part.party,
      task: 'supply' as const,
      lent: 0,
      ...part,
    }));
    const gone = order.parcels
      .filter((parcel) => ![...places, ...parties].some((part) => part.source === parcel.source))
      .filter((parcel) => shippedFrom(order, parcel.source, line.id) > 0)
      .map((parcel) => ({
        source: parcel.source,
        task: packsOwn(order, parcel.source),
        quantity: 0,
        lent: 0,
      }));
    let left = Math.max(0, wantedQuantity(order, line) - sentQuantity(goods));
    return [...uniqueBySource(gone), ...places, ...parties].map((part): Share => {
      const taken = Math.min(left, part.quantity);
      left -= taken;
      return {
        lineId: line.id,
        source: part.source,
        task: part.task,
        quantity: taken + part.lent + shippedFrom(order, part.source, line.id),
        promised: part.quantity,
        lent: part.lent,
      };
    });
  });
}

interface AtPlace {
  readonly place: string;
  readonly quantity: number;
  readonly lent: number;
}

/** The places that hold pieces for a line, and those that hold for others what it gets. */
function heldOrLent(order: Order, lineId: string): readonly AtPlace[] {
  const held = goodsOf(order, lineId).held.map((part) => ({
    ...part,
    lent: lentTo(order, lineId, part.place),
  }));
  const elsewhere = lent(order)
    .filter((one) => one.lineId === lineId)
    .filter(({ place }) => !held.some((part) => part.place === place))
    .map(({ place }) => place);
  return [
    ...held,
    ...[...new Set(elsewhere)].map((place) => ({
      ...{ place, quantity: 0, lent: lentTo(order, lineId, place) },
    })),
  ];
}

function packsOwn(order: Order, source: string): Share['task'] {
  const told = order.instructions.find((one) => one.party === source);
  return told?.kind === 'supply' ? 'supply' : 'pack';
}

function uniqueBySource<Part extends { readonly source: string }>(
  parts: readonly Part[],
): readonly Part[] {
  return parts.filter((part, at) => parts.findIndex((one) => one.source === part.source) === at);
}
