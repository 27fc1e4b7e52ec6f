/**
 * Routes and windows of several days: a visit stands on one day of its window at a time, the one a dispatcher chose
 * or planning found.
 */
import { DateTime } from 'luxon';
import { aDelivery, aLine } from '../../support/an-order';
import { instructionOf, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import { couriersAt, WHOLE_DAY } from './couriers-at-work';
import type { Reply } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const { store, dispatcher } = couriersAt(() => api);

const TODAY = DateTime.now().setZone('Europe/Moscow').startOf('day');
const dayAt = (days: number): string => TODAY.plus({ days }).toISODate() ?? '';
const noonOf = (days: number): string => TODAY.plus({ days, hours: 12 }).toUTC().toISO() ?? '';

/** An agreed order whose window reaches over the days from the one to the other; the visit of it. */
async function aVisit(from: number, to: number): Promise<string> {
  const window = { from: noonOf(from), to: noonOf(to) };
  const order = await api.anAgreedOrder({ delivery: aDelivery(window) });
  return instructionOf(order, 'own_couriers').id;
}

const put = (visit: string, body: object): Promise<Reply> =>
  dispatcher(`/v1/instructions/${visit}/courier`, body, 'PUT');

const isUnplanned = async (visit: string, days: number): Promise<boolean> =>
  (await dispatcher(`/v1/routes/unplanned?date=${dayAt(days)}`)).text.includes(visit);

const stands = async (visit: string, days: number): Promise<boolean> =>
  (await dispatcher(`/v1/routes?date=${dayAt(days)}`)).text.includes(visit);

/** What a question says of each day from tomorrow to the fourth. */
const byDay = (ask: (visit: string, days: number) => Promise<boolean>, visit: string) =>
  Promise.all([1, 2, 3, 4].map((days) => ask(visit, days)));

test('when a window reaches over days, then each shows the visit until one is planned, and no other takes it then', async () => {
  await store('days', { zones: ['*'], windows: [{ ...WHOLE_DAY, capacity: 50 }] });
  const visit = await aVisit(1, 3);
  expect(await byDay(isUnplanned, visit)).toEqual([true, true, true, false]);
  const planned = await dispatcher('/v1/routes/planning', { date: dayAt(2) });
  expect(planned.text).toContain(visit);
  expect(await byDay(isUnplanned, visit)).toEqual([false, false, false, false]);
  expect(await byDay(stands, visit)).toEqual([false, true, false, false]);
  const again = await dispatcher('/v1/routes/planning', { date: dayAt(3) });
  expect(again.text).not.toContain(visit);
  expect(await byDay(stands, visit)).toEqual([false, true, false, false]);
  const off = await put(visit, { courier: null });
  expect(off.status).toBe(200);
  expect(await byDay(isUnplanned, visit)).toEqual([true, true, true, false]);
  await store('days', { zones: [] });
});

test('when a person names a day of the window, then the visit moves there; a day that is none of it does not fit', async () => {
  await store('named', { zones: [] });
  const visit = await aVisit(1, 3);
  const first = await put(visit, { courier: 'named' });
  expect(first).toMatchObject({ status: 200, body: { date: dayAt(1) } });
  const later = await put(visit, { courier: 'named', from: 'named', date: dayAt(3) });
  expect(later).toMatchObject({ status: 200, body: { date: dayAt(3) } });
  expect(await byDay(stands, visit)).toEqual([false, false, true, false]);
  const kept = await put(visit, { courier: 'named', from: 'named' });
  expect(kept).toMatchObject({ status: 200, body: { date: dayAt(3) } });
  const beyond = await put(visit, { courier: 'named', date: dayAt(4) });
  expect(beyond).toMatchObject({
    ...{ status: 422, body: { refusal: 'does_not_fit', unfit: [{ why: 'other_window' }] } },
  });
  expect((await put(visit, { courier: 'named', date: 'tomorrow' })).status).toBe(422);
});

test('when the day it is put on is over, then it is too late, whatever its window says', async () => {
  await store('late', { zones: [] });
  const visit = await aVisit(-1, 1);
  const over = await put(visit, { courier: 'late', date: dayAt(-1) });
  expect(over).toMatchObject({ status: 422, body: { refusal: 'too_late' } });
  expect(await put(visit, { courier: 'late' })).toMatchObject({ body: { date: dayAt(0) } });
});

describe('a visit made in parts', () => {
  interface Seen {
    readonly stops: readonly { readonly instructionId: string }[];
  }

  /** What a courier's route of a day says of its money and of each visit. */
  const routeOf = async (courier: string, days: number) => {
    const asked = await dispatcher(`/v1/routes?date=${dayAt(days)}&courier=${courier}`);
    const [route] = asked.body.items as unknown as readonly Seen[];
    return route;
  };

  const of = (amount: number, parcels: readonly string[], more: object = {}) => ({
    ...{ collect: { amount }, parcels: parcels.map((id) => ({ id })), ...more },
  });

  test('when one parcel was taken and the visit goes to another day, then its money stays, and the other begins with the rest', async () => {
    for (const id of ['first-day', 'other-day']) await store(id, { zones: [] });
    const window = { from: noonOf(1), to: noonOf(3) };
    const lines = [aLine({ sku: 'DRESS-BLUE-42' }), aLine({ sku: 'FILTER-OIL-104' })];
    const order = await api.anAgreedOrder({ delivery: aDelivery(window), lines });
    const visit = instructionOf(order, 'own_couriers').id;
    const [taken, later] = order.parcels.map(({ id }) => id) as [string, string];
    await put(visit, { courier: 'first-day' });
    await api.report({ id: taken }, { status: 'delivered' });
    expect(await routeOf('first-day', 1)).toMatchObject({ cash: { amount: 550_000 } });

    await put(visit, { courier: 'other-day', from: 'first-day', date: dayAt(2) });
    const made = { cash: { amount: 290_000 }, stops: [of(290_000, [taken], { state: 'done' })] };
    expect(await routeOf('first-day', 1)).toMatchObject(made);
    const rest = { cash: { amount: 260_000 }, stops: [of(260_000, [later])] };
    expect(await routeOf('other-day', 2)).toMatchObject(rest);
    const link = await dispatcher('/v1/couriers/first-day/links', { date: dayAt(1) });
    const { url } = link.body as unknown as { readonly url: string };
    const text = (await (await fetch(url)).text()).replaceAll('\u00a0', ' ');
    expect(text).toContain('2 900,00 ₽');
    expect(text).not.toContain('2 600,00 ₽');

    await put(visit, { courier: 'first-day', from: 'other-day', date: dayAt(1) });
    const back = { cash: { amount: 550_000 }, stops: [of(550_000, [taken, later])] };
    expect(await routeOf('first-day', 1)).toMatchObject(back);
    expect((await routeOf('first-day', 1))?.stops).toHaveLength(1);
    expect(await routeOf('other-day', 2)).toMatchObject({ cash: { amount: 0 }, stops: [] });

    await put(visit, { courier: null, from: 'first-day' });
    expect(await routeOf('first-day', 1)).toMatchObject(made);
    const loose = await dispatcher(`/v1/routes/unplanned?date=${dayAt(1)}`);
    const visits = loose.body.items as unknown as Seen['stops'];
    const item = visits.find(({ instructionId }) => instructionId === visit);
    expect(item).toMatchObject({ collect: { amount: 260_000 } });
    await put(visit, { courier: 'other-day', date: dayAt(3) });
    await api.report({ id: later }, { status: 'delivered' });
    expect(await routeOf('first-day', 1)).toMatchObject(made);
    expect(await routeOf('other-day', 3)).toMatchObject({
      ...rest,
      stops: [of(260_000, [later], { state: 'done' })],
    });
  });

  test('when its window is moved before anybody plans it anew, then the first day keeps what it brought', async () => {
    await store('keeps', { zones: [] });
    const window = { from: noonOf(1), to: noonOf(2) };
    const lines = [aLine({ sku: 'DRESS-BLUE-42' }), aLine({ sku: 'FILTER-OIL-104' })];
    const order = await api.anAgreedOrder({ delivery: aDelivery(window), lines });
    const visit = instructionOf(order, 'own_couriers').id;
    await put(visit, { courier: 'keeps' });
    await api.report(order.parcels[0]!, { status: 'delivered' });
    const changes = [
      { type: 'change_delivery', delivery: { window: { from: noonOf(4), to: noonOf(5) } } },
    ];
    const now = await api.orderNow(order);
    const amended = await api.ask(`/v1/orders/${order.id}/amendments`, {
      body: { changes },
      headers: { 'if-match': `"${String(now.version)}"` },
    });
    expect(amended.status).toBeLessThan(300);
    const made = { cash: { amount: 290_000 }, stops: [of(290_000, [order.parcels[0]!.id])] };
    expect(await routeOf('keeps', 1)).toMatchObject(made);
    await dispatcher('/v1/routes/planning', { date: dayAt(1) });
    expect(await routeOf('keeps', 1)).toMatchObject(made);
  });
});
