/**
 * Story 42b: a parcel is lost: its carrier says so, or says nothing for its term. The customer is told, a person
 * decides: sent anew or money back; the goods are written off.
 */
import { aDelivery, aLine, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function withThePost(): Promise<string> {
  await shop.time('tue 11:01');
  const delivery = aDelivery(null, { method: 'post' });
  const payment = { method: 'prepaid', certificates: [], promoCode: null };
  const { id } = await shop.place(anOrder(null, { delivery, payment }));
  await shop.confirms(id);
  await shop.pays(id, 2900);
  await shop.bothAccept(id);
  await shop.report(id, { status: 'in_transit' });
  return id;
}

test('when the post says nothing for its term, then the parcel counts as lost and the money goes back', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await withThePost();
  await shop.time('mon+2 10:31');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('tue+3 11:31');
  expect((await shop.order(id)).parcels[0]?.state).toBe('lost');
  expect((await shop.purposes(id)).at(-1)).toBe('parcel_lost');
  expect(await shop.openTasks(id)).toEqual(['find_out_why']);
  await shop.calls(id, 'reached');
  const back = { outcome: 'take_back', data: { reason: 'lost' } };
  expect((await shop.outcome(id, 'find_out_why', back)).status).toBe(200);
  expect(await shop.openTasks(id)).toEqual(['approve_refund']);
  expect((await shop.stock('DRESS-RED-42')).onHand).toBe(before.onHand - 1);
  expect(await shop.happened(id)).toContain('GoodsLost');
});

test('when the post says that it is lost, then others are sent in its place', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await withThePost();
  await shop.report(id, { status: 'lost' });
  expect((await shop.purposes(id)).at(-1)).toBe('parcel_lost');
  await shop.calls(id, 'reached');
  const window = shop.window('mon+1 10:00', 'mon+1 19:00');
  const anew = { outcome: 'new_date', data: { reason: 'lost', window } };
  expect((await shop.outcome(id, 'find_out_why', anew)).status).toBe(200);
  for (const party of ['warehouse-main', 'post']) {
    await shop.answer(id, party, { to: 'revision', answer: 'accepted' });
  }
  const [lost, second] = (await shop.order(id)).parcels;
  expect([lost?.state, second?.state]).toEqual(['lost', 'announced']);
  expect((await shop.stock('DRESS-RED-42')).onHand).toBe(before.onHand - 1);
});

test('when one of two parcels is lost and its money is wanted back, then the other still comes and the order completes', async () => {
  await shop.time('tue 11:01');
  const filter = aLine({ sku: 'FILTER-OIL-104', title: 'Фильтр', price: roubles(600) });
  const window = shop.window('wed+1 10:00', 'wed+1 14:00');
  const { id } = await shop.place(anOrder(window, { lines: [aLine(), filter] }));
  await shop.confirms(id);
  await shop.bothAccept(id);
  const [main] = (await shop.order(id)).parcels;
  await shop.report(id, { status: 'handed_over' });
  await shop.report(id, { status: 'lost' });
  expect(await shop.openTasks(id)).toEqual(['find_out_why']);
  await shop.calls(id, 'reached');
  const back = { outcome: 'take_back', data: { reason: 'lost' } };
  expect((await shop.outcome(id, 'find_out_why', back)).status).toBe(200);
  expect(await shop.order(id)).toMatchObject({ closed: null, totals: { due: roubles(900) } });
  expect(await shop.openTasks(id)).toEqual([]);
  const parcels = (await shop.order(id)).parcels;
  expect(parcels.map(({ state }) => state)).toEqual(['lost', 'announced']);
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted' });
  const other = parcels.find((one) => one.id !== main?.id)?.id ?? '';
  await shop.time('wed+1 11:01');
  await shop.ask('courier', `/v1/parcels/${other}/reports`, { body: { status: 'delivered' } });
  await shop.quiet();
  await shop.pays(id, 900);
  await shop.time('thu+1 12:01');
  expect((await shop.order(id)).stage).toBe('completed');
});
