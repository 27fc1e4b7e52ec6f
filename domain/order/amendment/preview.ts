/**
 * What an amendment would bring, before anything is done: money, whom to tell and for whom it is too
 * late, refusals. Pure: a thousand previews leave no trace.
 */
import type { Instant } from '../../calendar/instant';
import { isRefusal } from '../../life/life';
import type { Refusal } from '../../life/life';
import type { Totals } from '../../money/money';
import { isLive, lastTold } from '../../parties/instruction';
import { hasLeft } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { same } from '../../same';
import { asIfHeld } from '../codes/as-if-held';
import { desiredInstructions, desiredOf, withWish } from '../parties/desired';
import { coveredQuantity, goodsOf } from '../goods/goods';
import type { Goods, Order } from '../order';
import { orderTotals } from '../money/totals';
import type { Delivery, Wish } from '../wish';
import { wantedLines } from '../wish';
import { changedWish } from './decide-amendment';
import type { Asked } from './decide-amendment';

export interface Preview {
  readonly version: number;
  readonly totals: { readonly before: Totals; readonly after: Totals };
  /** As it would be. */
  readonly delivery: Delivery;
  readonly toCollect: number;
  readonly toRefund: number;
  /** Pieces wanted beyond what is covered already, per SKU. */
  readonly more: readonly { readonly sku: string; readonly quantity: number }[];
  readonly parties: readonly {
    readonly party: string;
    readonly effect: 'tell' | 'too_late' | 'none';
  }[];
  readonly refusals: readonly Refusal[];
}

/** Previews changes at an instant; refused changes show the totals unchanged and the refusal. */
export function previewAmendment(order: Order, terms: Terms, asked: Asked): Preview {
  const before = orderTotals(order);
  const wish = changedWish(order, { ...asked, policy: terms.policy });
  const version = order.wish.version;
  if (isRefusal(wish)) {
    const nothing = { toCollect: 0, toRefund: 0, more: [], parties: [] };
    const { delivery } = order.wish;
    return { version, totals: { before, after: before }, delivery, ...nothing, refusals: [wish] };
  }
  const changed = asIfHeld(asAmended(order, wish, asked.at), asked.codes ?? []);
  const after = orderTotals(changed);
  return {
    version,
    totals: { before, after },
    delivery: wish.delivery,
    toCollect: Math.max(0, after.due - before.due),
    toRefund: Math.max(0, after.overpaid - before.overpaid),
    more: moreWanted(changed),
    parties: partiesTouched(order, changed, terms),
    refusals: [],
  };
}

/** The order with the wish; with nothing wanted any more it is being ended. */
function asAmended(order: Order, wish: Wish, at: Instant): Order {
  return wantedLines(wish).length > 0
    ? withWish(order, wish)
    : { ...order, closing: { reason: 'changed_mind', at } };
}

function moreWanted(order: Order): Preview['more'] {
  const more = new Map<string, number>();
  if (order.closing) return [];
  for (const line of order.wish.lines) {
    const wanted = (line.removed ? 0 : line.quantity) - coveredQuantity(goodsOf(order, line.id));
    if (wanted > 0) more.set(line.sku, (more.get(line.sku) ?? 0) + wanted);
  }
  return [...more].map(([sku, quantity]) => ({ sku, quantity }));
}

/** The order as if what it lacks had been found where its other goods are, else in the first warehouse. */
function asIfSecured(order: Order, terms: Terms): Order {
  const others = Object.values(order.goods).flatMap((goods) => goods.held);
  const warehouse = terms.parties.find((party) => party.kind === 'warehouse');
  const place = others[0]?.place ?? warehouse?.id;
  if (place === undefined) return order;
  const goods = order.wish.lines.map((line): [string, Goods] => {
    const known = goodsOf(order, line.id);
    const quantity = (line.removed ? 0 : line.quantity) - coveredQuantity(known);
    if (quantity <= 0) return [line.id, known];
    const here = known.held.find((part) => part.place === place)?.quantity ?? 0;
    const elsewhere = known.held.filter((part) => part.place !== place);
    return [line.id, { ...known, held: [...elsewhere, { place, quantity: here + quantity }] }];
  });
  return { ...order, goods: Object.fromEntries(goods) };
}

/** A party is told where what it should do differs; too late where its parcel has left. */
function partiesTouched(order: Order, changed: Order, terms: Terms): Preview['parties'] {
  const desired = changed.closing ? [] : desiredInstructions(asIfSecured(changed, terms), terms);
  const told = order.instructions.filter(isLive).map((instruction) => {
    const { party, kind } = instruction;
    const wanted = desiredOf(desired, instruction);
    const differs = !same(wanted?.content ?? null, lastTold(instruction));
    const gone =
      kind !== 'deliver' &&
      order.parcels.some((parcel) => parcel.source === party && hasLeft(parcel));
    const effect = !differs ? 'none' : gone ? 'too_late' : 'tell';
    return { party, effect } as const;
  });
  const fresh = order.instructedAt
    ? desired
        .filter(({ party }) => !told.some((one) => one.party === party))
        .map(({ party }) => ({ party, effect: 'tell' as const }))
    : [];
  return [...told, ...fresh];
}
