/**
 * Decides what customers and managers say of an order that is to be agreed: confirmations,
 * contact attempts, and the answers given on the customer's own page.
 */
import { plus } from '../../calendar/instant';
import { taskFacts } from '../tasks/asking';
import type { CommandOf } from '../commands/command-schemas';
import type { Decision, Scene } from '../scene';
import { amendmentOf } from '../amendment/decide-amendment';
import { tasksEndedBy } from '../amendment/ended-tasks';
import type { OrderFact } from '../events';
import { isPartlyDelivered } from '../goods/goods';
import type { ClosingReason, Order } from '../order';
import { openParcels } from '../delivery/coming-back/take-back';

const refuse = (refusal: string): Decision => ({ refusal });

/** Closes the open call task with the outcome: recording a call and working its task are one thing. */
function callTaskDone({ order }: Scene, outcome: string): readonly OrderFact[] {
  return order.tasks
    .filter((task) => task.kind === 'call_customer')
    .map(({ id: taskId }) => ({ type: 'TaskDone', taskId, outcome, noteId: null }));
}

/** Agrees the order, with the changes made in the same call as one act. */
export function confirm(scene: Scene, command: CommandOf<'confirm'>): Decision {
  const { order } = scene;
  if (order.closed) return refuse('already_closed');
  if (order.closing) return refuse('not_allowed_now');
  if (command.version !== undefined && command.version !== order.wish.version) {
    return refuse('stale_version');
  }
  const { channel } = command;
  if (order.agreement) {
    return command.changes || channel === 'phone'
      ? refuse('already_confirmed')
      : [{ type: 'AlreadyAgreed', channel }];
  }
  const note: readonly OrderFact[] = command.noteId
    ? [{ type: 'NoteTaken', noteId: command.noteId }]
    : [];
  const done = callTaskDone(scene, 'confirmed');
  const { version } = order.wish;
  if (!command.changes) return [{ type: 'OrderAgreed', channel, version }, ...note, ...done];
  const amended = amendmentOf(scene, { changes: command.changes, noteId: null });
  if ('refusal' in amended) return amended;
  const wish = amended.find((fact) => fact.type === 'AmendmentMade');
  // With the last line dropped there is nothing left to agree on: the order ends.
  const agreed: readonly OrderFact[] = wish
    ? [{ type: 'OrderAgreed', channel, version: wish.version, changed: true }]
    : [];
  return [...amended, ...agreed, ...note, ...done, ...tasksEndedBy(order, command.changes)];
}

/** Nobody keeps a promise to call that is older. */
const LATEST_CALL_BACK = 'P365D';

/** One attempt to reach the customer; `declined` ends the order, `reached` alone does not confirm it. */
export function recordContact(scene: Scene, command: CommandOf<'recordContact'>): Decision {
  const { order, at } = scene;
  const { outcome, callBackAt, noteId } = command;
  if (order.closed) return refuse('already_closed');
  const isOutOfReach = !callBackAt || callBackAt <= at || callBackAt > plus(at, LATEST_CALL_BACK);
  if (outcome === 'call_back' && isOutOfReach) {
    return { refusal: 'moment_out_of_range', pointer: '/callBackAt' };
  }
  if (outcome === 'declined' && (isPartlyDelivered(order) || order.closing)) {
    return refuse(order.closing ? 'not_allowed_now' : 'already_delivered');
  }
  const attempted: OrderFact = {
    type: 'ContactAttempted',
    outcome,
    callBackAt: outcome === 'call_back' ? callBackAt : null,
    reason: command.reason,
    noteId,
  };
  const ended: readonly OrderFact[] =
    outcome === 'declined'
      ? [{ type: 'ClosingBegun', reason: command.reason ?? 'declined', noteId: null }]
      : [];
  return [attempted, ...callTaskDone(scene, outcome), ...ended];
}

/** What the customer answers on the page behind the link. A second confirmation changes nothing. */
export function customerAnswers(scene: Scene, command: CommandOf<'customerAnswers'>): Decision {
  const { order } = scene;
  const { answer, version } = command;
  if (answer === 'received' || answer === 'not_received') return saidOfDelivery(scene, answer);
  if (order.closed) return refuse('already_closed');
  if (order.closing) return refuse('not_allowed_now');
  if (version !== undefined && version !== order.wish.version) return refuse('stale_version');
  if (answer === 'change') return wantsChange(scene, command.noteId);
  if (answer === 'decline') {
    if (order.agreement) return refuse('already_confirmed');
    const reason: ClosingReason = command.reason ?? 'declined';
    return [{ type: 'ClosingBegun', reason, noteId: command.noteId }];
  }
  if (order.agreement) return [{ type: 'AlreadyAgreed', channel: 'link' }];
  return [{ type: 'OrderAgreed', channel: 'link', version: order.wish.version }];
}

function saidOfDelivery({ order }: Scene, answer: 'received' | 'not_received'): Decision {
  if (order.deliveredAt) return refuse('already_delivered');
  if (order.closed || order.closing || !isUnderWay(order)) return refuse('not_allowed_now');
  return [{ type: 'CustomerSaidOfDelivery', received: answer === 'received' }];
}

/** Whether a parcel of the order may have reached the customer unreported. */
export function isUnderWay(order: Order): boolean {
  return openParcels(order).length > 0;
}

function wantsChange({ order, terms, at }: Scene, noteId: string | null): Decision {
  if (order.deliveredAt) return refuse('already_delivered');
  const note: readonly OrderFact[] = noteId ? [{ type: 'NoteTaken', noteId }] : [];
  const task = { kind: 'customer_wants_change', about: null, at } as const;
  const opened = taskFacts(order, terms.policy, task);
  const facts = [...note, ...opened];
  return facts.length > 0 ? facts : refuse('no_change');
}
