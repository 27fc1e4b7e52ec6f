/**
 * A task with everything a person needs to see for it: what it is about, what may be done and what that needs.
 */
import { nowOf } from '../../database/clock';
import { readCodes } from '../../database/codes/code-ledger';
import { courierNotesOf } from '../../database/orders/parties/courier-notes';
import { instructionById } from '../../database/orders/parties/instructions';
import { orderById } from '../../database/orders/orders';
import { readForSale } from '../../database/orders/preview-reading';
import type { ListedTask } from '../../database/orders/tasks';
import { alternativesFor } from '../../database/stock/alternatives';
import { codesInChoices, refusalChoices } from '../../domain/order/amendment/refusal-choices';
import type { RefusalChoice } from '../../domain/order/amendment/refusal-choices';
import { askedIn } from '../../domain/order/delivery/courier-request';
import { shortLines } from '../../domain/order/goods/short-lines';
import type { Order } from '../../domain/order/order';
import type { Terms } from '../../domain/policy/policy';
import type { KeyCall } from '../request/route';
import { callBackView } from '../views/call-card/call-back-view';
import { taskView } from '../views/task-view';
import { toShow } from './show';
import { taskNeeds } from './task-needs';

type Said = Pick<KeyCall<unknown, unknown, unknown>, 'deps' | 'caller'>;

/** The task as answers show it to this caller. */
export async function shownTask({ deps, caller }: Said, task: ListedTask) {
  const { shops } = caller;
  const found = await orderById(deps.database.pool, { id: task.orderId, shops });
  const shown = found ? await toShow(deps, found) : null;
  const locale = shown?.terms.policy.locale ?? 'en';
  const order = found?.order ?? null;
  const isShort = task.kind === 'find_alternative' && order !== null;
  const skus = isShort ? shortLines(order).map((line) => line.sku) : [];
  const alternatives = await alternativesFor(deps.database.pool, task.shop, skus);
  const isChoice = task.kind === 'decide_partial_refusal' && order?.amendment?.id === task.about;
  const choices = isChoice && shown ? await choicesFor(deps, order, shown.terms) : null;
  const needs = shown && found ? await taskNeeds(deps, task, { ...shown, found }) : null;
  const terms = shown?.terms ?? null;
  const { about } = task;
  const told = about?.startsWith('ins_')
    ? await instructionById(deps.database, { id: about, shops })
    : null;
  // What became of the party's instruction is told after the order has forgotten it.
  const known = order && told ? { ...order, instructions: [told] } : order;
  const notes = await notesFor(deps, task);
  const view = taskView(task, known, { locale, alternatives, terms, needs, choices });
  if (notes) return { ...view, data: { ...view.data, notes } };
  const isCall = task.kind === 'call_customer' && view.allowed.length > 0;
  const callBack = isCall && shown && order ? callBackView(order, shown.terms) : null;
  return callBack ? { ...view, data: { ...view.data, callBack } } : view;
}

/** What each choice would bring with goods and codes as they really are. */
async function choicesFor(
  { database, now }: Said['deps'],
  order: Order,
  terms: Terms,
): Promise<readonly RefusalChoice[]> {
  const asker = { shop: order.shop, lifeId: order.id, customerId: order.wish.contact.personalId };
  const named = codesInChoices(order);
  const [at, forSale, codes] = await Promise.all([
    nowOf(database, order.id, now()),
    readForSale(database, order, terms),
    named.length > 0 ? readCodes(database.pool, asker, named) : [],
  ]);
  return refusalChoices(order, { terms, at, forSale, codes });
}

/** What the courier wrote with his wish; null where a task is about none. */
async function notesFor(
  { database }: Said['deps'],
  { kind, orderId, about, openedAt: since }: ListedTask,
): Promise<readonly string[] | null> {
  if (kind !== 'courier_request') return null;
  return courierNotesOf(database, { orderId, ...askedIn({ about }), since });
}
