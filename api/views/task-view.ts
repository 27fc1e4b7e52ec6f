/**
 * A task as people see it: what is to be done, by when, how it may end and what is missing for that. Pure.
 */
import type { Alternatives } from '../../database/stock/alternatives';
import type { ListedTask } from '../../database/orders/tasks';
import { say } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';
import { shortLines } from '../../domain/order/goods/goods';
import type { Order } from '../../domain/order/order';
import { phrase } from '../../domain/order/waiting';
import { TASK_RULES } from '../../domain/tasks/task';
import type { TaskKind } from '../../domain/tasks/task';
import { shortageView } from './shortage-view';

/** Kinds whose words are those of the wait they end. */
const TITLES: Readonly<Partial<Record<TaskKind, string>>> = {
  call_customer: 'wait.call',
  find_alternative: 'wait.find_alternative',
  find_out_why: 'wait.find_out_why',
  approve_refund: 'wait.refund',
};

/** The task as answers show it; `order` may be null where nothing of it is asked. */
export function taskView(
  task: ListedTask,
  order: Order | null,
  { locale, alternatives }: { readonly locale: Locale; readonly alternatives: Alternatives },
) {
  const { id, kind, role, shop, orderId, state, openedAt, dueBy, takenBy, handOffs } = task;
  const { about, cause, escalated, outcome, endedAt, remindedAt } = task;
  const isOpen = state === 'open' || state === 'taken';
  const sku = (order && shortLines(order)[0]?.sku) ?? '';
  return {
    ...{ id, kind, role, shop, orderId, state, openedAt, dueBy, takenBy, handOffs },
    title: say(phrase(TITLES[kind] ?? `wait.task.${kind}`, { sku }), locale),
    allowed: isOpen ? outcomesNow(task, order) : [],
    missing: isOpen && order ? missingFor(task, order) : [],
    data: {
      ...{ about, cause, escalated, outcome, endedAt, remindedAt },
      overdue: isOpen && remindedAt !== null,
      orderNumber: order?.number ?? null,
      ...(order ? partyOf(task, order) : {}),
      ...(kind === 'approve_refund' && order ? { amount: sumOf(task, order) } : {}),
      ...(kind === 'find_alternative' && order ? { short: shortageView(order, alternatives) } : {}),
    },
  };
}

/** The party a task is about, with what it was told and said. */
function partyOf({ about }: ListedTask, { instructions }: Order): object {
  const told = instructions.find((one) => one.id === about);
  return told ? { party: told.party, partyState: told.state, reason: told.reason } : {};
}

/** The sum that finance decides on: of another sum there is another task. */
function sumOf({ about }: ListedTask, { money, wish }: Order): object {
  return { amount: about === null ? money.refundAsked : Number(about), currency: wish.currency };
}

/** Outcomes of the kind that make sense now: only who will not be called off can be let go on. */
function outcomesNow({ kind, about }: ListedTask, order: Order | null): string[] {
  const party = order?.instructions.find((one) => one.id === about);
  const mayGoOn = party?.kind === 'deliver' && party.callOffRefused;
  return TASK_RULES[kind].outcomes.filter((outcome) => outcome !== 'deliver' || mayGoOn);
}

/** What a closing condition asks for and the order does not have yet (R26, R27). */
function missingFor(task: ListedTask, order: Order): string[] {
  if (task.kind !== 'find_out_why') return [];
  const { lastReachedAt } = order.contact;
  const isReached = lastReachedAt !== null && lastReachedAt >= task.openedAt;
  return ['reason', ...(isReached ? [] : ['contact_with_customer'])];
}
