/**
 * A parcel comes back to go out once more: the customer wants it at a point while a courier has it, or by a courier while
 * it waits at a point, or anew while it is on its way back already.
 */
import { aDelivery, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function underWay(delivery: object): Promise<string> {
  await shop.time('tue 11:01');
  const { id } = await shop.place(anOrder(null, { delivery }));
  await shop.confirms(id);
  await shop.bothAccept(id);
  await shop.report(id, { status: 'handed_over' });
  return id;
}

async function allSayYes(id: string): Promise<void> {
  const asked = (await shop.order(id)).instructions.filter(
    ({ state, pending }) => pending !== null || state === 'sent' || state === 'to_send',
  );
  for (const { party, pending } of asked) {
    await shop.answer(id, party, { to: pending ?? 'instruction', answer: 'accepted' });
  }
}

async function changes(id: string, delivery: object): Promise<void> {
  const { version } = await shop.order(id);
  const body = { changes: [{ type: 'change_delivery', delivery }] };
  const reply = await shop.ask('manager', `/v1/orders/${id}/amendments`, { body, version });
  expect(reply.status).toBe(202);
  await shop.quiet();
  await allSayYes(id);
}

const waits = async (id: string): Promise<string | undefined> =>
  (await shop.order(id)).waiting?.sentence;

/** The page behind the latest link. */
async function page(id: string): Promise<string> {
  const links = (await shop.sent(id)).flatMap(
    ({ text }) => /https?:\/\/\S+\/c\/[\w.-]+/.exec(text) ?? [],
  );
  return (await fetch(links.at(-1) ?? '')).text();
}

test('when a courier has it and it is to wait at a point, then he is awaited with it, a person is asked, and it goes out from the shelf', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await underWay(aDelivery(null));
  await changes(id, { method: 'pickup', pickupPointId: 'point-2' });
  expect(await page(id)).toContain('возвращается к нам');
  expect(await waits(id)).toContain('вернёт товар');
  await shop.time('thu 11:59');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('thu 12:01');
  expect(await shop.openTasks(id)).toEqual(['party_overdue']);
  expect(await shop.purposes(id)).not.toContain('delivery_check');
  await shop.report(id, { status: 'returned' });
  expect(await shop.openTasks(id)).toEqual([]);
  await allSayYes(id);
  const { parcels, totals } = await shop.order(id);
  expect(parcels[1]).toMatchObject({ carrier: 'pickup-network', state: 'announced' });
  expect(totals.due).toEqual(roubles(2750));
  expect((await shop.stock('DRESS-RED-42')).onHand).toBe(before.onHand);
});

test('when it waits at a point and a courier is to bring it, then nothing reminds of the point, and his day is checked', async () => {
  const point = { method: 'pickup', address: null, pickupPointId: 'point-1', price: roubles(150) };
  const id = await underWay(aDelivery(null, point));
  await shop.report(id, { status: 'at_pickup_point' });
  expect(await page(id)).toContain('ждёт вас');
  const { window, ...door } = aDelivery(shop.window('fri 10:00', 'fri 14:00')) as {
    readonly window: object;
    readonly address: object;
  };
  await changes(id, { method: 'courier', address: door.address, window });
  expect(await page(id)).not.toContain('ждёт вас');
  await shop.time('fri 20:01');
  const told = await shop.purposes(id);
  expect(told.filter((one) => one?.startsWith('parcel'))).toEqual(['parcel_arrived']);
  expect(told).not.toContain('delivery_check');
  await shop.time('sat 12:01');
  expect((await shop.purposes(id)).at(-1)).toBe('delivery_check');
  await shop.report(id, { status: 'returned' });
  await allSayYes(id);
  expect((await shop.order(id)).parcels[1]).toMatchObject({ carrier: 'own-couriers' });
});

test('when it is on its way back and is asked for on another day, then it is sent once more for the same sum', async () => {
  const id = await underWay(aDelivery(null));
  await shop.report(id, { status: 'returning' });
  await changes(id, { window: shop.window('fri 10:00', 'fri 14:00') });
  await shop.report(id, { status: 'returned' });
  await allSayYes(id);
  const { parcels, totals, closed } = await shop.order(id);
  expect(closed).toBeNull();
  expect(parcels[1]).toMatchObject({ carrier: 'own-couriers', state: 'announced' });
  expect(totals.due).toEqual(roubles(2900));
});
