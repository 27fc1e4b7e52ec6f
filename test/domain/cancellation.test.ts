/**
 * Cancelling at every stage: goods, parties and money end right, never both refunded and delivered.
 */
import { orderTotals } from '../../domain/order/money/totals';
import { bringToEnd } from '../../scripts/simulate/endings';
import { aShopInMemory, eventsOf, refusalOf, taskOf } from '../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../support/an-order-in-memory';

const shelf = (shop: ShopInMemory): object | undefined => shop.market.state().stock.items[0];
const cancel = (order: OrderInMemory): ReturnType<OrderInMemory['hears']> =>
  order.hears('cancel', { reason: 'changed_mind' });
const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const report = (order: OrderInMemory, status: string): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status });
const pay = (order: OrderInMemory, amount = 290_000): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: { amount, currency: 'RUB' } });

async function aPaidOrderBeingPacked(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const order = await shop.order({ payment: 'prepaid', agreed: { channel: 'phone' } });
  await pay(order);
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  return { shop, order };
}

test('before anything is agreed, then goods are free, nobody is called off and the customer is told', async () => {
  const shop = aShopInMemory();
  const order = await shop.order();
  await cancel(order);
  expect(order.now().closed?.reason).toBe('changed_mind');
  expect(shelf(shop)).toMatchObject({ onHand: 10, reserved: 0 });
  expect(order.types()).not.toContain('CallOffWritten');
  expect(eventsOf(order, 'MessageNoted').at(-1)?.purpose).toBe('order_closed');
});

test('story 42a: while picking, then both are called off and agree, goods are free, the prepayment is asked back', async () => {
  const { shop, order } = await aPaidOrderBeingPacked();
  await cancel(order);
  expect(eventsOf(order, 'CallOffWritten').map((event) => event.party)).toEqual([
    'warehouse-main',
    'own-couriers',
  ]);
  expect(shelf(shop)).toMatchObject({ reserved: 1 });
  await answer(order, 1, { to: 'call_off', answer: 'accepted' });
  expect(shelf(shop)).toMatchObject({ reserved: 0, onHand: 10 });
  await answer(order, 2, { to: 'call_off', answer: 'accepted' });
  expect(order.now().closed).toBeNull();
  await order.hears('closeTask', { taskId: taskOf(order, 'approve_refund'), outcome: 'approved' });
  expect(order.now().closed?.reason).toBe('changed_mind');
  expect(order.now().money).toMatchObject({ paid: 290_000, refunded: 290_000 });
});

test('when the carrier has still to hear of it, then the order is not closed by the warehouse’s yes alone', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await cancel(order);
  await answer(order, 1, { to: 'call_off', answer: 'accepted' });
  expect(order.now().closed).toBeNull();
  await answer(order, 2, { to: 'call_off', answer: 'accepted' });
  expect(order.now().closed).not.toBeNull();
});

test('when finance refuses the refund, then the order ends and it is not asked again', async () => {
  const { order } = await aPaidOrderBeingPacked();
  await cancel(order);
  await answer(order, 1, { to: 'call_off', answer: 'accepted' });
  await answer(order, 2, { to: 'call_off', answer: 'accepted' });
  await order.hears('closeTask', { taskId: taskOf(order, 'approve_refund'), outcome: 'refused' });
  expect(order.now().closed).not.toBeNull();
  expect(eventsOf(order, 'RefundAsked')).toHaveLength(1);
});

