/**
 * Two carriers bring something back for a third to bring: who is late is named and asked, and nobody else is given time.
 */
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY,
  eventsOf,
  POST,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, OUT, PICKUP, tasks, wait } from '../../support/sent-order';
import { pays, report } from '../../support/two-parcels';

/** The pickup network has three days to bring back the first, the couriers one for the second. */
async function bothComeBack(): Promise<OrderInMemory> {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
      { place: 'warehouse-south', sku: 'GOWN', onHand: 1 },
    ],
  });
  const lines = [aWantedLine(), aWantedLine({ sku: 'GOWN', title: 'Gown' })];
  const agreed = { channel: 'phone' } as const;
  const order = await shop.order({ lines, delivery: PICKUP, payment: 'prepaid', agreed });
  await pays(order, 550_000);
  await allSayYes(order);
  await report(order, 1, 'handed_over');
  await change(order, { ...DELIVERY, zone: 'moscow', window: LATER });
  await allSayYes(order);
  await allSayYes(order);
  await report(order, 2, 'handed_over');
  await change(order, POST);
  await allSayYes(order);
  return order;
}

test('when the second should be back first, then who has that one is waited for and asked', async () => {
  const order = await bothComeBack();
  expect(wait(order)).toMatchObject({ party: 'own-couriers', what: { key: 'wait.bring_back' } });
  await order.until('2026-11-28 13:00');
  expect(tasks(order)).toEqual([OUT]);
  expect(wait(order)?.what).toMatchObject({ values: { party: 'own-couriers' } });
});

test('when the late one was asked, then the other is late on its own day all the same', async () => {
  const order = await bothComeBack();
  await order.until('2026-11-28 13:00');
  await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
  expect(eventsOf(order, 'ReturnChased')).toMatchObject([
    { parcelId: 'par_1_2', party: 'own-couriers' },
  ]);
  await report(order, 2, 'returned');
  await allSayYes(order);
  await report(order, 3, 'handed_over');
  await order.until('2026-11-30 13:00');
  expect(tasks(order)).toEqual([OUT]);
  expect(wait(order)?.what).toMatchObject({ values: { party: 'pickup-network' } });
});

test('when the order is ended and one was asked, then the other who is late is asked too', async () => {
  const order = await bothComeBack();
  await order.hears('cancel', { reason: 'price' });
  await allSayYes(order);
  await order.until('2026-12-04 13:00');
  const late = (): unknown => wait(order)?.what.values.party;
  const first = late();
  await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
  expect(tasks(order)).toEqual([OUT]);
  expect([first, late()].sort()).toEqual(['own-couriers', 'pickup-network']);
  await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
  expect(tasks(order)).toEqual([]);
});
