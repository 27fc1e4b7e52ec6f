/**
 * Stories 41 and 42 at the door, and a courier who falls ill: over the courier's own page, without scripts.
 */
import { aLine, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { OrderSeen, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

const COURIER = {
  name: 'Иван',
  locale: 'ru',
  zones: ['10'],
  windows: [{ from: '10:00', to: '18:00', capacity: 10 }],
};

interface Day {
  readonly order: OrderSeen;
  readonly visit: string;
  readonly date: string;
}

/** An order agreed on Thursday, on a courier's route for Friday. */
async function onRoute(courier: string, fields: object = {}): Promise<Day> {
  await shop.time('thu 11:00');
  const window = shop.window('fri 10:00', 'fri 14:00');
  const { id } = await shop.place(anOrder(window, fields));
  await shop.time('thu 11:20');
  await shop.confirms(id);
  await shop.bothAccept(id);
  const stored = await shop.ask('dispatcher', `/v1/couriers/${courier}`, {
    method: 'PUT',
    body: COURIER,
  });
  expect(stored.status).toBe(200);
  const date = shop.moment('fri 12:00').slice(0, 10);
  const planned = await shop.ask<{ assigned: readonly { courier: string }[] }>(
    'dispatcher',
    '/v1/routes/planning',
    { body: { date } },
  );
  expect(planned.body.assigned).toHaveLength(1);
  const order = await shop.order(id);
  const visit = order.instructions.find(({ kind }) => kind === 'own_couriers')?.id ?? '';
  const from = planned.body.assigned[0]?.courier;
  const put = { method: 'PUT', body: { courier, from } } as const;
  const assigned = await shop.ask('dispatcher', `/v1/instructions/${visit}/courier`, put);
  expect(assigned.status).toBe(200);
  return { order, visit, date };
}

async function linkOf(courier: string, date: string): Promise<string> {
  const path = `/v1/couriers/${courier}/links`;
  return (await shop.ask<{ url: string }>('dispatcher', path, { body: { date } })).body.url;
}

/** Opens the page, sends one of its forms, and sends it once more as an impatient thumb does. */
async function tapsTwice(url: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const page = await (await fetch(url)).text();
  const once = /name="once" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const send = (): Promise<Response> =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ ...fields, once }) });
  await (await send()).text();
  const answered = await send();
  expect(answered.status).toBe(200);
  await shop.quiet();
  return answered.text();
}

test('when a courier wishes to cancel, then it is a task for the dispatcher, and until it is granted nothing changes', async () => {
  const { order, visit, date } = await onRoute('ivan');
  await shop.time('fri 10:30');
  const link = await linkOf('ivan', date);
  const route = await (await fetch(link)).text();
  expect(route).toContain(order.number);
  expect(route).toContain('tel:+79161234567');
  const before = await shop.order(order.id);
  const wish = { did: 'wish', wish: 'cancel', note: 'Просит отменить' };
  expect(await tapsTwice(`${link}/${visit}`, wish)).toContain('диспетчеру');
  expect(await shop.openTasks(order.id)).toEqual(['courier_request']);
  const asked = (await shop.happened(order.id)).filter((type) => type === 'CourierAsked');
  expect(asked).toHaveLength(1);
  const { totals, stage, parcels, version } = await shop.order(order.id);
  expect({ totals, stage, parcels, version }).toEqual({
    ...{ totals: before.totals, stage: before.stage },
    ...{ parcels: before.parcels, version: before.version },
  });
  await shop.outcome(order.id, 'courier_request', { outcome: 'refused' });
  expect((await shop.order(order.id)).stage).toBe('delivering');
  await tapsTwice(`${link}/${visit}`, wish);
  const granted = await shop.outcome(order.id, 'courier_request', { outcome: 'granted' });
  expect(granted.status).toBe(200);
  expect((await shop.order(order.id)).stage).toBe('cancelling');
  expect(await (await fetch(link)).text()).toContain('ОТМЕНЁН');
});

test('when one of three is taken at the door, then the sum follows and two come back to stock', async () => {
  const lines = [aLine({ quantity: 3 })];
  const stock = await shop.stock('DRESS-RED-42');
  const { order, visit, date } = await onRoute('maria', { lines });
  await shop.time('fri 12:01');
  const url = `${await linkOf('maria', date)}/${visit}`;
  await tapsTwice(url, { did: 'took' });
  const [parcel] = order.parcels;
  const item = `${parcel?.id ?? ''}/line-1`;
  await tapsTwice(url, { did: 'partly', item, accepted: '1' });
  const after = await shop.order(order.id);
  expect(after.parcels[0]?.state).toBe('partly_delivered');
  expect(after.totals.due.amount).toBe(2900_00);
  const told = await shop.timeline(order.id);
  const reports = told.filter(({ type }) => type === 'ParcelReported');
  expect(reports.map(({ data }) => data['status'])).toEqual(['handed_over', 'partly_delivered']);
  expect(reports[0]?.by).toBe('courier:maria');
  await shop.report(order.id, { status: 'returned' });
  const looked = await shop.outcome(order.id, 'inspect_return', { outcome: 'restock' });
  expect(looked).toMatchObject({ status: 200 });
  expect((await shop.stock('DRESS-RED-42')).onHand).toBe(stock.onHand - 1);
});

