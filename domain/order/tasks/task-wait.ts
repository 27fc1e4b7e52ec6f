/**
 * How long an open task is waited for and by whom, said the same wherever a task is what an order waits for.
 */
import type { OpenTask, Role } from '../../tasks/task';
import { phrase } from '../waiting';
import type { Wait, WaitingFor } from '../waiting';

const WAITING_FOR: Readonly<Partial<Record<Role, WaitingFor>>> = {
  dispatcher: 'dispatcher',
  cashier: 'cashier',
  finance: 'finance',
  admin: 'admin',
  warehouse: 'warehouse',
};

/** Until it is due, then until it is raised; what is raised, or never is, stays until somebody does it. */
export function taskWait(
  task: OpenTask,
): Pick<Wait, 'for' | 'party' | 'role' | 'since' | 'until' | 'then'> {
  const { role, openedAt: since, dueBy, remindedAt, raiseAt, escalated } = task;
  const next = remindedAt === undefined ? dueBy : (raiseAt ?? null);
  const until = escalated ? null : next;
  return {
    for: WAITING_FOR[role] ?? 'manager',
    ...(role === 'senior_manager' ? { role } : {}),
    ...{ party: null, since, until },
    then: phrase(until === null ? 'then.stays' : 'then.escalate'),
  };
}
