/**
 * What of the wish has changed for the customer since he was told of it last, part by part: kept small, for the one
 * message that says it. How it is said is not known here.
 */
import { same } from '../../same';
import type { Wish } from '../wish';
import { replacedBy } from './replaced';

/** `sums`: goods, prices and codes, all that the total comes of. */
export type ChangedPart = 'window' | 'way' | 'place' | 'payment' | 'sums';

export interface Changes {
  /** Told of by the last message about a change. */
  readonly told: readonly ChangedPart[];
  readonly untold: readonly ChangedPart[];
}

const NONE: Changes = { told: [], untold: [] };

/** The parts in which two wishes differ for the customer. */
export function changedParts(before: Wish, after: Wish): readonly ChangedPart[] {
  const { delivery, payment } = before;
  const { delivery: newDelivery } = after;
  const isOtherWay = delivery.method !== newDelivery.method;
  const isOtherPlace =
    delivery.addressId !== newDelivery.addressId ||
    delivery.pickupPointId !== newDelivery.pickupPointId;
  const isOtherSum =
    delivery.price !== newDelivery.price ||
    replacedBy(before, after).some(({ part }) => SUMS.includes(part));
  return [
    ...(same(delivery.window, newDelivery.window) ? [] : (['window'] as const)),
    ...(isOtherWay ? (['way'] as const) : []),
    ...(isOtherPlace ? (['place'] as const) : []),
    ...(payment === after.payment ? [] : (['payment'] as const)),
    ...(isOtherSum ? (['sums'] as const) : []),
  ];
}

const SUMS: readonly string[] = ['pieces', 'price', 'promo', 'certificate'];

/** What is told of once a message about a change is noted; one that only stands in for an older one tells nothing new. */
export function withTold(
  { told, untold }: Changes = NONE,
  message: { readonly parts: readonly ChangedPart[]; readonly is: 'new' | 'newest' | 'older' },
): Changes {
  return {
    told: message.is === 'older' ? told : message.parts,
    untold: message.is === 'new' ? [] : untold,
  };
}

/** What is to be told once a change is made, besides what was to be told before it. */
export function withChanged(changes: Changes = NONE, parts: readonly ChangedPart[]): Changes {
  return { ...changes, untold: [...new Set([...changes.untold, ...parts])] };
}
