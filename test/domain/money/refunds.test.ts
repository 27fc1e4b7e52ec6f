/**
 * Money that goes back: only what is owed, just the sum that was shown, and never by who asked for it (R98).
 */
import { orderTotals } from '../../../domain/order/money/totals';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const rub = (roubles: number): object => ({ amount: roubles * 100, currency: 'RUB' });
const BELT = { sku: 'BELT', title: 'Belt', quantity: 1, price: rub(1_000) };

async function paid(roubles: number): Promise<OrderInMemory> {
  const belt = aWantedLine({ sku: 'BELT', price: { amount: 100_000, currency: 'RUB' } });
  const order = await aShopInMemory().order({
    ...{ payment: 'prepaid', agreed: { channel: 'phone' } },
    lines: [aWantedLine(), belt],
  });
  await order.hears('recordPayment', { method: 'card', amount: rub(roubles) });
  return order;
}
/** The change, agreed by whom it touches: what a party may still refuse gives nothing back yet. */
async function changes(order: OrderInMemory, change: object): Promise<void> {
  await order.hears('amend', { changes: [change] });
  for (const { id: instructionId, pending } of order.now().instructions) {
    if (!pending) continue;
    await order.hears('answerInstruction', { instructionId, to: 'revision', answer: 'accepted' });
  }
}
const removesBelt = (order: OrderInMemory): Promise<unknown> =>
  changes(order, { type: 'remove_line', lineId: 'line-2' });
const decides = (
  order: OrderInMemory,
  taskId: string,
  more: object = {},
): ReturnType<OrderInMemory['hears']> =>
  order.hears('closeTask', { taskId, outcome: 'approved', actor: 'finance:1', ...more });
const asks = (order: OrderInMemory, roubles: number): ReturnType<OrderInMemory['hears']> =>
  order.hears('askRefund', { amount: rub(roubles), reason: 'asked' });

test('when a line is taken out and put back, then nothing is refunded', async () => {
  const order = await paid(3_900);
  await removesBelt(order);
  const taskId = taskOf(order, 'approve_refund');
  expect(order.now().money.refundAsked).toBe(100_000);
  await order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
  expect(eventsOf(order, 'RefundWithdrawn')).toMatchObject([{ amount: 100_000 }]);
  expect(order.now().tasks).toEqual([]);
  expect(refusalOf(await decides(order, taskId))).toBe('task_closed');
  expect(orderTotals(order.now())).toMatchObject({ refunded: 0, due: 0, overpaid: 0 });
});

test('when a line is put back in the very moment of the approval, then nothing is refunded', async () => {
  const order = await paid(3_900);
  await removesBelt(order);
  const taskId = taskOf(order, 'approve_refund');
  const actor = 'finance:1';
  const putBack = [{ type: 'add_line', line: BELT }];
  await order.hearsAll(
    { name: 'amend', command: { changes: putBack, actor } },
    { name: 'closeTask', command: { taskId, outcome: 'approved', actor } },
  );
  expect(eventsOf(order, 'Refused')).toMatchObject([{ missing: ['amount'] }]);
  expect(orderTotals(order.now())).toMatchObject({ refunded: 0, due: 0 });
});

test('when only a part is owed still, then just that is asked for, in a task of its own', async () => {
  const order = await paid(3_900);
  await removesBelt(order);
  const before = taskOf(order, 'approve_refund');
  const line = { ...BELT, price: rub(400) };
  await changes(order, { type: 'add_line', line });
  const taskId = taskOf(order, 'approve_refund');
  expect(taskId).not.toBe(before);
  expect(order.now().tasks).toMatchObject([{ about: '60000' }]);
  await decides(order, taskId);
  expect(orderTotals(order.now())).toMatchObject({ refunded: 60_000, due: 0, overpaid: 0 });
});

test('when the sum grows after finance has seen it, then the old one cannot be approved', async () => {
  const order = await paid(3_901);
  const seen = taskOf(order, 'approve_refund');
  await order.hears('recordPayment', { method: 'card', amount: rub(2_900) });
  expect(refusalOf(await decides(order, seen))).toBe('task_closed');
  const taskId = taskOf(order, 'approve_refund');
  const other = await decides(order, taskId, { data: { amount: rub(1) } });
  expect(other).toMatchObject([{ refusal: 'task_conditions', missing: ['amount'] }]);
  await decides(order, taskId, { data: { amount: rub(2_901) } });
  expect(orderTotals(order.now())).toMatchObject({ refunded: 290_100, overpaid: 0 });
});

test('when everything back is asked of a prepaid order under way, then that is no refund but a cancellation', async () => {
  const order = await paid(3_900);
  expect(refusalOf(await asks(order, 3_900))).toBe('more_than_paid');
  expect(refusalOf(await asks(order, 1))).toBe('more_than_paid');
  expect(order.now().tasks).toEqual([]);
});

test('when a deposit on an order to be paid at the door is given back, then its carrier collects it', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.hears('recordPayment', { method: 'card', amount: rub(500) });
  const collects = (): number | null | undefined => {
    const told = order.now().instructions.find((one) => one.kind === 'deliver');
    return (told?.pending ?? told)?.content.collect;
  };
  expect(collects()).toBe(240_000);
  await asks(order, 500);
  await decides(order, taskOf(order, 'approve_refund'));
  expect(collects()).toBe(290_000);
});

test('when who asked for it would approve it, then another person is wanted', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.hears('recordPayment', { method: 'card', amount: rub(500) });
  await asks(order, 500);
  const taskId = taskOf(order, 'approve_refund');
  const own = await decides(order, taskId, { actor: 'manager:1' });
  expect(own).toMatchObject([{ refusal: 'task_conditions', missing: ['another_person'] }]);
  expect(refusalOf(await decides(order, taskId))).toBeNull();
});

test('when nobody works the approval, then it is reminded of and raised, and stays finance’s', async () => {
  const order = await paid(4_000);
  await order.until('2026-11-30 18:00');
  const approval = order.now().tasks.find(({ kind }) => kind === 'approve_refund');
  expect(approval).toMatchObject({ role: 'finance', escalated: true });
});

test('when an approval or overdue cash is handed on for the third time, then it stays with its people', async () => {
  const order = await paid(4_000);
  const taskId = taskOf(order, 'approve_refund');
  const handOff = (role: string): ReturnType<OrderInMemory['hears']> =>
    order.hears('handOffTask', { taskId, to: { role }, actor: 'finance:1' });
  expect(refusalOf(await handOff('senior_manager'))).toBe('not_allowed_now');
  for (let n = 0; n < 3; n += 1) await handOff('finance');
  expect(order.now().tasks).toMatchObject([{ role: 'finance', handOffs: 3, escalated: true }]);
});
