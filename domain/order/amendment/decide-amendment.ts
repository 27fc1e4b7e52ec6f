/**
 * Decides whether the wish may be changed now and what the new wish is. Whom that touches is found by
 * plan; nobody is told here.
 */
import type { Instant } from '../../calendar/instant';
import type { Refusal } from '../../life/life';
import { isRefusal } from '../../life/life';
import type { Policy } from '../../policy/policy';
import type { CommandOf } from '../commands/command-schemas';
import type { Change } from '../commands/shape-schemas';
import type { KnownCode } from '../codes/code-register';
import { refusedByWay } from '../delivery/refused-by-way';
import { repriced } from '../delivery/repriced';
import type { Decision, Scene } from '../scene';
import type { OrderFact } from '../events';
import { same } from '../../same';
import { settledPieces } from '../delivery/coming-back/stays-sent';
import { wishedPieces } from '../goods/pieces-of';
import { shortLines } from '../goods/short-lines';
import { factsOf } from '../intent';
import { nextId } from '../numbering';
import type { Order } from '../order';
import type { Wish } from '../wish';
import { wantedLines, wishedOf } from '../wish';
import { applyChanges } from './apply-changes';
import { deliveryAsked, linesAsked } from './change-at-fault';
import { tasksEndedBy } from './ended-tasks';
import { wishKept } from './keep-wish';
import { revert } from './revert';

/** Whether any change may be made at all now. After delivery the way on is a claim, when the order has ended too. */
function mayAmend(order: Order): Refusal | null {
  if (order.deliveredAt) return { refusal: 'already_delivered' };
  if (order.closed) return { refusal: 'already_closed' };
  if (order.closing) return { refusal: 'not_allowed_now' };
  return null;
}

/**
 * What has reached the customer or gone back cannot be wished away; what is on its way may be refused, and comes back
 * from the door. A wish for nothing is a cancellation.
 */
function contradictsFacts(order: Order, wish: Wish, changes: readonly Change[]): Refusal | null {
  for (const { line, pointer } of linesAsked(wish, changes)) {
    const wanted = wishedOf(line);
    const isLess = wanted < wishedPieces(order.wish, line.id);
    if (isLess && wanted < settledPieces(order, line.id)) return { refusal: 'too_late', pointer };
  }
  return null;
}

interface Wanted {
  readonly changes: readonly Change[];
  readonly noteId: string | null;
  readonly reason?: string;
  readonly askedBy?: 'customer' | 'manager';
}

/** Changes, when they are asked for, and what the register says of the codes they name. */
export interface Asked {
  readonly changes: readonly Change[];
  readonly at: Instant;
  readonly codes?: readonly KnownCode[];
}

/** The wish with the changes made, or the first reason why not. */
function changedWish(order: Order, asked: Asked & { readonly policy: Policy }): Wish | Refusal {
  const barred = mayAmend(order);
  if (barred) return barred;
  const { changes, at, codes: known = [] } = asked;
  const applied = applyChanges(order.wish, changes, { known, at });
  if (isRefusal(applied)) return applied;
  const barredWay = refusedByWay(order.wish, applied, asked);
  if (barredWay) return barredWay;
  const wish = repriced(order.wish, applied, asked);
  const { window } = wish.delivery;
  const isNew = window !== null && !same(window, order.wish.delivery.window);
  if (isNew && window.to <= asked.at) {
    return { refusal: 'too_late', pointer: deliveryAsked(changes, 'window') };
  }
  return contradictsFacts(order, wish, changes) ?? wish;
}

/** Who drops only what the shop has not got did not change his mind. */
function reasonToDropAll(order: Order): 'out_of_stock' | 'changed_mind' {
  return shortLines(order).length === wantedLines(order.wish).length
    ? 'out_of_stock'
    : 'changed_mind';
}

/** The events of an amendment, or why it may not be made; the last line dropped cancels the order. */
export function amendmentOf(scene: Scene, wanted: Wanted): readonly OrderFact[] | Refusal {
  const { order, at, terms, codes = [] } = scene;
  const wish = changedWish(order, { changes: wanted.changes, at, codes, policy: terms.policy });
  if (isRefusal(wish)) return wish;
  if (wantedLines(wish).length === 0) {
    return [{ type: 'ClosingBegun', reason: reasonToDropAll(order), noteId: wanted.noteId }];
  }
  return [
    {
      type: 'AmendmentMade',
      amendmentId: nextId(order, 'amendment'),
      version: wish.version,
      wish,
      changes: wanted.changes,
      reason: wanted.reason ?? null,
      noteId: wanted.noteId,
      ...(wanted.askedBy ? { askedBy: wanted.askedBy } : {}),
    },
  ];
}

/** An amendment made on a version that is no longer the present one is refused. */
export function amend(scene: Scene, command: CommandOf<'amend'>): Decision {
  const { version, changes, noteId } = command;
  const barred = mayAmend(scene.order);
  if (barred) return barred;
  if (version !== undefined && version !== scene.order.wish.version) {
    return { refusal: 'stale_version' };
  }
  const amended = amendmentOf(scene, { changes, noteId, askedBy: command.by });
  if (isRefusal(amended)) return amended;
  return [...amended, ...tasksEndedBy(scene.order, changes)];
}

/** What becomes of an amendment that a party refused. */
export function decideAmendment(
  { order, terms, at }: Scene,
  command: CommandOf<'decideAmendment'>,
): Decision {
  const { amendment } = order;
  if (order.closed) return { refusal: 'already_closed' };
  const isOpen = !order.closing && !order.deliveredAt && amendment?.state === 'partly_refused';
  if (amendment?.id !== command.amendmentId || !isOpen) {
    return { refusal: 'not_allowed_now' };
  }
  const { decision: outcome } = command;
  const decided =
    outcome === 'revert'
      ? factsOf([revert(order, amendment, { terms, at })])
      : wishKept(order, terms, outcome);
  if (!decided) return { refusal: 'not_allowed_now', pointer: '/decision' };
  const done: readonly OrderFact[] = order.tasks
    .filter((task) => task.kind === 'decide_partial_refusal')
    .map(({ id: taskId }) => ({ type: 'TaskDone', taskId, outcome, noteId: null }));
  return [...decided, ...done];
}