describe('in transit, the courier has it already', () => {
  async function refusedInTransit(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
    const { shop, order } = await aPaidOrderBeingPacked();
    await report(order, 'handed_over');
    await cancel(order);
    await answer(order, 2, { to: 'call_off', answer: 'refused', reason: 'already_handed_over' });
    return { shop, order };
  }

  test('when it is delivered all the same, then it is paid for and nothing is refunded', async () => {
    const { shop, order } = await refusedInTransit();
    expect(order.now().tasks.map((task) => task.kind)).toContain('party_refused');
    await report(order, 'delivered');
    expect(order.types()).not.toContain('RefundAsked');
    expect(order.now().closed).not.toBeNull();
    expect(orderTotals(order.now())).toMatchObject({ total: 290_000, due: 0, overpaid: 0 });
    expect(shelf(shop)).toMatchObject({ onHand: 9, reserved: 0 });
  });

  test('when it comes back, then the goods are on the shelf and the money is refunded', async () => {
    const { shop, order } = await refusedInTransit();
    await report(order, 'returned');
    await order.hears('closeTask', {
      taskId: taskOf(order, 'approve_refund'),
      outcome: 'approved',
    });
    expect(order.now().closed?.reason).toBe('changed_mind');
    expect(orderTotals(order.now())).toMatchObject({
      total: 0,
      due: 0,
      overpaid: 0,
      refunded: 290_000,
    });
    expect(shelf(shop)).toMatchObject({ onHand: 10, reserved: 0 });
  });

  test('when it is lost, then it is written off and the money is refunded', async () => {
    const { shop, order } = await refusedInTransit();
    await report(order, 'lost');
    await order.hears('closeTask', {
      taskId: taskOf(order, 'approve_refund'),
      outcome: 'approved',
    });
    expect(order.types()).toContain('GoodsLost');
    expect(order.now().closed).not.toBeNull();
    expect(shelf(shop)).toMatchObject({ onHand: 9, reserved: 0 });
  });
});

test('when the packer refuses the call-off and is chased, then it is asked again and may agree', async () => {
  const { shop, order } = await aPaidOrderBeingPacked();
  await cancel(order);
  await answer(order, 1, { to: 'call_off', answer: 'refused', reason: 'already_packed' });
  await order.hears('closeTask', { taskId: taskOf(order, 'party_refused'), outcome: 'chased' });
  expect(order.now().instructions[0]?.pending?.kind).toBe('call_off');
  await answer(order, 1, { to: 'call_off', answer: 'accepted' });
  expect(shelf(shop)).toMatchObject({ reserved: 0 });
});

test('when something was delivered, then the order can be cancelled neither by command nor by a task', async () => {
  const { order } = await aPaidOrderBeingPacked();
  await report(order, 'delivered');
  expect(refusalOf(await cancel(order))).toBe('already_delivered');
  const declined = await order.hears('recordContact', { outcome: 'declined' });
  expect(refusalOf(declined)).toBe('already_delivered');
});

test('when it was delivered and has ended, then changes and cancellations are still told of the claim', async () => {
  const { order } = await aPaidOrderBeingPacked();
  await report(order, 'delivered');
  await order.until('2026-12-07 12:00');
  expect(order.now().closed?.reason).toBe('completed');
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];
  expect(refusalOf(await order.hears('amend', { changes }))).toBe('already_delivered');
  expect(refusalOf(await cancel(order))).toBe('already_delivered');
});

test('when it is being cancelled, then a second cancellation and any change are refused', async () => {
  const { order } = await aPaidOrderBeingPacked();
  await cancel(order);
  expect(refusalOf(await cancel(order))).toBe('not_allowed_now');
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];
  expect(refusalOf(await order.hears('amend', { changes }))).toBe('not_allowed_now');
});

test('when it is closed, then a late payment is recorded and paid back', async () => {
  const order = await aShopInMemory().order();
  await cancel(order);
  await pay(order);
  const taskId = taskOf(order, 'approve_refund');
  await order.hears('closeTask', { taskId, outcome: 'approved' });
  expect(orderTotals(order.now())).toMatchObject({ overpaid: 0, refunded: 290_000 });
  expect(order.now().closed?.reason).toBe('changed_mind');
});

