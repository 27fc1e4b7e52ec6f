/**
 * One parcel was refused and goes back while another of the order still comes or is lost: what is planned for the other
 * brings the refused one to nobody's door once more.
 */
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY as BY_COURIER,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER } from '../../support/sent-order';
import { decides, DELIVERY, DRESS, report } from '../../support/two-parcels';

/** A dress that was refused at the door and goes back, and a gown on its way; there is another gown. */
async function oneRefused(reason = 'refused'): Promise<OrderInMemory> {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
      { place: 'warehouse-south', sku: 'GOWN', onHand: 2 },
    ],
  });
  const lines = [aWantedLine(), aWantedLine({ sku: 'GOWN', title: 'Gown' })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await allSayYes(order);
  for (const number of [1, 2]) await report(order, number, 'handed_over');
  await report(order, 1, 'returning', { reason });
  return order;
}

/** Whether the dress is sent once more, or its refusal stands and it is paid by nobody. */
async function isSentAgain(order: OrderInMemory): Promise<boolean> {
  await report(order, 1, 'returned');
  for (let round = 0; round < 3; round += 1) await allSayYes(order);
  const { refused, replaced } = order.now().goods['line-1'] ?? {};
  expect([refused, replaced]).toEqual(refused === 1 ? [1, 0] : [0, 1]);
  return replaced === 1;
}

test('when the other is lost and a dispatcher sends that anew, then the refused one stays refused', async () => {
  const order = await oneRefused();
  await report(order, 2, 'lost');
  await decides(order, 'new_date', { window: LATER });
  await allSayYes(order);
  expect(await isSentAgain(order)).toBe(false);
  const carrier = order.now().instructions.find(({ kind }) => kind === 'deliver');
  expect(carrier?.content.collect).toBe(DRESS + DELIVERY);
});

test('when the other is lost and sent anew, then what goes back for another reason is wanted on the new day too', async () => {
  const order = await oneRefused('address');
  await report(order, 2, 'lost');
  await decides(order, 'new_date', { window: LATER });
  await allSayYes(order);
  expect(await isSentAgain(order)).toBe(true);
});

test('when the other is lost and sent anew on the day there is, then nobody has asked for what goes back', async () => {
  const order = await oneRefused('address');
  await report(order, 2, 'lost');
  await decides(order, 'new_date');
  await allSayYes(order);
  expect(await isSentAgain(order)).toBe(false);
});

test('when the customer moves the other to another day, then the refused one stays refused', async () => {
  const order = await oneRefused();
  await change(order, { ...BY_COURIER, window: LATER });
  await allSayYes(order);
  expect(await isSentAgain(order)).toBe(false);
});

test('when nothing else comes and he asks for another day, then what he refused is sent once more', async () => {
  const order = await oneRefused();
  await report(order, 2, 'returning', { reason: 'refused' });
  await change(order, { ...BY_COURIER, window: LATER });
  await allSayYes(order);
  expect(await isSentAgain(order)).toBe(true);
});
