/**
 * A task as people see it: what is to be done, by when, how it may end and what is missing for that. Pure.
 */
import type { Alternatives } from '../../database/stock/alternatives';
import type { ListedTask } from '../../database/orders/tasks';
import { say } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';
import { askedIn } from '../../domain/order/delivery/courier-request';
import type { RefusalChoice } from '../../domain/order/amendment/refusal-choices';
import { shortLines } from '../../domain/order/goods/short-lines';
import type { Order } from '../../domain/order/order';
import { missingForAll } from '../../domain/order/tasks/outcome-needs';
import type { OutcomeNeeds } from '../../domain/order/tasks/outcome-needs';
import { partyOfTask } from '../../domain/order/tasks/party-of-task';
import { phrase } from '../../domain/order/waiting';
import type { Phrase } from '../../domain/order/waiting';
import type { Terms } from '../../domain/policy/policy';
import type { TaskKind } from '../../domain/tasks/task';
import { totalsView } from './order-view';
import { shortageView } from './shortage-view';
import { withTitle } from './waiting-view';

/** Kinds whose words are those of the wait they end. */
const TITLES: Readonly<Partial<Record<TaskKind, string>>> = {
  call_customer: 'wait.call',
  find_alternative: 'wait.find_alternative',
  find_out_why: 'wait.find_out_why',
  approve_refund: 'wait.refund',
};

interface Around {
  readonly locale: Locale;
  readonly alternatives: Alternatives;
  /** Null where the order is not to be had: then parties are called by nothing. */
  readonly terms: Terms | null;
  /** Null where the task is closed. */
  readonly needs: OutcomeNeeds | null;
  /** What may be done with a refused change, where the task asks for that. */
  readonly choices: readonly RefusalChoice[] | null;
}

/** What is to be done, whole while the task is open and after it has ended. */
function titleOf(
  { kind, about }: ListedTask,
  order: Order | null,
  { sku, terms }: { readonly sku: string; readonly terms: Terms | null },
): Phrase {
  const isPlain = kind === 'find_alternative' && sku === '';
  const key = (isPlain ? undefined : TITLES[kind]) ?? `wait.task.${kind}`;
  const party = order && terms ? partyOfTask(order, terms, about) : { party: '' };
  const title = phrase(key, { sku, ...party });
  return terms ? withTitle(title, terms) : title;
}

/** The task as answers show it; `order` may be null where nothing of it is asked. */
export function taskView(
  task: ListedTask,
  order: Order | null,
  { locale, alternatives, terms, needs, choices }: Around,
) {
  const { id, kind, role, shop, orderId, state, openedAt, dueBy, takenBy, handOffs } = task;
  const { about, cause, escalated, outcome, endedAt, remindedAt } = task;
  const isOpen = state === 'open' || state === 'taken';
  const sku = (order && shortLines(order)[0]?.sku) ?? '';
  const title = titleOf(task, order, { sku, terms });
  return {
    ...{ id, kind, role, shop, orderId, state, openedAt, dueBy, takenBy, handOffs },
    title: say(title, locale),
    allowed: isOpen ? (choices?.map(({ decision }) => decision) ?? Object.keys(needs ?? {})) : [],
    missing: isOpen && needs ? missingForAll(needs) : [],
    data: {
      ...{ about, cause, escalated, outcome, endedAt, remindedAt },
      overdue: isOpen && remindedAt !== null,
      orderNumber: order?.number ?? null,
      ...(isOpen && needs ? { needs } : {}),
      ...(order ? partyOf(task, order) : {}),
      ...(kind === 'courier_request' ? askedIn(task) : {}),
      ...(choices === null ? {} : { choices: choices.map(choiceView(order)) }),
      ...(kind === 'approve_refund' && order ? { amount: sumOf(task, order) } : {}),
      ...(kind === 'find_alternative' && order ? { short: shortageView(order, alternatives) } : {}),
    },
  };
}

/** A choice with its sums as money. */
function choiceView(order: Order | null) {
  const currency = order?.wish.currency ?? '';
  const money = (amount: number) => ({ amount, currency });
  return ({ decision, totals, toCollect, toRefund, day, takesBack }: RefusalChoice) => ({
    decision,
    totals: totalsView(totals, currency),
    toCollect: money(toCollect),
    toRefund: money(toRefund),
    day,
    takesBack,
  });
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