describe('at every stage', () => {
  type Reached = (order: OrderInMemory) => Promise<unknown>;
  const stages: readonly (readonly [string, object, Reached, string, readonly string[]])[] = [
    ['while agreeing', {}, () => Promise.resolve(), 'cancelled', []],
    [
      'while a prepayment is awaited',
      { payment: 'prepaid', agreed: { channel: 'phone' } },
      () => Promise.resolve(),
      'cancelled',
      [],
    ],
    [
      'before anybody has answered',
      { agreed: { channel: 'phone' } },
      () => Promise.resolve(),
      'cancelling',
      ['warehouse-main', 'own-couriers'],
    ],
    [
      'while picking',
      { agreed: { channel: 'phone' } },
      async (order) => {
        await answer(order, 1, { answer: 'accepted' });
        await answer(order, 2, { answer: 'accepted' });
      },
      'cancelling',
      ['warehouse-main', 'own-couriers'],
    ],
    [
      'once packed',
      { agreed: { channel: 'phone' } },
      async (order) => {
        await answer(order, 1, { answer: 'done' });
        await answer(order, 2, { answer: 'accepted' });
      },
      'cancelling',
      ['warehouse-main', 'own-couriers'],
    ],
    [
      'in transit, where nobody calls off who has packed',
      { agreed: { channel: 'phone' } },
      async (order) => {
        await answer(order, 1, { answer: 'done' });
        await answer(order, 2, { answer: 'accepted' });
        await report(order, 'handed_over');
      },
      'cancelling',
      ['own-couriers'],
    ],
  ];

  test.each(stages)(
    'when it is cancelled %s, then just those who have it in hand are called off and all is free in the end',
    async (_, fields, reach, stage, calledOff) => {
      const shop = aShopInMemory();
      const order = await shop.order(fields);
      await reach(order);
      await cancel(order);
      expect(order.life().turn.stage).toBe(stage);
      const off = eventsOf(order, 'CallOffWritten').map((event) => event.party);
      expect(off).toEqual(calledOff);
      for (const [index, { pending }] of order.now().instructions.entries()) {
        if (pending) await answer(order, index + 1, { to: 'call_off', answer: 'accepted' });
      }
      if (!order.now().closed) await report(order, 'returned');
      expect(order.now().closed?.reason).toBe('changed_mind');
      expect(shelf(shop)).toMatchObject({ onHand: 10, reserved: 0 });
    },
  );

  test('when it is cancelled while goods are still being searched for, then nothing is taken', async () => {
    const shop = aShopInMemory();
    const order = await shop.order();
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 3 }];
    await order.hearsAll(
      { name: 'amend', command: { changes, actor: 'manager:1' } },
      { name: 'cancel', command: { reason: 'price', actor: 'manager:2' } },
    );
    expect(order.now().closed?.reason).toBe('price');
    expect(shelf(shop)).toMatchObject({ onHand: 10, reserved: 0 });
  });

  test.each([
    ['the cancellation', ['cancel', 'confirm'], 'not_allowed_now'],
    ['the confirmation', ['confirm', 'cancel'], null],
  ])(
    'when both are said in the same second and %s is first, then it is cancelled and nobody is instructed',
    async (_, names, refusal) => {
      const order = await aShopInMemory().order();
      const bodies = { cancel: { reason: 'price' }, confirm: { channel: 'phone' } };
      const heard = await order.hearsAll(
        ...names.map((name) => ({
          name,
          command: { ...bodies[name as keyof typeof bodies], actor: 'manager:1' },
        })),
      );
      expect(refusalOf(heard)).toBe(refusal);
      expect(order.now().closed?.reason).toBe('price');
      expect(order.types()).not.toContain('InstructionWritten');
    },
  );
});

test('when everything was given away after all and the word of its end is sent later, then the order ends by the clock', async () => {
  const { shop, order } = await aPaidOrderBeingPacked();
  await cancel(order);
  const lines = order.now().wish.lines.map(({ id: lineId, quantity }) => ({
    ...{ lineId, accepted: quantity, refused: 0 },
  }));
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'partly_delivered', lines });
  expect(order.now().closed).not.toBeNull();
  const messageId = eventsOf(order, 'MessageNoted').at(-1)?.messageId;
  const command = { messageId, attempt: 1, outcome: 'repeat', code: '30003' };
  await shop.market.tell(order.now().id, { name: 'messageResult', command });
  await bringToEnd(shop.market, order.now().id);
  expect(eventsOf(order, 'MessageSent').map((event) => event.messageId)).toContain(messageId);
});
