/**
 * Reverting a refused change, by an amendment of its own: of all that is open only what was refused.
 */
import type { Instant } from '../../calendar/instant';
import { same } from '../../same';
import { staysSent } from '../delivery/coming-back/stays-sent';
import { lineOf } from '../goods/pieces-of';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { OrderFact } from '../events';
import type { Order, PendingAmendment } from '../order';
import type { Scene } from '../scene';
import { wishedOf } from '../wish';
import type { Line, Wish } from '../wish';
import { reverted } from './reverted';
import type { Reverted } from './reverted';

/** A day that has passed meanwhile cannot be promised again: what the way itself promises counts from now. */
function agreedBefore({ wish }: Order, { delivery }: Wish, at: Instant): Wish['delivery'] {
  const { window } = delivery;
  const isPast = window !== null && window.to <= at && !same(window, wish.delivery.window);
  return isPast ? { ...delivery, window: null } : delivery;
}

/** A line as it was before; what has left for good by now stays wanted. */
function lineBefore(order: Order, before: Wish, line: Line): Line {
  const found = lineOf(before, line.id) ?? { ...line, removed: true };
  const { quantity, price, removed } = found;
  // What was learnt of its goods since stays known.
  const was = { ...line, quantity, price, removed };
  const wanted = wishedOf(was);
  const sent = staysSent(order, line.id);
  return sent > wanted ? { ...was, quantity: sent, removed: false } : was;
}

function settled(amendment: PendingAmendment, back: Reverted): readonly OrderFact[] {
  const type = 'AmendmentSettled';
  const state = 'reverted';
  if (back.isAll) {
    return [{ type, amendmentId: amendment.id, version: amendment.version, state }];
  }
  return back.amendments.map(({ id: amendmentId, version }): OrderFact => {
    return { type, amendmentId, version, state, alone: true };
  });
}

/** Whom a person had chosen for the way of before is to bring it again. */
function chosenBefore(
  order: Order,
  { chosen, before }: PendingAmendment,
  { wish }: Reverted,
): readonly OrderFact[] {
  const { method } = wish.delivery;
  const isBack = method === before.delivery.method && method !== order.wish.delivery.method;
  return isBack && chosen !== undefined ? [{ type: 'CarrierChosen', party: chosen }] : [];
}

/** The wish without what was refused, as an amendment of its own. */
export function revert(
  order: Order,
  amendment: PendingAmendment,
  { terms, at }: Pick<Scene, 'terms' | 'at'>,
): OrderIntent {
  const version = order.wish.version + 1;
  const back = reverted(order, amendment, terms);
  const lines = order.wish.lines.map((line) => lineBefore(order, back.wish, line));
  const made: OrderFact = {
    type: 'AmendmentMade',
    amendmentId: nextId(order, 'amendment'),
    version,
    wish: { ...back.wish, delivery: agreedBefore(order, back.wish, at), lines, version },
    changes: [],
    reason: 'reverted',
    noteId: null,
  };
  return record(...settled(amendment, back), made, ...chosenBefore(order, amendment, back));
}
