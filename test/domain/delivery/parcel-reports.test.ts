/**
 * What the carrier's words do to a parcel, and what comes of them for goods and money.
 */
import { CARRIER_WORDS, movesOn, PARCEL_MOVES } from '../../../domain/parties/parcel';
import type { Parcel, ParcelState } from '../../../domain/parties/parcel';
import { orderTotals } from '../../../domain/order/money/totals';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

function parcelIn(state: ParcelState, returned = 0): Parcel {
  const lines = [{ lineId: 'line-1', quantity: 1, shipped: true, delivered: 0, returned }];
  const known = {
    tracking: null,
    reportedAt: null,
    expectedAt: null,
    comesBack: false,
    sealedBy: [],
    lastWord: null,
    reason: null,
  };
  return { id: 'par_1_1', source: 'warehouse-main', carrier: 'post', state, lines, ...known };
}

describe('the table of moves', () => {
  test('the same word twice says nothing new', () => {
    for (const word of CARRIER_WORDS) expect(movesOn(parcelIn(word), word)).toBe(false);
  });

  test.each<[ParcelState, string]>([
    ['in_transit', 'handed_over'],
    ['returning', 'in_transit'],
    ['delivered', 'attempt_failed'],
    ['delivered', 'returned'],
    ['returned', 'delivered'],
    ['cancelled', 'delivered'],
    ['partly_delivered', 'delivered'],
  ])('the story of a parcel that is %s never goes on with %s', (state, word) => {
    expect(PARCEL_MOVES[state]).not.toContain(word);
  });

  test('a parcel that was not delivered goes out again, and what was lost may be found', () => {
    expect(movesOn(parcelIn('attempt_failed'), 'in_transit')).toBe(true);
    expect(movesOn(parcelIn('lost'), 'delivered')).toBe(true);
  });

  test('what was written off as lost is not found any more', () => {
    expect(movesOn(parcelIn('lost', 1), 'delivered')).toBe(false);
  });
});

async function anOrderOnItsWay(
  quantity = 3,
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const lines = [aWantedLine({ quantity })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await report(order, 'handed_over');
  return { shop, order };
}

const report = (
  order: OrderInMemory,
  status: string,
  more: object = {},
): ReturnType<OrderInMemory['hears']> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status, ...more });
const areGood = (order: OrderInMemory): Promise<unknown> =>
  order.hears('closeTask', { taskId: taskOf(order, 'inspect_return'), outcome: 'restock' });
const onHand = (shop: ShopInMemory): number | undefined =>
  shop.market.state().stock.items[0]?.onHand;

test('when the carrier says a word nobody knows, then it is kept and shown, and nothing else changes', async () => {
  const { order } = await anOrderOnItsWay();
  const before = order.now();
  await report(order, 'sorted_in_klin');
  expect(eventsOf(order, 'ParcelReported').at(-1)).toMatchObject({
    status: 'sorted_in_klin',
    counts: false,
  });
  const parcels = before.parcels.map((one) => ({ ...one, lastWord: 'sorted_in_klin' }));
  expect({ ...order.now(), at: before.at }).toEqual({ ...before, parcels });
});

test('when reports come late and twice, then the parcel never goes back', async () => {
  const { order } = await anOrderOnItsWay();
  await report(order, 'in_transit');
  await report(order, 'handed_over');
  await report(order, 'in_transit');
  expect(order.now().parcels[0]?.state).toBe('in_transit');
  expect(eventsOf(order, 'GoodsShipped')).toHaveLength(1);
});

test('story 41: when two of three are refused at the door, then one is paid for and two come back to stock', async () => {
  const { shop, order } = await anOrderOnItsWay();
  await report(order, 'partly_delivered', {
    lines: [{ lineId: 'line-1', accepted: 1, refused: 2 }],
  });
  expect(orderTotals(order.now())).toMatchObject({ goods: 260_000, total: 290_000, due: 290_000 });
  expect(onHand(shop)).toBe(7);
  await report(order, 'returned');
  await areGood(order);
  expect(onHand(shop)).toBe(9);
});

test.each([
  { accepted: 1, refused: 0, no: 'pieces_unaccounted' },
  { accepted: 9, refused: 9, no: 'more_than_shipped' },
])(
  'when of three pieces $accepted and $refused are told, then nothing of it counts',
  async (said) => {
    const { accepted, refused, no } = said;
    const { order } = await anOrderOnItsWay();
    const lines = [{ lineId: 'line-1', accepted, refused }];
    const events = await report(order, 'partly_delivered', { lines });
    expect(refusalOf(events)).toBe(no);
    expect(order.now().parcels[0]?.state).not.toBe('partly_delivered');
  },
);

test('when “delivered” names refused pieces, then it is a part that was delivered', async () => {
  const { order } = await anOrderOnItsWay();
  await report(order, 'delivered', { lines: [{ lineId: 'line-1', accepted: 2, refused: 1 }] });
  expect(order.now().parcels[0]?.state).toBe('partly_delivered');
  await report(order, 'returned');
  await areGood(order);
  expect(order.now().goods['line-1']).toMatchObject({ delivered: 2, refused: 1, returned: 1 });
});

