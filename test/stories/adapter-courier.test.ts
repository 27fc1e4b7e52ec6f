/**
 * A courier company with an interface of its own: told and heard in its own numbers, while orders change under it.
 */
import { aDelivery, anOrder } from '../support/an-order';
import { openMetroCourier } from '../support/metro-courier';
import type { MetroCourier } from '../support/metro-courier';
import { tellBy } from '../support/party-server';
import { openShop } from '../support/shop';
import type { OrderSeen, Shop } from '../support/shop';

const party = 'city-courier';

let shop: Shop;
let metro: MetroCourier;
beforeAll(async () => {
  shop = await openShop();
  metro = await openMetroCourier(shop, party);
});
afterAll(async () => {
  metro.stop();
  await shop.close();
});
beforeEach(() => shop.week());

async function agreed(): Promise<OrderSeen> {
  await shop.time('thu 11:00');
  const window = shop.window('sat 11:00', 'sat 15:00');
  const delivery = aDelivery(window, { method: 'transport' });
  const placed = await shop.place(anOrder(window, { delivery }));
  await shop.time('thu 11:20');
  await shop.confirms(placed.id);
  return placed;
}

const ofCourier = async (id: string) =>
  (await shop.order(id)).instructions.find((one) => one.party === party);

const wantsTwo = async (id: string): Promise<void> => {
  await shop.ask('manager', `/v1/orders/${id}/amendments`, {
    body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }], by: 'customer' },
    version: 1,
  });
  await shop.quiet();
};

test('when a courier company has an interface of its own, then it is told and heard in its own numbers', async () => {
  metro.willAnswer('90');
  const { id } = await agreed();
  expect(metro.orders.size).toBe(0);
  await shop.time('thu 11:30');
  const told = await ofCourier(id);
  const clientRef = told?.id ?? '';
  expect(metro.orders.get(clientRef)).toMatchObject({
    ...{ action: '1', cod: '2900.00', pieces: '1', tel: '+79161234567' },
  });
  expect(metro.calls()).toBe(2);
  expect(await metro.reports({ clientRef, status: '10', forgedWith: 'guessed' })).toBe(403);
  expect(await metro.reports({ clientRef: 'ins_no_1', status: '10' })).toBe(403);
  expect((await ofCourier(id))?.state).toBe('sent');
  expect(await metro.reports({ clientRef, status: '10' })).toBe(204);
  expect((await ofCourier(id))?.state).toBe('accepted');
  await shop.answer(id, 'warehouse-main', { answer: 'accepted' });
  await metro.reports({ clientRef, status: '20', track: 'M-77' });
  await metro.reports({ clientRef, status: '88' });
  expect((await shop.order(id)).parcels[0]).toMatchObject({
    ...{ state: 'handed_over', tracking: 'M-77' },
  });
  const said = (await shop.timeline(id)).filter((row) => row.type === 'ParcelReported');
  expect(said.at(-1)?.data).toMatchObject({ status: 'metro-courier 88', counts: false });
  await metro.reports({ clientRef, status: '40' });
  expect((await shop.order(id)).parcels[0]?.state).toBe('delivered');
  await metro.reports({ clientRef, status: '40' });
  expect(await shop.happened(id)).toContain('OrderDelivered');
});

describe('a courier company in its own numbers, and what is changed meanwhile', () => {
  const told = async (): Promise<{ readonly id: string; readonly clientRef: string }> => {
    const { id } = await agreed();
    return { id, clientRef: (await ofCourier(id))?.id ?? '' };
  };

  test('when a late yes is to what it was told before, then the change it never got is still asked', async () => {
    const { id, clientRef } = await told();
    metro.willAnswer('90');
    await wantsTwo(id);
    await metro.reports({ clientRef, status: '10' });
    expect(await ofCourier(id)).toMatchObject({ state: 'accepted', pending: 'revision' });
    await shop.time('thu 11:40');
    expect(metro.orders.get(clientRef)).toMatchObject({ action: '2', pieces: '2' });
    await metro.reports({ clientRef, status: '10' });
    expect(await ofCourier(id)).toMatchObject({
      ...{ state: 'accepted', pending: null, wishVersion: 2 },
    });
  });

  test('when it fails twice, then that is two attempts, each at its own time, whatever else its report says', async () => {
    const { id, clientRef } = await told();
    await shop.answer(id, 'warehouse-main', { answer: 'done' });
    await metro.reports({ clientRef, status: '10' });
    await shop.time('sat 12:01');
    await metro.reports({ clientRef, status: '50', more: { courier: '7' } });
    await shop.time('sat 14:01');
    await metro.reports({ clientRef, status: '50' });
    const failed = (await shop.timeline(id)).filter(({ type }) => type === 'ParcelReported');
    expect(failed.map(({ data }) => [data['status'], data['counts']])).toEqual([
      ['attempt_failed', true],
      ['attempt_failed', true],
    ]);
  });

  test('when it brings two parcels of an order, then what it says of one is not true of the other', async () => {
    const { id, clientRef } = await told();
    await shop.answer(id, 'warehouse-main', { answer: 'done' });
    await metro.reports({ clientRef, status: '10' });
    await metro.reports({ clientRef, status: '20' });
    await wantsTwo(id);
    await shop.answer(id, 'warehouse-main', {
      ...{ to: 'revision', answer: 'accepted', wishVersion: 2 },
    });
    await metro.reports({ clientRef, status: '11' });
    await shop.outcome(id, 'decide_partial_refusal', { outcome: 'second_parcel' });
    await metro.reports({ clientRef, status: '40' });
    const parcels = (await shop.order(id)).parcels.map(({ state }) => state);
    expect(parcels).toHaveLength(2);
    expect(parcels[0]).toBe('delivered');
    expect(parcels[1]).not.toBe('delivered');
  });
});

test('when a person presses on the page of the courier company that stands in, then the shop hears it', async () => {
  const service = `${shop.world.standIns.url}/metro`;
  const url = `${service}/api/orders`;
  await tellBy(shop, party, { type: 'adapter', name: 'metro-courier', url, allowPrivate: true });
  const secret = { body: { secret: 'metro-stand-in-secret' } };
  await shop.ask('admin', `/v1/parties/${party}/secrets`, secret);
  const { id } = await agreed();
  await shop.answer(id, 'warehouse-main', { answer: 'done' });
  const about = (await ofCourier(id))?.id ?? '';
  expect(await (await fetch(`${service}/`)).text()).toContain(`<h2>${about}</h2>`);
  for (const says of ['10', '20', '40']) {
    const body = new URLSearchParams({ about, says });
    await fetch(`${service}/reports`, { method: 'POST', body });
    await shop.quiet();
  }
  expect((await ofCourier(id))?.state).toBe('accepted');
  expect((await shop.order(id)).parcels[0]?.state).toBe('delivered');
});
