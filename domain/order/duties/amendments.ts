/**
 * Brings every amendment to its end: all parties agreed, or one refused and the shop's policy or a
 * person decides; then the customer is told the result once (R24).
 */
import type { Instant } from '../../calendar/instant';
import type { Terms } from '../../policy/policy';
import { isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { wishKept } from '../amendment/keep-wish';
import { revert } from '../amendment/revert';
import { settledByDelivery } from '../amendment/settled-by-delivery';
import { isOfRevert } from '../amendment/reverted';
import { tellResult } from '../amendment/tell-amended';
import { isTouched } from '../amendment/told-anew';
import { staysSent } from '../delivery/coming-back/stays-sent';
import { wantedQuantity } from '../goods/goods';
import { hasRefusedChange, isAwaited, isOutOfHand, isUnwilling } from '../parties/in-hand';
import { askPerson } from '../tasks/asking';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import type { Order, PendingAmendment } from '../order';
import { instruct, untold } from '../stages/instruct';
import type { Stage } from '../stages/stage';

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

/** Whether somebody has to agree who was told of the order only because of the change, or will be when it opens. */
function isAgreedLater(order: Order, terms: Terms): boolean {
  if (order.deliveredAt) return false;
  const { version: wishVersion } = order.wish;
  const isToCome = untold(order, terms).some(({ content }) =>
    isTouched(order, { content, wishVersion }),
  );
  const isOwing = (one: Instruction): boolean =>
    one.state === 'refused' ? isUnwilling(order, one) : isAwaited(order, one);
  return isToCome || order.instructions.some((one) => isOwing(one) && isTouched(order, one));
}

/** Whether more of a line has left than is wanted now: the change came too late for these pieces. */
function hasLeftAlready(order: Order): boolean {
  return order.wish.lines.some((line) => staysSent(order, line.id) > wantedQuantity(order, line));
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

/** What the shop does of itself with a refused change; null where a person decides. */
function byPolicy(
  order: Order,
  terms: Terms,
  { amendment, at }: { readonly amendment: PendingAmendment; readonly at: Instant },
): readonly OrderIntent[] | null {
  const { partlyRefused } = terms.policy;
  if (partlyRefused === 'ask' || isOfRevert(order, amendment, terms)) return null;
  if (partlyRefused === 'revert') return [revert(order, amendment, { terms, at })];
  const kept = wishKept(order, terms, partlyRefused);
  return kept && [record(...kept)];
}

function settleAmendment(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { amendment } = order;
  if (!amendment || order.closing) return [];
  if (order.deliveredAt) return [record(...settledByDelivery(order, terms, amendment))];
  const isToldOf = amendment.state === 'telling';
  if (isToldOf && isBeingTold(order, terms, at)) return [];
  const isNo = order.instructions.some((one) => hasRefusedChange(order, one));
  const isLate = hasLeftAlready(order);
  const taken = isLate && !isNo && isAgreedAtTheDoor(order, amendment);
  const atTheDoor = taken ? wishKept(order, terms, 'take_back') : null;
  if (atTheDoor) return [record(...atTheDoor)];
  const isRefused = isLate || isNo;
  if (isRefused && !isToldOf) {
    const task = { kind: 'decide_partial_refusal', about: amendment.id, at } as const;
    return byPolicy(order, terms, { amendment, at }) ?? askPerson(order, terms.policy, task);
  }
  const isOpen = isBeingTold(order, terms, at) || isAgreedLater(order, terms);
  const agreed = isOpen ? 'telling' : 'accepted';
  const state = isRefused ? 'partly_refused' : agreed;
  const { id: amendmentId, version } = amendment;
  return state === amendment.state
    ? []
    : [record({ type: 'AmendmentSettled', amendmentId, version, state })];
}

export const amendments: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) => [
    ...settleAmendment(order, terms, at),
    ...tellResult(order, terms, at),
  ],
  deadlines: () => [],
  waiting: () => null,
};
