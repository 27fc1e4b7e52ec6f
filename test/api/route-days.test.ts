/**
 * Routes and windows of several days: a visit stands on one day of its window at a time, the one a dispatcher chose
 * or planning found.
 */
import { DateTime } from 'luxon';
import { aDelivery } from '../support/an-order';
import { instructionOf, openApiAtWork } from './agreed-order';
import type { ApiAtWork } from './agreed-order';
import { couriersAt, WHOLE_DAY } from './couriers-at-work';
import type { Reply } from './open-api';

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
