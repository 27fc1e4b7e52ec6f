/**
 * Money of orders: payments in are facts, refunds are asked by a manager and decided by finance.
 */
import { nowOf } from '../../../database/clock';
import { termsNow } from '../../../database/shops/policies';
import { taskById } from '../../../database/orders/tasks';
import type { FoundOrder } from '../../../database/orders/orders';
import { isRefusal } from '../../../domain/life/life';
import { recordPayment } from '../../../domain/order/money/decide-money';
import type { CommandOf } from '../../../domain/order/commands/command-schemas';
import type { Dependencies } from '../../dependencies';
import { findOrder, refusalIn, tellFact } from '../../orders/act';
import { actorOf, senderOf } from '../../orders/actor';
import { codedReason } from '../../orders/personal-parts';
import { mustStand } from '../../orders/what-changed';
import { problem } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { versionOf } from '../../request/conditional';
import { keyRoute } from '../../request/route';
import { idParams } from '../../schemas/fields';
import {
  approvalBody,
  paymentBody,
  paymentOut,
  refundBody,
  refundOut,
} from '../../schemas/order-commands';
import { ok } from '../answers';
import { command } from './order-commands';

const tag = 'Money';

const pay = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/payments',
  operation: 'recordPayment',
  summary: 'Record money that came in',
  tag,
  idempotency: 'required',
  ifMatch: 'accepted',
  params: idParams,
  body: { type: 'json', schema: paymentBody },
  answers: { 201: { description: 'The payment', schema: paymentOut } },
  handle: async (call) => {
    const { method, amount, reference = null } = call.body;
    const found = await findOrder(call, call.params.id);
    const orderId = found.order.id;
    await mustStand(call, found.order);
    const body = { method, amount, reference, actor: actorOf(call) };
    await mustBeTakable(call.deps, found, body);
    const fact = { orderId, name: 'recordPayment', body, ...senderOf(call) };
    const answer = await tellFact(call.deps, fact);
    const refusal = refusalIn(answer);
    if (refusal) throw refused(refusal);
    const id = answer && 'id' in answer ? answer.id : null;
    const state = answer ? 'recorded' : 'received';
    return { status: 201, body: { id, orderId, method, amount, reference, state } };
  },
});

/** What an order refuses of a payment never changes, so it is said before the payment is kept. */
async function mustBeTakable(
  { database, now }: Dependencies,
  { order, policyVersion }: FoundOrder,
  body: CommandOf<'recordPayment'>,
): Promise<void> {
  const terms = await termsNow(database, { shop: order.shop, policyVersion });
  const at = await nowOf(database, order.id, now());
  const decided = recordPayment({ order, terms, at }, body);
  if (isRefusal(decided)) throw refused(decided);
}

/** A refund is known by the task in which finance decides it. */
const refundIdOf = (taskId: string): string => taskId.replace(/^tsk_/, 'ref_');
const taskIdOf = (refundId: string): string => refundId.replace(/^ref_/, 'tsk_');

const askRefund = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/refunds',
  operation: 'askRefund',
  summary: 'Ask for money to be paid back; finance decides',
  tag,
  idempotency: 'required',
  ifMatch: 'accepted',
  params: idParams,
  body: { type: 'json', schema: refundBody },
  answers: { 201: { description: 'The refund, asked for', schema: refundOut } },
  handle: async (call) => {
    const { amount, reason } = call.body;
    const found = await findOrder(call, call.params.id);
    await command(call, found, {
      name: 'askRefund',
      version: versionOf(call.ifMatch),
      body: (parts) => ({ amount, ...codedReason(parts, { reason }) }),
    });
    const { order } = await findOrder(call, call.params.id);
    const task = order.tasks.find((one) => one.kind === 'approve_refund');
    const id = task ? refundIdOf(task.id) : null;
    const dueBy = task?.dueBy ?? null;
    return {
      status: 201,
      body: { id, orderId: order.id, amount, reason, state: 'asked', dueBy },
    };
  },
});

const approve = keyRoute({
  method: 'post',
  path: '/v1/refunds/{id}/approval',
  operation: 'approveRefund',
  summary: 'Decide a refund that was asked for',
  tag,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: approvalBody },
  answers: ok('The refund, decided', refundOut),
  handle: async (call) => {
    const { decision, note, amount: seen } = call.body;
    const taskId = taskIdOf(call.params.id);
    const { shops } = call.caller;
    const task = await taskById(call.deps.database, { id: taskId, shops });
    if (task?.kind !== 'approve_refund') throw problem('not-found');
    const found = await findOrder(call, task.orderId);
    const { order } = found;
    // What is answered is what is decided: a sum that grew meanwhile is refused.
    const amount = seen ?? { amount: order.money.refundAsked, currency: order.wish.currency };
    await command(call, found, {
      name: 'closeTask',
      version: null,
      body: (parts) => ({ taskId, outcome: decision, noteId: parts.note(note), data: { amount } }),
    });
    const { id } = call.params;
    const body = { id, orderId: order.id, amount, reason: null, state: decision, dueBy: null };
    return { status: 200, body };
  },
});

export const moneyRoutes = [pay, askRefund, approve];
