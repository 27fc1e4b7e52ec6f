/**
 * A carrier that was called off is to bring it after all: what it brings back goes out once more and was refused by
 * nobody, unless it tried to give it to the customer in between.
 */
import { lastMessageOf } from '../../../domain/parties/message-id';
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine, DELIVERY, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, PICKUP, report, sent } from '../../support/sent-order';
import { decides, report as reportOf, twoParcels } from '../../support/two-parcels';

const says = (order: OrderInMemory, party: string, said: object): Promise<unknown> => {
  const told = order.now().instructions.find((one) => one.party === party);
  return order.hears('answerInstruction', { instructionId: told?.id, ...said });
};

/** The courier is called off for a point and says yes; the point says no, and the change goes back. */
async function pointRefuses(): Promise<OrderInMemory> {
  const { order } = await sent({}, { partlyRefused: 'revert' });
  await change(order, PICKUP);
  await says(order, 'own-couriers', { to: 'call_off', answer: 'accepted' });
  await report(order, 'in_transit');
  await says(order, 'pickup-network', { to: 'instruction', answer: 'refused', reason: 'other' });
  await allSayYes(order);
  expect(order.now().wish.delivery.method).toBe('courier');
  return order;
}

test('when the point refuses and the courier comes back all the same, then it goes out once more and nothing is refused', async () => {
  const order = await pointRefuses();
  const { total } = orderTotals(order.now());
  await report(order, 'returning');
  await report(order, 'returned');
  expect(order.now()).toMatchObject({ closing: null, goods: { 'line-1': { refused: 0 } } });
  expect(orderTotals(order.now()).total).toBe(total);
  await allSayYes(order);
  expect(order.now().parcels[1]).toMatchObject({ carrier: 'own-couriers', state: 'announced' });
});

test('when the customer himself goes back to the courier, then it goes out once more', async () => {
  const { order } = await sent();
  await change(order, PICKUP);
  await allSayYes(order);
  await change(order, DELIVERY);
  await report(order, 'returning');
  await allSayYes(order);
  await report(order, 'returned');
  expect(order.now().closing).toBeNull();
});

test.each([
  ['tried in vain', { status: 'attempt_failed' }],
  ['turned away', { status: 'returning', reason: 'refused' }],
])(
  'when the courier was %s in between, then what comes back is not sent again',
  async (_, { status, ...more }) => {
    const order = await pointRefuses();
    await report(order, status, more);
    await report(order, 'returned');
    expect(order.now().goods['line-1']).toMatchObject({ refused: 1 });
  },
);

test('when the customer does not fetch what was wanted again, then it is not sent for ever', async () => {
  const { order } = await sent({ delivery: PICKUP });
  await report(order, 'at_pickup_point');
  await change(order, { ...DELIVERY, zone: 'moscow', window: LATER });
  await allSayYes(order);
  await change(order, PICKUP);
  await allSayYes(order);
  expect(order.now().parcels[0]?.wantedAgain).toBe(true);
  await order.until('2026-12-20 13:00');
  await report(order, 'returned');
  expect(order.now().goods['line-1']).toMatchObject({ refused: 1 });
});

test('when one of two comes back to go out again and the other is lost, then the order goes on with the one', async () => {
  const { order } = await twoParcels('cash');
  for (const parcel of [1, 2]) await reportOf(order, parcel, 'handed_over');
  await reportOf(order, 1, 'returning');
  await change(order, { ...DELIVERY, window: LATER });
  await allSayYes(order);
  await reportOf(order, 2, 'lost');
  await decides(order, 'take_back');
  expect(order.now()).toMatchObject({ closing: null, parcels: [{ wantedAgain: true }, {}] });
});

test('when it came to the point at night and is to be brought by morning, then nobody is told to fetch it', async () => {
  const { order } = await sent({ delivery: PICKUP });
  await order.until('2026-11-26 23:30');
  await report(order, 'at_pickup_point');
  await change(order, { ...DELIVERY, zone: 'moscow', window: LATER });
  await allSayYes(order);
  await order.until('2026-11-27 12:00');
  const noted = eventsOf(order, 'MessageNoted').find((one) => one.purpose === 'parcel_arrived');
  const withdrawn = eventsOf(order, 'MessageWithdrawn').map(({ messageId }) => messageId);
  expect(withdrawn).toContain(noted?.messageId);
});

describe('a courier does as he was told, and a belt goes with another', () => {
  const BELT = {
    sku: 'BELT',
    title: 'Belt',
    quantity: 1,
    price: { amount: 40_000, currency: 'RUB' },
  };
  const SHELVES = [
    { place: 'warehouse-main', sku: 'DRESS', onHand: 3 },
    { place: 'warehouse-south', sku: 'BELT', onHand: 3 },
  ];

  async function stands(quantity: number, certificates: readonly string[]): Promise<OrderInMemory> {
    const limit = 200_000;
    const gift = { kind: 'certificate', code: 'GIFT', currency: 'RUB', limit } as const;
    const policy = { partlyRefused: 'second_parcel' } as const;
    const shop = aShopInMemory({ policy, codes: [gift], shelves: SHELVES });
    const lines = [aWantedLine({ quantity })];
    const order = await shop.order({ certificates, lines, agreed: { channel: 'phone' } });
    await allSayYes(order);
    await report(order, 'handed_over');
    await order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
    for (const told of order.now().instructions.filter(({ pending }) => pending)) {
      const no = { answer: 'refused', reason: 'already_handed_over', message: lastMessageOf(told) };
      await order.hears('answerInstruction', {
        ...{ instructionId: told.id, to: 'revision', answer: 'accepted' },
        ...(told.kind === 'deliver' ? no : {}),
      });
    }
    await allSayYes(order);
    return order;
  }
  const collects = (order: OrderInMemory): readonly unknown[] =>
    order
      .now()
      .instructions.filter(({ kind }) => kind === 'deliver')
      .map(({ pending, content }) => (pending?.content ?? content).collect);

  test('when a certificate is taken out, then each is told at once what he takes in the end', async () => {
    const order = await stands(1, ['GIFT']);
    await order.hears('amend', { changes: [{ type: 'remove_certificate', code: 'GIFT' }] });
    const told = collects(order);
    await allSayYes(order);
    expect(collects(order)).toEqual(told);
    expect(told.reduce((sum: number, one) => sum + Number(one), 0)).toBe(
      orderTotals(order.now()).due,
    );
  });

  test('when one of three was taken and the rest is lost, then nobody else is told to bring what has come', async () => {
    const order = await stands(3, []);
    await report(order, 'partly_delivered', {
      lines: [{ lineId: 'line-1', accepted: 1, refused: 2 }],
    });
    await report(order, 'lost');
    await decides(order, 'take_back');
    const others = order
      .now()
      .instructions.filter(({ kind, stands: own }) => kind === 'deliver' && !own);
    const lines = others.flatMap(({ pending, content }) => (pending?.content ?? content).lines);
    expect(lines.map(({ sku }) => sku)).toEqual(['BELT']);
  });
});
