/**
 * Stories 39 and 42b: a parcel with the post for weeks: handed over, tracked by asking, kept and fetched, or back,
 * or never heard of again.
 */
import { aDelivery, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

let numbers = 0;

/** An order handed to the post on Tuesday with a number of its own. */
async function posted(): Promise<{ id: string; number: string }> {
  await shop.time('tue 11:01');
  const delivery = aDelivery(null, { method: 'post' });
  const payment = { method: 'cod_post', certificates: [], promoCode: null };
  const { id } = await shop.place(anOrder(null, { delivery, payment }));
  await shop.confirms(id);
  await shop.bothAccept(id);
  numbers += 1;
  const number = `RA10000000${String(numbers)}RU`;
  await shop.answer(id, 'post', { answer: 'done', tracking: number });
  return { id, number };
}

/** Time passes to an operation of the post, which is then in its books by its numbers. */
async function happensAtPost(
  number: string,
  type: number,
  attribute: number,
  words: string,
): Promise<void> {
  await shop.time(words);
  const url = `${shop.world.standIns.url}/russian-post/operations/${number}`;
  const body = JSON.stringify({ type, attribute, at: shop.moment(words) });
  const headers = { 'content-type': 'application/json' };
  const told = await fetch(url, { method: 'POST', body, headers });
  expect(told.status).toBe(201);
}

const stateOf = async (id: string): Promise<string | undefined> =>
  (await shop.order(id)).parcels[0]?.state;

test('story 39: when the post is asked, then it tells of acceptance, arrival and hand-over, and the customer is reminded', async () => {
  const { id, number } = await posted();
  await happensAtPost(number, 1, 1, 'tue 17:01');
  await shop.time('wed 12:01');
  expect(await stateOf(id)).toBe('handed_over');
  expect(await shop.openTasks(id)).toEqual([]);
  await happensAtPost(number, 8, 0, 'thu 03:01');
  await happensAtPost(number, 8, 2, 'sun 10:01');
  await shop.time('mon+1 13:01');
  expect(await stateOf(id)).toBe('at_pickup_point');
  expect((await shop.purposes(id)).slice(1)).toEqual(['parcel_sent', 'parcel_arrived']);
  const arrived = (await shop.sent(id)).at(-1);
  expect(arrived?.text).toContain('почтовое отделение 101000');
  await shop.time('fri+2 13:01');
  expect((await shop.purposes(id)).slice(1)).toEqual([
    ...['parcel_sent', 'parcel_arrived', 'parcel_waits', 'parcel_waits', 'parcel_waits'],
  ]);
  // Sunday, when it came, is the first of its fifteen days: reminders on the 5th, 10th and 13th.
  const reminded = (await shop.sent(id)).filter(({ purpose }) => purpose === 'parcel_waits');
  expect(reminded.map(({ at }) => at.slice(0, 10))).toEqual(
    ['thu+1', 'tue+2', 'fri+2'].map((day) => shop.moment(`${day} 12:00`).slice(0, 10)),
  );
  await happensAtPost(number, 2, 1, 'sat+2 12:01');
  await shop.time('mon+3 13:01');
  const order = await shop.order(id);
  expect(await stateOf(id)).toBe('delivered');
  expect(order.stage).toBe('settling');
  await shop.pays(id, 2900);
  expect((await shop.order(id)).stage).toBe('completed');
  expect(await shop.purposes(id)).not.toContain('delivery_check');
  expect(await shop.openTasks(id)).toEqual([]);
});

test('story 39: when nobody fetches it, then it goes back to stock and the order ends as undeliverable', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const { id, number } = await posted();
  await happensAtPost(number, 1, 1, 'tue 17:01');
  await happensAtPost(number, 8, 2, 'thu 10:01');
  await shop.time('fri 13:01');
  expect(await stateOf(id)).toBe('at_pickup_point');
  await happensAtPost(number, 3, 1, 'fri+2 10:01');
  await happensAtPost(number, 2, 2, 'tue+3 10:01');
  await shop.time('wed+3 13:01');
  expect(await stateOf(id)).toBe('returned');
  expect((await shop.purposes(id)).at(-1)).toBe('order_closed');
  const booked = (await shop.timeline(id)).find(({ type }) => type === 'DeliveryCostBooked');
  expect(booked?.data).toMatchObject({ amount: 35_000 });
  await shop.answer(id, 'post', { to: 'call_off', answer: 'accepted' });
  expect(await shop.order(id)).toMatchObject({ closed: { reason: 'undeliverable' } });
  expect(await shop.stock('DRESS-RED-42')).toMatchObject({ onHand: before.onHand });
});

test('when the post’s service is away, then it is asked again later and nobody is bothered', async () => {
  const { id, number } = await posted();
  await happensAtPost(number, 1, 1, 'tue 17:01');
  const body = { kind: 'unavailable', times: 3, to: number };
  await shop.ask('admin', '/v1/dev/stand-ins/russian_post/faults', { body });
  await shop.time('wed 12:01');
  expect(await stateOf(id)).not.toBe('handed_over');
  await shop.time('wed 18:01');
  expect(await stateOf(id)).toBe('handed_over');
});
