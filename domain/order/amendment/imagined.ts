/**
 * An order as it would be once everything were done that follows from some facts: the same plan, carried out on
 * goods and codes that are only told of. Looks ahead and does nothing.
 */
import { assert } from '../../assert';
import type { Instant } from '../../calendar/instant';
import type { Terms } from '../../policy/policy';
import type { Offer } from '../../stock/offers';
import { usable, withSource } from '../../stock/shelf';
import { shareOut } from '../../stock/share-out';
import type { Shelf } from '../../stock/share-out';
import type { CodeMove, KnownCode } from '../codes/code-register';
import { heldCodes } from '../codes/evolve-codes';
import { moveFacts } from '../codes/hold-codes';
import type { OrderFact } from '../events';
import { evolveAll } from '../evolve';
import { foundFacts, movedFact, supplyOf } from '../goods/stock-facts';
import type { StockMove, StockWant } from '../intent';
import type { Order } from '../order';
import { MAXIMUM_ROUNDS, plan } from '../plan';
import type { Inside } from '../plan';

/** What there is to be had of the goods an order and its changes speak of. */
export interface ForSale {
  readonly shelves: readonly Shelf[];
  /** By SKU; of a SKU that is not named nothing is known. */
  readonly products: Readonly<
    Record<
      string,
      {
        readonly offers: readonly Offer[];
        readonly prepaidOnly: boolean;
        readonly group?: string | undefined;
      }
    >
  >;
}

export interface Imagined {
  readonly order: Order;
  /** Everything that would be written down, in turn. */
  readonly facts: readonly OrderFact[];
}

/** What whoever looks ahead knows of the world. */
export interface Known {
  readonly terms: Terms;
  readonly at: Instant;
  readonly forSale: ForSale;
  readonly codes: readonly KnownCode[];
}

/** The order after the facts and all that Ordo would do about them by itself at that moment. */
export function imagined(before: Order, facts: readonly OrderFact[], known: Known): Imagined {
  const { terms, at } = known;
  const world = worldOf(before, known);
  let order = before;
  const written: OrderFact[] = [];
  const write = (more: readonly OrderFact[]): void => {
    written.push(...more);
    const rows = more.map((fact) => ({ event: { ...fact, by: 'ordo' }, at }));
    order = evolveAll(order, rows) ?? order;
  };
  write(facts);
  for (let round = 0; ; round += 1) {
    const { inside } = plan(order, terms, at);
    if (!inside) return { order, facts: written };
    assert(round < MAXIMUM_ROUNDS, 'plan never came to rest');
    write(carriedOut(inside, world));
  }
}

interface World {
  readonly find: (wants: readonly StockWant[]) => readonly OrderFact[];
  readonly move: (moves: readonly StockMove[]) => readonly OrderFact[];
  readonly pay: (moves: readonly CodeMove[]) => readonly OrderFact[];
}

function carriedOut(intent: Inside, world: World): readonly OrderFact[] {
  switch (intent.kind) {
    case 'record':
      return intent.facts;
    case 'reserve':
      return world.find(intent.wants);
    case 'move':
      return [...world.move(intent.moves), ...(intent.facts ?? [])];
    case 'codes':
      return [...world.pay(intent.moves), ...(intent.facts ?? [])];
  }
}

/** Shelves and certificates that grow emptier as they are used, for one look ahead. */
function worldOf(order: Order, { terms, forSale, codes }: Known): World {
  const supply = supplyOf(terms);
  let shelves = forSale.shelves;
  const put = (place: string, sku: string, pieces: number): void => {
    shelves = shelves.map((shelf) =>
      shelf.place === place && shelf.sku === sku ? { ...shelf, free: shelf.free + pieces } : shelf,
    );
  };
  const held = heldCodes(order).certificates;
  const left = new Map(
    codes.map(({ code, left: all }) => {
      const own = held.find((one) => one.code === code)?.held ?? 0;
      return [code, (all ?? 0) - own];
    }),
  );
  return {
    find: (wants) =>
      shareOut(wants, shelves).flatMap((shared) => {
        const { lineId, sku, held: parts, short } = shared;
        for (const part of parts) put(part.place, sku, -part.quantity);
        const want = wants.find((one) => one.lineId === lineId);
        const { offers = [], prepaidOnly = false, group } = forSale.products[sku] ?? {};
        const found = withSource(
          { lineId, held: parts, short },
          usable(offers, want, supply),
          supply,
        );
        return foundFacts({ ...found, ...(want?.isNew ? { prepaidOnly, group } : {}) });
      }),
    move: (moves) =>
      moves.map((move) => {
        if (move.kind === 'release' || move.kind === 'restock') {
          put(move.place, move.sku, move.quantity);
        }
        return movedFact(move);
      }),
    pay: (moves) => {
      const done = moves.map((move) => {
        if (!('amount' in move)) return 1;
        const free = left.get(move.code) ?? 0;
        const amount = move.do === 'hold' ? Math.min(free, move.amount) : move.amount;
        left.set(move.code, free + (move.do === 'hold' ? -amount : amount));
        return amount;
      });
      return moveFacts(moves, done);
    },
  };
}
