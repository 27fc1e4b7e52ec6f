/**
 * Whether a party can still change anything of what it was told, for the checks of what it should have been told. It
 * looks at parcels and goods, and asks no rule.
 */
import type { Order } from '../../domain/order/order';
import { prepaymentOwed } from '../../domain/order/money/totals';
import { isLive } from '../../domain/parties/instruction';
import type { Instruction } from '../../domain/parties/instruction';
import { hasLeft, isSettledParcel } from '../../domain/parties/parcel';

/** All that the party had in hand has left it or come to its end: there is nothing left to tell it. */
export function isOutOfHand(order: Order, { id, kind, party, stands }: Instruction): boolean {
  const siblings = order.instructions
    .filter((one) => one.stands && one.kind === kind && isLive(one))
    .map((one) => one.id);
  const own = order.parcels
    .filter((parcel) => (kind === 'deliver' ? parcel.carrier : parcel.source) === party)
    .filter(({ sealedBy }) =>
      stands ? sealedBy.includes(id) : !sealedBy.some((by) => siblings.includes(by)),
    )
    .filter((parcel) => parcel.state !== 'cancelled');
  if (own.length === 0) return false;
  if (kind === 'deliver') return own.every(isSettledParcel);
  // What is not paid yet is told to nobody, and so keeps nothing in hand.
  const hasMore = looseAt(order, party) > 0 && prepaymentOwed(order) === 0;
  return own.every(hasLeft) && (stands || !hasMore);
}

/** Pieces a source holds for the order that are in no parcel of it. */
function looseAt(order: Order, party: string): number {
  const held = Object.values(order.goods)
    .flatMap((goods) => [
      ...goods.held,
      ...goods.sourced.map(({ party: place, quantity }) => ({ place, quantity })),
    ])
    .filter(({ place }) => place === party);
  const packed = order.parcels
    .filter(({ source, state }) => source === party && state !== 'cancelled')
    .filter((parcel) => !hasLeft(parcel))
    .flatMap((parcel) => parcel.lines);
  const sum = (parts: readonly { readonly quantity: number }[]): number =>
    parts.reduce((all, { quantity }) => all + quantity, 0);
  return Math.max(0, sum(held) - sum(packed));
}
