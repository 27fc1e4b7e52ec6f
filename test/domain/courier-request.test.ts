/**
 * The courier decides nothing (R70): what he wishes is put before the dispatcher, and nothing else changes.
 */
import { orderTotals } from '../../domain/order/money/totals';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  refusalOf,
  taskOf,
} from '../support/an-order-in-memory';
import type { OrderInMemory } from '../support/an-order-in-memory';

async function anOrderOnItsWay(quantity = 3): Promise<OrderInMemory> {
  const lines = [aWantedLine({ quantity })];
  const order = await aShopInMemory().order({ lines, agreed: { channel: 'phone' } });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  return order;
}

const wishes = (order: OrderInMemory, wish: string, more: object = {}) =>
  order.hears('requestFromParcel', { parcelId: 'par_1_1', wish, noteId: 'not_9', ...more });

const decides = (order: OrderInMemory, outcome: string, data: object = {}) =>
  order.hears('closeTask', { taskId: taskOf(order, 'courier_request'), outcome, data });

test.each(['cancel', 'change_sum', 'other'])(
  'when a courier wishes to %s, then the dispatcher has a task and nothing else has changed',
  async (wish) => {
    const order = await anOrderOnItsWay();
    const { tasks: _none, counts: _counted, at: _at, ...before } = order.now();
    const left = await wishes(order, wish);
    expect(left.map(({ type }) => type)).toEqual(['CourierAsked', 'TaskOpened']);
    const { tasks, counts: _counts, at: _now, ...after } = order.now();
    expect(after).toEqual(before);
    expect(tasks).toMatchObject([{ kind: 'courier_request', role: 'dispatcher' }]);
  },
);

test('when the same is wished twice, then there is one task; another wish has its own', async () => {
  const order = await anOrderOnItsWay();
  await wishes(order, 'cancel');
  await wishes(order, 'cancel');
  expect(order.now().tasks).toHaveLength(1);
  await wishes(order, 'change_sum');
  expect(order.now().tasks).toHaveLength(2);
  const asked = eventsOf(order, 'CourierAsked').map(({ taskId }) => taskId);
  expect(asked).toEqual(['tsk_1_1', 'tsk_1_1', 'tsk_1_2']);
});

test('when the wish is refused, then everything stays as it was', async () => {
  const order = await anOrderOnItsWay();
  await wishes(order, 'cancel');
  await decides(order, 'refused');
  expect(order.now()).toMatchObject({ tasks: [], closing: null, wish: { version: 1 } });
});

test('when the dispatcher grants the end of the order, then it is being ended for the reason given', async () => {
  const order = await anOrderOnItsWay();
  await wishes(order, 'cancel');
  expect(refusalOf(await decides(order, 'granted', { reason: 'zz' }))).toBe('malformed');
  expect(order.now().closing).toBeNull();
  await decides(order, 'granted', { reason: 'price' });
  expect(order.now().closing?.reason).toBe('price');
});

test('when another sum is granted and nothing was changed, then the task stays open; with the change the sum follows', async () => {
  const order = await anOrderOnItsWay();
  await wishes(order, 'change_sum');
  expect(refusalOf(await decides(order, 'granted'))).toBe('task_conditions');
  const price = { amount: 100_000, currency: 'RUB' };
  await decides(order, 'granted', { changes: [{ type: 'set_price', lineId: 'line-1', price }] });
  expect(orderTotals(order.now()).due).toBe(330_000);
  expect(order.now().tasks).toEqual([]);
});

test('when the order was changed since the courier asked, then another sum is granted as it stands', async () => {
  const order = await anOrderOnItsWay();
  await wishes(order, 'change_sum');
  const price = { amount: 100_000, currency: 'RUB' };
  await order.hears('amend', { changes: [{ type: 'set_price', lineId: 'line-1', price }] });
  expect(refusalOf(await decides(order, 'granted'))).toBeNull();
});

test('when the parcel has arrived meanwhile, then nobody need decide any more, and nothing more is wished', async () => {
  const order = await anOrderOnItsWay();
  await wishes(order, 'other');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  expect(order.types()).toContain('TaskWithdrawn');
  expect(refusalOf(await wishes(order, 'cancel'))).toBe('already_delivered');
  expect(refusalOf(await wishes(order, 'cancel', { parcelId: 'par_9_9' }))).toBe('unknown_parcel');
});
