/**
 * A shop has everything that comes back looked at, and what comes back is wanted again: it goes out once more when that
 * is done, and others in place of what is good no more.
 */
import { aWantedLine, DELIVERY, refusalOf, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, PICKUP, report, sent, tasks } from '../../support/sent-order';
import type { Sent } from '../../support/sent-order';
import { report as says, twoParcels } from '../../support/two-parcels';

const shelf = ({ shop }: Sent): unknown => shop.market.state().stock.items[0];
const isClosing = (order: OrderInMemory): boolean => order.now().closing !== null;

async function backAgain(): Promise<Sent> {
  const both = await sent({}, { inspectReturns: 'always' });
  const { order } = both;
  await report(order, 'returning');
  await change(order, { ...DELIVERY, window: LATER });
  await allSayYes(order);
  await report(order, 'returned');
  return both;
}

test('when it is back, then nothing is sent before the warehouse has looked at it', async () => {
  const both = await backAgain();
  const { order } = both;
  expect(tasks(order)).toEqual([{ kind: 'inspect_return', about: 'par_1_1' }]);
  expect(order.now().parcels).toHaveLength(1);
  expect(shelf(both)).toMatchObject({ onHand: 9 });
  expect(isClosing(order)).toBe(false);
});

test.each([
  ['restock', 10],
  ['write_off', 9],
])('when it ends with %s, then one goes out for the same sum', async (outcome, onHand) => {
  const both = await backAgain();
  const { order } = both;
  await order.hears('closeTask', { taskId: taskOf(order, 'inspect_return'), outcome });
  await allSayYes(order);
  const { goods, parcels, instructions } = order.now();
  expect(goods['line-1']).toMatchObject({ refused: 0, replaced: 1, returned: 1 });
  expect(parcels[1]).toMatchObject({ carrier: 'own-couriers', state: 'announced' });
  expect(instructions[1]?.content.collect).toBe(290_000);
  expect(shelf(both)).toMatchObject({ onHand, reserved: 1 });
  await order.hears('reportParcel', { parcelId: 'par_1_2', status: 'delivered' });
  expect(order.now().deliveredAt).not.toBeNull();
});

describe('the customer wants fewer of it', () => {
  const FEWER = { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }] };
  const twoComeBack = async (): Promise<OrderInMemory> => {
    const policy = { inspectReturns: 'always', partlyRefused: 'revert' } as const;
    const { order } = await sent({ lines: [aWantedLine({ quantity: 2 })] }, policy);
    await report(order, 'returning');
    await change(order, { ...DELIVERY, window: LATER });
    await allSayYes(order);
    return order;
  };

  test('when it is asked for while they are looked at, then nobody says that it is too late', async () => {
    const order = await twoComeBack();
    await report(order, 'returned');
    expect(refusalOf(await order.hears('amend', FEWER))).toBeNull();
    expect(order.now().wish.lines[0]?.quantity).toBe(1);
  });

  test('when it was asked for before they were back, then nobody has refused it', async () => {
    const order = await twoComeBack();
    await order.hears('amend', FEWER);
    await report(order, 'returned');
    await allSayYes(order);
    expect(order.now().wish.lines[0]?.quantity).toBe(1);
  });
});

test.each(['returned', 'attempt_failed'])(
  'when the other parcel is %s meanwhile, then the order goes on with what is looked at',
  async (word) => {
    const { order } = await twoParcels('cash', false, { policy: { inspectReturns: 'always' } });
    await says(order, 1, 'returning');
    await change(order, { ...DELIVERY, window: LATER });
    await allSayYes(order);
    await says(order, 1, 'returned');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await says(order, 2, 'in_transit');
      await says(order, 2, word);
    }
    expect(isClosing(order)).toBe(false);
  },
);

test('when a parcel that is wanted again was sent by a way that costs the shop its return, then that is on the books', async () => {
  const { order } = await sent({ delivery: PICKUP });
  await report(order, 'returning');
  const more = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
  await order.hears('amend', { changes: [more] });
  await allSayYes(order);
  await report(order, 'returned');
  expect(order.now()).toMatchObject({ closing: null, money: { deliveryCost: 15_000 } });
});