test('when refused goods never come back, then a person is asked for them after everything else is over', async () => {
  const { order } = await anOrderOnItsWay();
  await report(order, 'partly_delivered', {
    lines: [{ lineId: 'line-1', accepted: 1, refused: 2 }],
  });
  await order.hears('recordPayment', {
    method: 'cash',
    amount: { amount: 290_000, currency: 'RUB' },
  });
  await order.until('2026-11-28 12:00');
  expect(order.now()).toMatchObject({ closed: null, tasks: [] });
  await order.until('2026-11-30 12:00');
  expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'still_out' }]);
  await report(order, 'returned');
  await areGood(order);
  expect(order.now().closed?.reason).toBe('completed');
});

test('when refused goods are lost on the way back, then they are written off and the order ends', async () => {
  const { shop, order } = await anOrderOnItsWay();
  await report(order, 'partly_delivered', {
    lines: [{ lineId: 'line-1', accepted: 1, refused: 2 }],
  });
  await report(order, 'lost');
  expect(eventsOf(order, 'GoodsLost')).toMatchObject([{ quantity: 2 }]);
  expect(onHand(shop)).toBe(7);
});

test('when everything comes back, then the order ends as undeliverable with the goods on the shelf', async () => {
  const { shop, order } = await anOrderOnItsWay();
  await report(order, 'returned');
  await order.hears('answerInstruction', {
    instructionId: 'ins_1_2',
    to: 'call_off',
    answer: 'accepted',
  });
  expect(order.now().closed?.reason).toBe('undeliverable');
  expect(onHand(shop)).toBe(10);
});

test('when one of two parcels comes back, then only its own pieces do, and only what came is paid for', async () => {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
      { place: 'warehouse-south', sku: 'DRESS', onHand: 2 },
    ],
  });
  const lines = [aWantedLine({ quantity: 3 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  expect(order.now().parcels.map((parcel) => parcel.source)).toEqual([
    'warehouse-main',
    'warehouse-south',
  ]);
  await order.hears('reportParcel', { parcelId: 'par_1_2', status: 'in_transit' });
  await report(order, 'in_transit');
  await report(order, 'returned');
  expect(order.now().goods['line-1']).toMatchObject({ returned: 1, refused: 1 });
  await order.hears('reportParcel', { parcelId: 'par_1_2', status: 'delivered' });
  expect(order.types()).toContain('OrderDelivered');
  expect(orderTotals(order.now()).goods).toBe(520_000);
});

test('when a supplier’s parcel comes back, then no shelf of ours is touched', async () => {
  const offers = { FILTER: [{ party: 'supplier-north', price: 1, term: 1 }] };
  const shop = aShopInMemory({ offers, shelves: [] });
  const lines = [aWantedLine({ sku: 'FILTER' })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await report(order, 'handed_over');
  await report(order, 'returned');
  expect(eventsOf(order, 'GoodsBack')).toMatchObject([{ place: 'supplier-north' }]);
  expect(shop.market.state().stock.items).toEqual([]);
});

test('when a parcel has left and more is wanted, then the rest travels in a second parcel', async () => {
  const { order } = await anOrderOnItsWay(1);
  await order.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 3 }],
  });
  await order.hears('answerInstruction', {
    instructionId: 'ins_1_1',
    to: 'revision',
    answer: 'accepted',
  });
  expect(order.now().parcels.map((parcel) => parcel.lines[0]?.quantity)).toEqual([1, 2]);
  await report(order, 'delivered');
  expect(order.now().deliveredAt).toBeNull();
  await order.hears('reportParcel', { parcelId: 'par_1_2', status: 'delivered' });
  expect(order.now().deliveredAt).not.toBeNull();
});

test('when some goods have come and others are still to be found, then the order is not delivered yet', async () => {
  const shop = aShopInMemory();
  const order = await shop.order({ agreed: { channel: 'phone' } });
  const line = {
    sku: 'UNICORN',
    title: 'Unicorn',
    quantity: 1,
    price: { amount: 100, currency: 'RUB' },
  };
  await order.hears('amend', { changes: [{ type: 'add_line', line }] });
  await report(order, 'delivered');
  expect(order.now().deliveredAt).toBeNull();
  const taskId = taskOf(order, 'find_alternative');
  const changes = [{ type: 'remove_line', lineId: 'line-2' }];
  await order.hears('closeTask', { taskId, outcome: 'removed', data: { changes } });
  expect(order.now().deliveredAt).not.toBeNull();
});

test('when every packer has refused, then the customer cannot have received it', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.hears('answerInstruction', { instructionId: 'ins_1_1', answer: 'refused' });
  const heard = await order.hears('customerAnswers', { answer: 'received', actor: undefined });
  expect(heard).toMatchObject([{ type: 'Refused', refusal: 'not_allowed_now' }]);
});
