/**
 * A change that a party refused and nobody has decided on when everything is delivered: it is settled by what came,
 * the customer is told, and the order does not close before.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import {
  aShopInMemory,
  aWantedLine,
  choicesIn,
  DELIVERY,
  eventsOf,
  moment,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';
import { answer, beingPacked, cannot } from '../../support/refused-change';
import { report } from '../../support/two-parcels';

const rub = (amount: number): object => ({ amount: amount * 100, currency: 'RUB' });
const CHEAPER = { type: 'set_price', lineId: 'line-1', price: rub(2000) };
const LATER = { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') };
const elsewhere = (changed: object): object => ({
  ...{ type: 'change_delivery', delivery: { ...DELIVERY, ...changed } },
});
const settledAs = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'AmendmentSettled').map(({ state }) => state);

/** On its way by a courier who says no to each of some lists of changes. */
async function refusedByCourier(
  ...lists: readonly (readonly object[])[]
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const { shop, order } = await beingPacked('ask', 2);
  await answer(order, 1, { answer: 'done' });
  await report(order, 1, 'handed_over');
  for (const changes of lists) {
    await order.hears('amend', { changes });
    await cannot(order, 2, 'other');
  }
  return { shop, order };
}

test('when the lower price a courier would not hear of was promised, then it stays and what he took beyond goes back', async () => {
  const { shop, order } = await refusedByCourier([CHEAPER]);
  const amendmentId = order.now().amendment?.id;
  await report(order, 1, 'delivered');
  expect(order.now()).toMatchObject({ amendment: null, tasks: [], wish: { version: 2 } });
  expect(settledAs(order)).toEqual(['partly_refused', 'accepted']);
  expect(eventsOf(order, 'MessageNoted').at(-1)).toMatchObject({
    ...{ purpose: 'order_amended', version: 2 },
  });
  expect(await choicesIn(shop, order.id)).toEqual([]);
  await order.hears('recordPayment', { method: 'cash', amount: rub(5500) });
  expect(order.now().money.refundAsked).toBe(120_000);
  await order.hears('closeTask', { taskId: taskOf(order, 'approve_refund'), outcome: 'approved' });
  await order.until('2026-11-30 13:00');
  expect(order.now().closed?.reason).toBe('completed');
  const late = await order.hears('decideAmendment', { amendmentId, decision: 'revert' });
  expect(refusalOf(late)).toBe('already_closed');
  expect(orderTotals(order.now())).toMatchObject({ total: 430_000, due: 0 });
});

test('when one of two was wanted no more and the courier has given both away, then both are to be paid for', async () => {
  const { order } = await refusedByCourier([
    { type: 'set_quantity', lineId: 'line-1', quantity: 1 },
  ]);
  await report(order, 1, 'delivered');
  expect(settledAs(order)).toEqual(['partly_refused', 'reverted', 'accepted']);
  expect(order.now().wish).toMatchObject({ version: 3, lines: [{ quantity: 2 }] });
  expect(orderTotals(order.now()).due).toBe(550_000);
  expect(eventsOf(order, 'MessageNoted').at(-1)).toMatchObject({
    ...{ purpose: 'order_amended', version: 3 },
  });
});

test('when he has taken the unwanted one back at the door, then it is wanted and paid for no more', async () => {
  const { order } = await refusedByCourier([
    { type: 'set_quantity', lineId: 'line-1', quantity: 1 },
  ]);
  const lines = [{ lineId: 'line-1', refused: 1 }];
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered', lines });
  expect(order.now().wish).toMatchObject({ version: 2, lines: [{ quantity: 1 }] });
  expect(orderTotals(order.now()).due).toBe(290_000);
});

test('when it came on the first day after all, then the next-day check is of that day and not of the later one', async () => {
  const { order } = await refusedByCourier([elsewhere({ window: LATER })], [CHEAPER]);
  await order.until('2026-11-27 12:00');
  await report(order, 1, 'delivered');
  // The price was another change, and stays.
  expect(settledAs(order)).toEqual([
    ...['partly_refused', 'partly_refused', 'reverted', 'accepted', 'accepted'],
  ]);
  expect(order.now().wish).toMatchObject({
    ...{ delivery: { window: DELIVERY.window }, lines: [{ price: 200_000 }] },
  });
  await order.until('2026-11-30 13:00');
  expect(order.now().check.passedAt).not.toBeNull();
});

test('when it was brought to the old door at another price, then that is the door and the price of the order', async () => {
  const { order } = await refusedByCourier([elsewhere({ addressId: 'adr_2', price: rub(900) })]);
  await report(order, 1, 'delivered');
  expect(order.now().wish.delivery).toMatchObject({ addressId: 'adr_1', price: 30_000 });
  expect(orderTotals(order.now()).due).toBe(550_000);
});

test('when the courier had agreed to another door meanwhile, then it was brought there and not to the first', async () => {
  const shop = aShopInMemory({ policy: { partlyRefused: 'ask' } });
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  // The warehouse never answers, so that the first change is open still.
  const fewer = { type: 'set_quantity', lineId: 'line-1', quantity: 1 };
  await order.hears('amend', { changes: [elsewhere({ addressId: 'adr_2' }), fewer] });
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  await order.hears('amend', { changes: [elsewhere({ addressId: 'adr_3' })] });
  await answer(order, 2, { to: 'revision', answer: 'refused', reason: 'other' });
  await report(order, 1, 'delivered');
  expect(order.now().wish.delivery.addressId).toBe('adr_2');
});

test('when it comes while the check is due, then the customer is told before the order is over', async () => {
  const { order } = await refusedByCourier([CHEAPER]);
  await order.hears('recordPayment', { method: 'cash', amount: rub(4300) });
  await order.until('2026-11-30 14:00');
  await report(order, 1, 'delivered');
  expect(order.now().closed?.reason).toBe('completed');
  expect(eventsOf(order, 'MessageNoted').at(-1)?.purpose).toBe('order_amended');
});
