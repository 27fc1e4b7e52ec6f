/**
 * What searching and moving goods leaves in the journal, and from whom may be bought: the same for who does it and
 * for who only looks ahead. Books nothing.
 */
import { CHEAPEST } from '../../stock/offers';
import type { OfferRule } from '../../stock/offers';
import type { Terms } from '../../policy/policy';
import type { OrderFact } from '../events';
import type { StockMove } from '../intent';

/** What a search for goods found for one line. */
export interface Found {
  readonly lineId: string;
  readonly held: readonly { readonly place: string; readonly quantity: number }[];
  readonly sourced: readonly {
    readonly party: string;
    readonly quantity: number;
    readonly price: number;
    readonly term: number;
  }[];
  readonly short: number;
  /** The goods leave only after they are paid; told where the search was the line's first. */
  readonly prepaidOnly?: boolean;
  /** The group of goods it is of; told like that, where the shop names one. */
  readonly group?: string | undefined;
}

/** From whom a shop buys what it has not, and by what it chooses. */
export interface Supply {
  readonly suppliers: readonly string[];
  readonly rule: OfferRule;
  readonly currency: string;
}

/** An offer of somebody who is no supplier of the shop's is none. */
export function supplyOf({ policy, parties }: Terms): Supply {
  const suppliers = parties.filter(({ kind }) => kind === 'supplier').map(({ id }) => id);
  return { suppliers, rule: policy.offers ?? CHEAPEST, currency: policy.currency };
}

/** What a search has found, as facts. */
export function foundFacts(found: Found): readonly OrderFact[] {
  const { lineId, held, sourced, short, group } = found;
  return [
    ...(group === undefined ? [] : [{ type: 'GoodsGrouped', lineId, group } as const]),
    ...(found.prepaidOnly ? [{ type: 'PrepaymentNeeded', lineId } as const] : []),
    ...held.map((part): OrderFact => ({ type: 'GoodsReserved', lineId, ...part })),
    ...sourced.map((part): OrderFact => ({ type: 'GoodsSourced', lineId, ...part })),
    ...(short > 0 ? [{ type: 'GoodsShort', lineId, quantity: short } as const] : []),
  ];
}

/** What a move of stock was, as a fact. */
export function movedFact(move: StockMove): OrderFact {
  const { lineId, place, quantity } = move;
  if (move.kind === 'release') return { type: 'GoodsReleased', lineId, place, quantity };
  if (move.kind === 'missing') return { type: 'GoodsMissing', lineId, place, quantity };
  const type = move.kind === 'ship' ? 'GoodsShipped' : 'GoodsBack';
  return { type, parcelId: move.parcelId ?? '', lineId, place, quantity };
}
