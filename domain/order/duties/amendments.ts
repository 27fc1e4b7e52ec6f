/**
 * Brings every amendment to its end: all parties agreed, or one refused and the shop's policy or a
 * person decides; then the customer is told the result once (R24).
 */
import type { Instant } from '../../calendar/instant';
import type { Terms } from '../../policy/policy';
import { isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { wishKept } from '../amendment/keep-wish';
import { tellResult } from '../amendment/tell-amended';
import { goodsOf, sentQuantity, wantedQuantity } from '../goods/goods';
import { isAwaited, isOutOfHand } from '../parties/in-hand';
import { askPerson } from '../tasks/asking';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { Order, PendingAmendment } from '../order';
import { instruct } from '../stages/instruct';
import type { Stage } from '../stages/stage';
import { same } from '../../same';
import type { Wish } from '../wish';

/** Whether some party has still to be told or to answer. */
function isBeingTold(order: Order, terms: Terms, at: Instant): boolean {
  const telling = instruct
    .intents(order, terms, at)
    .filter((intent) => intent.kind === 'record')
    .flatMap((intent) => intent.facts)
    .some((fact) => fact.type === 'RevisionWritten' || fact.type === 'CallOffWritten');
  const isPending = (one: Instruction): boolean => one.pending !== null && isAwaited(order, one);
  return telling || order.instructions.some(isPending);
}

/** Whether more of a line has left than is wanted now: the change came too late for these pieces. */
function hasLeftAlready(order: Order): boolean {
  return order.wish.lines.some(
    (line) => sentQuantity(goodsOf(order, line.id)) > wantedQuantity(order, line),
  );
}

/** Who brings it has said yes to giving less than it has with it. */
function isAgreedAtTheDoor(order: Order, { version, atTheDoor }: PendingAmendment): boolean {
  const bringing = order.instructions.filter(
    (one) => one.kind === 'deliver' && isLive(one) && !isOutOfHand(order, one),
  );
  return (
    atTheDoor === true &&
    bringing.length > 0 &&
    bringing.every((one) => one.wishVersion === version)
  );
}

/** A day that has passed meanwhile cannot be promised again: what the way itself promises counts from now. */
function agreedBefore({ wish }: Order, { delivery }: Wish, at: Instant): Wish['delivery'] {
  const { window } = delivery;
  const isPast = window !== null && window.to <= at && !same(window, wish.delivery.window);
  return isPast ? { ...delivery, window: null } : delivery;
}

/**
 * The wish as it was before, as an amendment of its own; what has left by now stays wanted, and once all is
 * delivered nothing else is.
 */
export function revert(order: Order, amendment: PendingAmendment, at: Instant): OrderIntent {
  const version = order.wish.version + 1;
  const { before } = amendment;
  const lines = order.wish.lines.map((line) => {
    const was = before.lines.find((one) => one.id === line.id) ?? { ...line, removed: true };
    const wanted = was.removed ? 0 : was.quantity;
    const sent = sentQuantity(goodsOf(order, line.id));
    if (order.deliveredAt && sent === 0) return { ...was, removed: true };
    return sent > wanted || order.deliveredAt ? { ...was, quantity: sent, removed: false } : was;
  });
  return record(
    {
      type: 'AmendmentSettled',
      amendmentId: amendment.id,
      version: amendment.version,
      state: 'reverted',
    },
    {
      type: 'AmendmentMade',
      amendmentId: nextId(order, 'amendment'),
      version,
      wish: { ...before, delivery: agreedBefore(order, before, at), lines, version },
      changes: [],
      reason: 'reverted',
      noteId: null,
    },
  );
}

/** What the shop does of itself with a refused change; null where a person decides. */
function byPolicy(
  order: Order,
  terms: Terms,
  { amendment, at }: { readonly amendment: PendingAmendment; readonly at: Instant },
): readonly OrderIntent[] | null {
  const { partlyRefused } = terms.policy;
  if (partlyRefused === 'ask' || amendment.isRevert) return null;
  if (partlyRefused === 'revert') return [revert(order, amendment, at)];
  const kept = wishKept(order, terms, partlyRefused);
  return kept && [record(...kept)];
}

function settleAmendment(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { amendment } = order;
  if (!amendment || order.closing) return [];
  if (amendment.state === 'partly_refused') {
    const task = { kind: 'decide_partial_refusal', about: amendment.id, at } as const;
    return byPolicy(order, terms, { amendment, at }) ?? askPerson(order, terms.policy, task);
  }
  if (isBeingTold(order, terms, at)) return [];
  const isNo = order.instructions.some((one) => one.refusedVersion === amendment.version);
  const isLate = hasLeftAlready(order);
  const taken = isLate && !isNo && isAgreedAtTheDoor(order, amendment);
  const atTheDoor = taken ? wishKept(order, terms, 'take_back') : null;
  if (atTheDoor) return [record(...atTheDoor)];
  const refused = isLate || isNo;
  const state = refused ? 'partly_refused' : 'accepted';
  const { id: amendmentId, version } = amendment;
  return [record({ type: 'AmendmentSettled', amendmentId, version, state })];
}

export const amendments: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) => [
    ...settleAmendment(order, terms, at),
    ...tellResult(order, terms, at),
  ],
  deadlines: () => [],
  waiting: () => null,
};
