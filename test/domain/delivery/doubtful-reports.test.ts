/**
 * Words of carriers that cannot be true together with what is known: they change nothing and a person looks into them.
 */
import { aShopInMemory, aWantedLine, eventsOf, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

async function anOrder(quantity = 1): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const lines = [aWantedLine({ quantity })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return { shop, order };
}

const report = (order: OrderInMemory, status: string, more: object = {}): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status, ...more });

const doubts = (order: OrderInMemory): readonly (string | null)[] =>
  order
    .now()
    .tasks.filter(({ kind }) => kind === 'doubtful_report')
    .map(({ about }) => about);

const counted = (order: OrderInMemory): boolean | undefined =>
  eventsOf(order, 'ParcelReported').at(-1)?.counts;

const taken = (accepted: number, refused: number): object => ({
  lines: [{ lineId: 'line-1', accepted, refused }],
});

test.each(['returned', 'lost'])(
  'when a parcel that nobody has seen leave is said to be %s, then nothing ends by that word and a person looks into it',
  async (status) => {
    const { shop, order } = await anOrder();
    const before = order.now().parcels[0]?.state;
    await report(order, status);
    expect(order.now().parcels[0]?.state).toBe(before);
    expect(order.now().closing).toBeNull();
    expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 10, reserved: 1 });
    expect(doubts(order)).toEqual(['par_1_1']);
    await report(order, 'handed_over');
    await report(order, 'delivered');
    expect(order.now().deliveredAt).not.toBeNull();
  },
);

describe('when the courier was in vain at the door', () => {
  const answered = (order: OrderInMemory, answer: string): Promise<unknown> =>
    order.hears('answerInstruction', { instructionId: 'ins_1_1', answer });

  test('and nobody has packed it, then it is still on the shelf and a person looks into it', async () => {
    const { shop, order } = await anOrder();
    await report(order, 'attempt_failed');
    expect(order.now()).toMatchObject({ parcels: [{ state: 'announced' }], check: { failed: 0 } });
    expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 10, reserved: 1 });
    expect(doubts(order)).toEqual(['par_1_1']);
    await answered(order, 'done');
    await report(order, 'attempt_failed');
    expect(order.now()).toMatchObject({ check: { failed: 1 } });
  });

  test.each(['packed', 'in_transit'])(
    'and it was %s before, then he has it with him, as far as anybody knows',
    async (before) => {
      const { shop, order } = await anOrder();
      await (before === 'packed' ? answered(order, 'done') : report(order, before));
      await report(order, 'attempt_failed');
      expect(order.now()).toMatchObject({ parcels: [{ state: 'attempt_failed' }] });
      expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 9, reserved: 0 });
      expect(doubts(order)).toEqual([]);
    },
  );
});

async function calledOff(): Promise<OrderInMemory> {
  const { order } = await anOrder();
  await order.hears('cancel', { reason: 'changed_mind' });
  for (const { id: instructionId } of order.now().instructions) {
    const said = { instructionId, to: 'call_off', answer: 'accepted' };
    await order.hears('answerInstruction', said);
  }
  expect(order.now()).toMatchObject({ parcels: [{ state: 'cancelled' }] });
  expect(order.now().closed).not.toBeNull();
  return order;
}

test('when the courier delivered what was called off and agreed, then it is kept and a person finds goods and money', async () => {
  const order = await calledOff();
  await report(order, 'delivered');
  expect(counted(order)).toBe(false);
  expect(doubts(order)).toEqual(['par_1_1']);
  await report(order, 'delivered');
  expect(doubts(order)).toEqual(['par_1_1']);
  const taskId = taskOf(order, 'doubtful_report');
  await order.hears('closeTask', { taskId, outcome: 'cleared_up' });
  expect(order.now().tasks).toEqual([]);
});

test('when what was called off is said to be back, then it is where Ordo thinks it is', async () => {
  const order = await calledOff();
  await report(order, 'returned');
  expect(doubts(order)).toEqual([]);
});

describe('after part was refused at the door', () => {
  async function partly(): Promise<OrderInMemory> {
    const { order } = await anOrder(3);
    await report(order, 'handed_over');
    await order.until('2026-11-27 12:00');
    await report(order, 'partly_delivered', taken(1, 2));
    return order;
  }

  test.each<[string, string, object, readonly string[]]>([
    ['delivered whole', 'delivered', {}, ['par_1_1']],
    ['refused in other pieces', 'partly_delivered', taken(2, 1), ['par_1_1']],
    ['not delivered', 'attempt_failed', {}, ['par_1_1']],
    ['refused in the same pieces', 'partly_delivered', taken(1, 2), []],
    ['refused, without the pieces', 'partly_delivered', {}, []],
    ['not delivered an hour before', 'attempt_failed', { at: '2026-11-27T08:00:00Z' }, []],
    ['on its way, late', 'in_transit', {}, []],
    ['on its way back', 'returned', {}, []],
  ])(
    'when another phone says it was %s (%s), then that is looked into where it cannot be',
    async (_what, status, more, about) => {
      const order = await partly();
      await report(order, status, more);
      expect(doubts(order)).toEqual(about);
    },
  );
});

test('when goods have come back and somebody says they were delivered, then a person looks into it', async () => {
  const { order } = await anOrder();
  await report(order, 'handed_over');
  await report(order, 'returned');
  await report(order, 'delivered');
  expect(doubts(order)).toEqual(['par_1_1']);
});

test('when a lost parcel turns up at the customer while others go in its place, then a person looks into it', async () => {
  const { order } = await anOrder();
  await report(order, 'handed_over');
  await report(order, 'lost');
  await order.hears('recordContact', { outcome: 'reached' });
  const window = { from: '2026-11-30T07:00:00Z', to: '2026-11-30T11:00:00Z' };
  const data = { reason: 'other', window };
  const taskId = taskOf(order, 'find_out_why');
  await order.hears('closeTask', { taskId, outcome: 'new_date', data });
  await report(order, 'delivered');
  expect(counted(order)).toBe(false);
  expect(doubts(order)).toEqual(['par_1_1']);
});
