/**
 * Everything arrives while a change of the delivery is under way: what could not be carried out goes back, the customer
 * hears how it is, and whoever was to bring it in vain is called off before the order closes.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY,
  eventsOf,
  moment,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const rub = (amount: number): object => ({ amount: amount * 100, currency: 'RUB' });
const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const report = (order: OrderInMemory, status: string): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status });
const change = (order: OrderInMemory, changed: object): Promise<unknown> =>
  order.hears('amend', {
    changes: [{ type: 'change_delivery', delivery: { ...DELIVERY, ...changed } }],
  });
const PICKUP = { method: 'pickup', addressId: null, pickupPointId: 'point-2', price: rub(0) };
const states = (order: OrderInMemory): readonly string[] =>
  order.now().instructions.map(({ party, state, pending }) => {
    return `${party} ${state}${pending ? ` ${pending.kind}` : ''}`;
  });
const toldOfChanges = (order: OrderInMemory): readonly number[] =>
  eventsOf(order, 'MessageNoted')
    .filter(({ purpose }) => purpose === 'order_amended')
    .map(({ version }) => version);
const taskKinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);

async function onItsWay(): Promise<OrderInMemory> {
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await aShopInMemory({ policy: { partlyRefused: 'ask' } }).order({
    ...{ lines, agreed: { channel: 'phone' } },
  });
  await answer(order, 1, { answer: 'done' });
  await answer(order, 2, { answer: 'accepted' });
  await report(order, 'handed_over');
  return order;
}

describe('it is to wait at a pickup point instead, and the courier has not answered', () => {
  async function arrived(): Promise<OrderInMemory> {
    const order = await onItsWay();
    await change(order, PICKUP);
    if (order.now().instructions[0]?.pending) {
      await answer(order, 1, { to: 'revision', answer: 'accepted' });
    }
    expect(states(order)).toEqual([
      ...['warehouse-main done', 'own-couriers accepted call_off', 'pickup-network sent'],
    ]);
    await report(order, 'delivered');
    return order;
  }

  test('when he delivers it to the old door, then that is the door, the way and the sum of the order, and the customer hears it once', async () => {
    const order = await arrived();
    expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
    expect(eventsOf(order, 'AmendmentSettled').map(({ state }) => state)).toEqual([
      ...['reverted', 'accepted'],
    ]);
    expect(order.now().wish.delivery).toMatchObject({
      ...{ method: 'courier', addressId: 'adr_1', pickupPointId: null, price: 30_000 },
    });
    expect(orderTotals(order.now())).toMatchObject({ total: 550_000, due: 550_000 });
    expect(toldOfChanges(order)).toEqual([3]);
  });

  test('when he has delivered it, then who was to have it at the point is called off, reached, and asked until it says yes', async () => {
    const order = await arrived();
    expect(states(order)[2]).toBe('pickup-network sent call_off');
    await order.hears('recordPayment', { method: 'cash', amount: rub(5500) });
    await order.until('2026-11-27 18:00');
    expect(taskKinds(order)).toEqual(['party_overdue']);
    await order.until('2026-12-01 13:00');
    expect(order.now().check.passedAt).not.toBeNull();
    expect(order.now().closed).toBeNull();
    await answer(order, 3, { to: 'call_off', answer: 'accepted' });
    expect(states(order)[2]).toBe('pickup-network called_off');
    expect(order.now().closed?.reason).toBe('completed');
    expect(order.now().tasks).toEqual([]);
  });

  describe('who was to have it will not be stood down', () => {
    async function refused(): Promise<OrderInMemory> {
      const order = await arrived();
      await order.hears('recordPayment', { method: 'cash', amount: rub(5500) });
      await answer(order, 3, { to: 'call_off', answer: 'refused', reason: 'other' });
      expect(taskKinds(order)).toEqual(['party_refused']);
      await order.until('2026-11-28 12:01');
      expect(order.now().check.passedAt).not.toBeNull();
      expect(order.now().closed).toBeNull();
      return order;
    }
    const decides = (order: OrderInMemory, outcome: string): Promise<unknown> =>
      order.hears('closeTask', { taskId: taskOf(order, 'party_refused'), outcome });

    test('when a person has it asked once more, then the order closes by its yes', async () => {
      const order = await refused();
      await decides(order, 'chased');
      expect(states(order)[2]).toBe('pickup-network sent call_off');
      await answer(order, 3, { to: 'call_off', answer: 'accepted' });
      expect(order.now()).toMatchObject({ closed: { reason: 'completed' }, tasks: [] });
    });

    test('when it thinks better of it, then nobody has to do anything any more', async () => {
      const order = await refused();
      await answer(order, 3, { to: 'call_off', answer: 'accepted' });
      expect(states(order)[2]).toBe('pickup-network called_off');
      expect(order.now()).toMatchObject({ closed: { reason: 'completed' }, tasks: [] });
    });

    test('when a person lets it be, then the order closes without its yes', async () => {
      const order = await refused();
      await decides(order, 'deliver');
      expect(order.now()).toMatchObject({ closed: { reason: 'completed' }, tasks: [] });
    });
  });
});

test('when he delivers before he has heard of another window, then the one he knew holds', async () => {
  const order = await onItsWay();
  await change(order, {
    window: { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') },
  });
  await report(order, 'delivered');
  expect(order.now().wish).toMatchObject({ version: 3, delivery: { window: DELIVERY.window } });
  expect(toldOfChanges(order)).toEqual([3]);
});

test('when he agreed to bring it no more and gives it away all the same, then a person looks into it and nobody else brings it', async () => {
  const order = await onItsWay();
  await change(order, PICKUP);
  await answer(order, 2, { to: 'call_off', answer: 'accepted' });
  for (const { id: instructionId, pending } of order.now().instructions) {
    if (pending) await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await answer(order, 3, { answer: 'accepted' });
  expect(order.now().amendment).toBeNull();
  await report(order, 'delivered');
  expect(taskKinds(order)).toEqual(['doubtful_report']);
  expect(states(order).slice(1)).toEqual([
    ...['own-couriers called_off', 'pickup-network accepted call_off'],
  ]);
});

test('when he takes back at the door just what was wanted no more, then nobody is asked to decide', async () => {
  const order = await onItsWay();
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  await order.hears('amend', { changes });
  const lines = [{ lineId: 'line-1', accepted: 1, refused: 1 }];
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'partly_delivered', lines });
  expect(order.now()).toMatchObject({ amendment: null, tasks: [], wish: { version: 2 } });
  expect(orderTotals(order.now()).due).toBe(290_000);
  expect(toldOfChanges(order)).toEqual([2]);
});

test('when he gives away what was wanted no more before he has answered, then it is wanted and to be paid for', async () => {
  const order = await onItsWay();
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  await order.hears('amend', { changes });
  await report(order, 'delivered');
  expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
  expect(orderTotals(order.now()).due).toBe(550_000);
  expect(toldOfChanges(order)).toEqual([3]);
});

test.each([
  ['dearer', 3000, 550_000, 3],
  ['cheaper', 2000, 430_000, 2],
])(
  'when it was to be %s and the courier has not heard of it, then the customer owes the lower sum',
  async (_what, price, due, version) => {
    const order = await onItsWay();
    const changes = [{ type: 'set_price', lineId: 'line-1', price: rub(price) }];
    await order.hears('amend', { changes });
    await report(order, 'delivered');
    expect(order.now()).toMatchObject({ amendment: null, wish: { version } });
    expect(orderTotals(order.now()).due).toBe(due);
    expect(toldOfChanges(order)).toEqual([version]);
  },
);

test('when who would bring it in vain is reached by its server, then it is told after the delivery too', async () => {
  const shop = aShopInMemory({
    channels: { 'pickup-network': { type: 'webhook', url: 'https://points.example/ordo' } },
  });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'done' });
  await answer(order, 2, { answer: 'accepted' });
  await report(order, 'handed_over');
  await change(order, PICKUP);
  await order.carriesOut();
  await report(order, 'delivered');
  expect(order.life().turn.outside.map(({ effect }) => effect)).toContainEqual(
    expect.objectContaining({ do: 'tellParty', instructionId: 'ins_1_3', kind: 'call_off' }),
  );
});
