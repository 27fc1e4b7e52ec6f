/**
 * Brings every amendment to its end: all parties agreed, or one refused and the shop's policy or a
 * person decides; then the customer is told the result once (R24).
 */
import type { Instant } from '../../calendar/instant';
import type { Terms } from '../../policy/policy';
import { goodsOf, wantedQuantity } from '../goods';
import { askPerson, channelsOf, tellCustomer } from '../asking';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { Order, PendingAmendment } from '../order';
import { instruct } from '../stages/instruct';
import type { Stage } from '../stages/stage';

/** Whether some party has still to be told or to answer. */
function isBeingTold(order: Order, terms: Terms, at: Instant): boolean {
  const telling = instruct
    .intents(order, terms, at)
    .filter((intent) => intent.kind === 'record')
    .flatMap((intent) => intent.facts)
    .some((fact) => fact.type === 'RevisionWritten' || fact.type === 'CallOffWritten');
  return telling || order.instructions.some((one) => one.pending !== null);
}

/** Whether more of a line has left than is wanted now: the change came too late for these pieces. */
function hasLeftAlready(order: Order): boolean {
  return order.wish.lines.some(
    (line) => goodsOf(order, line.id).shipped > wantedQuantity(order, line),
  );
}

/** The wish as it was before, as an amendment of its own; what has left by now stays wanted. */
export function revert(order: Order, amendment: PendingAmendment): OrderIntent {
  const version = order.wish.version + 1;
  const { before } = amendment;
  const lines = order.wish.lines.map((line) => {
    const was = before.lines.find((one) => one.id === line.id) ?? { ...line, removed: true };
    const wanted = was.removed ? 0 : was.quantity;
    const { shipped } = goodsOf(order, line.id);
    return shipped > wanted ? { ...was, quantity: shipped, removed: false } : was;
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
      wish: { ...before, lines, version },
      changes: [],
      reason: 'reverted',
      noteId: null,
    },
  );
}

function settleAmendment(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { amendment } = order;
  if (!amendment || order.closing) return [];
  if (amendment.state === 'partly_refused') {
    return terms.policy.partlyRefused === 'revert' && !amendment.isRevert
      ? [revert(order, amendment)]
      : askPerson(order, terms.policy, { kind: 'decide_partial_refusal', about: amendment.id, at });
  }
  if (isBeingTold(order, terms, at)) return [];
  const refused =
    hasLeftAlready(order) ||
    order.instructions.some((one) => one.refusedVersion === amendment.version);
  const state = refused ? 'partly_refused' : 'accepted';
  const { id: amendmentId, version } = amendment;
  return [record({ type: 'AmendmentSettled', amendmentId, version, state })];
}

/** The customer hears of the wish as it now is, unless agreed to in just this version. */
function tellResult(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const { version } = order.wish;
  if (!order.agreement || order.closing || order.amendment) return [];
  const { version: agreed, changed } = order.agreement;
  const known = version < agreed || (version === agreed && !changed);
  if (known || channelsOf(order).length === 0) return [];
  return tellCustomer(order, terms, { purpose: 'order_amended', version, at });
}

export const amendments: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) => [
    ...settleAmendment(order, terms, at),
    ...tellResult(order, terms, at),
  ],
  deadlines: () => [],
  waiting: () => null,
};
