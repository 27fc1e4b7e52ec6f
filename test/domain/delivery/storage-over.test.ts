/**
 * Parcels that wait at an office: of several the customer hears once and by the day that comes first, and what nobody
 * fetches is had back by a person, without an apology.
 */
import { keptUntilText } from '../../../domain/order/delivery/following/followed';
import {
  aShopInMemory,
  aWantedLine,
  POST,
  eventsOf,
  moment,
  momentsOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

async function twoSent(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
      { place: 'warehouse-south', sku: 'BELT', onHand: 1 },
    ],
  });
  const lines = [aWantedLine(), aWantedLine({ sku: 'BELT', title: 'Belt' })];
  const agreed = { channel: 'phone' };
  const order = await shop.order({ lines, delivery: POST, payment: 'cod_post', agreed });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await report(order, 1, 'handed_over');
  await report(order, 2, 'handed_over');
  return { shop, order };
}

const report = (order: OrderInMemory, number: number, status: string): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status });

const told = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted')
    .map(({ purpose }) => purpose)
    .filter((purpose) => purpose.startsWith('parcel'));

const keptUntil = ({ market }: ShopInMemory, order: OrderInMemory): string | null =>
  keptUntilText(order.now(), market.state().terms);

describe('two parcels', () => {
  test('when both come on one day, then the customer hears of the arrival and of each reminder once', async () => {
    const { order } = await twoSent();
    await order.until('2026-11-28 10:00');
    await report(order, 1, 'at_pickup_point');
    await order.until('2026-11-28 15:00');
    await report(order, 2, 'at_pickup_point');
    expect(told(order)).toEqual(['parcel_arrived']);
    await order.until('2026-12-10 15:00');
    expect(told(order)).toEqual(['parcel_arrived', ...Array<string>(3).fill('parcel_waits')]);
    expect(eventsOf(order, 'StorageTold')).toHaveLength(8);
  });

  test('when they come on different days, then each arrival is told', async () => {
    const { order } = await twoSent();
    await order.until('2026-11-28 10:00');
    await report(order, 1, 'at_pickup_point');
    await order.until('2026-11-29 10:00');
    await report(order, 2, 'at_pickup_point');
    expect(told(order)).toEqual(['parcel_arrived', 'parcel_arrived']);
  });

  test('when the first was fetched before the second came that day, then the second is told of', async () => {
    const { order } = await twoSent();
    await order.until('2026-11-28 10:00');
    await report(order, 1, 'at_pickup_point');
    await report(order, 1, 'delivered');
    await report(order, 2, 'at_pickup_point');
    expect(told(order)).toEqual(['parcel_arrived', 'parcel_arrived']);
  });

  test('when they are kept until different days, then the customer is told the first one, and of what is fetched no more', async () => {
    const { shop, order } = await twoSent();
    expect(keptUntil(shop, order)).toBeNull();
    await order.until('2026-11-28 10:00');
    await report(order, 1, 'at_pickup_point');
    await order.until('2026-12-01 10:00');
    await report(order, 2, 'at_pickup_point');
    expect(keptUntil(shop, order)).toBe('12.12');
    await report(order, 1, 'delivered');
    expect(keptUntil(shop, order)).toBe('15.12');
    await report(order, 2, 'delivered');
    expect(keptUntil(shop, order)).toBe('15.12');
  });
});

describe('nobody fetches it', () => {
  async function unfetched(): Promise<OrderInMemory> {
    const { order } = await twoSent();
    await report(order, 2, 'delivered');
    await order.until('2026-11-28 10:00');
    await report(order, 1, 'at_pickup_point');
    await order.until('2026-12-14 11:59');
    return order;
  }
  const abouts = (order: OrderInMemory): readonly (string | null)[] =>
    order.now().tasks.map(({ about }) => about);

  test('story 40: when its days of storage are over, then on the next working day a person asks for it back, once', async () => {
    const order = await unfetched();
    expect(order.now().tasks).toEqual([]);
    expect(order.life().turn.wait).toMatchObject({
      for: 'customer',
      until: moment('2026-12-14 12:00'),
      then: { key: 'then.ask_return' },
    });
    await order.until('2026-12-14 12:00');
    expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'storage:par_1_1' }]);
    const taskId = taskOf(order, 'party_overdue');
    await order.hears('closeTask', { taskId, outcome: 'chased' });
    await order.until('2026-12-20 12:00');
    expect(order.now().tasks).toEqual([]);
    expect(momentsOf(order, 'StorageOver')).toHaveLength(1);
  });

  test('when it is on its way back, then nobody has to ask for it any more', async () => {
    const order = await unfetched();
    await order.until('2026-12-14 12:00');
    await report(order, 1, 'returning');
    expect(order.life().turn.wait?.what.key).toBe('wait.bring_back');
    expect(abouts(order)).toEqual([]);
  });

  test.each(['kept on and on', 'sent back'])(
    'when it was %s and then lost, then a person looks into it and the customer gets no apology',
    async (how) => {
      const order = await unfetched();
      if (how === 'sent back') await report(order, 1, 'returning');
      await order.until('2027-01-20 12:00');
      expect(order.types()).toContain('ParcelTakenForLost');
      expect(order.now().tasks.map(({ kind }) => kind)).toContain('find_out_why');
      expect(told(order)).not.toContain('parcel_lost');
    },
  );

  test('when it goes out again and comes back to the office, then its days are asked for anew', async () => {
    const order = await unfetched();
    await order.until('2026-12-14 12:00');
    await report(order, 1, 'attempt_failed');
    await report(order, 1, 'at_pickup_point');
    await order.until('2026-12-29 12:00');
    expect(momentsOf(order, 'StorageOver')).toHaveLength(2);
  });
});
