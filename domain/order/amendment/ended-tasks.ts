/**
 * Tasks that a change of the order ends by itself: changing the order and closing its task are one thing.
 */
import type { Change } from '../commands/shape-schemas';
import type { OrderFact } from '../events';
import type { Order } from '../order';

/** The ends of open tasks that asked for just such changes, made by somebody of the shop. */
export function tasksEndedBy(order: Order, changes: readonly Change[]): readonly OrderFact[] {
  const isReachable = changes.some(
    (change) =>
      change.type === 'change_contact' && (change.contact.hasPhone || change.contact.hasEmail),
  );
  return order.tasks.flatMap(({ id: taskId, kind }): readonly OrderFact[] => {
    const done = { type: 'TaskDone', taskId, noteId: null } as const;
    if (kind === 'customer_wants_change') return [{ ...done, outcome: 'amended' }];
    return kind === 'fix_contact' && isReachable ? [{ ...done, outcome: 'fixed' }] : [];
  });
}