test('when a courier falls ill, then his route goes to another as one act, and only the other may report it', async () => {
  const { order, visit, date } = await onRoute('oleg');
  await shop.ask('dispatcher', '/v1/couriers/nina', { method: 'PUT', body: COURIER });
  const link = await linkOf('oleg', date);
  const moved = await shop.ask('dispatcher', '/v1/routes/moves', {
    body: { date, from: 'oleg', to: 'nina' },
  });
  expect(moved.status).toBe(200);
  expect(await (await fetch(link)).text()).not.toContain(order.number);
  expect((await fetch(`${link}/${visit}`)).status).toBe(404);
  await shop.time('fri 12:01');
  await tapsTwice(`${await linkOf('nina', date)}/${visit}`, { did: 'delivered' });
  expect((await shop.order(order.id)).stage).toBe('settling');
});

test('when nobody came on the first day of a window of several, then the next day brings it; after its only day it is too late', async () => {
  await shop.time('thu 11:00');
  const wide = await shop.place(anOrder(shop.window('fri 10:00', 'sun 18:00')));
  const narrow = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00')));
  await shop.time('thu 11:20');
  for (const { id } of [wide, narrow]) {
    await shop.confirms(id);
    await shop.bothAccept(id);
  }
  await shop.ask('dispatcher', '/v1/couriers/vera', { method: 'PUT', body: COURIER });
  const visitOf = async ({ id }: { readonly id: string }): Promise<string> =>
    (await shop.order(id)).instructions.find(({ kind }) => kind === 'own_couriers')?.id ?? '';
  const [visit, over] = [await visitOf(wide), await visitOf(narrow)];
  const put = (id: string, body: object) =>
    shop.ask<{ date?: string; refusal?: string }>('dispatcher', `/v1/instructions/${id}/courier`, {
      method: 'PUT',
      body: { courier: 'vera', ...body },
    });
  const [friday, saturday] = ['fri 12:00', 'sat 12:00'].map((at) => shop.moment(at).slice(0, 10));
  const first = { status: 200, body: { date: friday } };
  expect(await put(visit, {})).toMatchObject(first);
  const loose = async (): Promise<string> => {
    const path = `/v1/routes/unplanned?date=${saturday ?? ''}`;
    return JSON.stringify((await shop.ask<object>('dispatcher', path)).body);
  };
  expect(await loose()).not.toContain(visit);
  await shop.time('sat 09:31');
  expect(await loose()).toContain(visit);
  expect(await loose()).not.toContain(over);
  expect(await put(over, {})).toMatchObject({ status: 422, body: { refusal: 'too_late' } });
  await shop.ask('dispatcher', '/v1/routes/planning', { body: { date: saturday } });
  expect(await loose()).not.toContain(visit);
  const moved = { status: 422, body: { refusal: 'too_late' } };
  expect(await put(visit, { date: friday })).toMatchObject(moved);
  await shop.time('sat 12:31');
  await shop.report(wide.id, { status: 'delivered' });
  expect((await shop.happened(wide.id)).includes('DeliveryFoundMissing')).toBe(false);
  expect((await shop.order(wide.id)).stage).toBe('settling');
});

test('when a parcel that nobody took in comes again on another day, then who takes it from the warehouse anew may say so', async () => {
  const { order, visit, date } = await onRoute('petr');
  await shop.time('fri 12:01');
  const url = `${await linkOf('petr', date)}/${visit}`;
  await tapsTwice(url, { did: 'took' });
  await tapsTwice(url, { did: 'not_delivered', reason: 'nobody_home' });
  const ANEW = 'Забрал снова со склада';
  expect(await (await fetch(url)).text()).not.toContain(ANEW);
  await shop.calls(order.id, 'reached');
  const window = shop.window('sat 12:00', 'sat 15:00');
  const planned = { outcome: 'new_date', data: { reason: 'nobody_home', window } };
  expect((await shop.outcome(order.id, 'find_out_why', planned)).status).toBe(200);
  const putOff = await (await fetch(url)).text();
  expect(putOff).toContain('ПЕРЕНЕСЁН');
  expect(putOff).not.toContain(ANEW);
  const saturday = shop.moment('sat 12:00').slice(0, 10);
  await shop.ask('dispatcher', '/v1/routes/planning', { body: { date: saturday } });
  await shop.time('sat 11:31');
  const again = `${await linkOf('petr', saturday)}/${visit}`;
  expect(await (await fetch(again)).text()).toContain(ANEW);
  const told = await tapsTwice(again, { did: 'took' });
  expect(told).toContain('Принято. Спасибо.');
  expect(told).not.toContain(ANEW);
  expect((await shop.order(order.id)).parcels[0]?.state).toBe('in_transit');
  await tapsTwice(again, { did: 'delivered' });
  expect((await shop.order(order.id)).stage).toBe('settling');
});
