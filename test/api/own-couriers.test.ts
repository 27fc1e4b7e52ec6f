/**
 * Own couriers over HTTP: who they are, the routes of a day, and what a courier's link opens and does not.
 */
import { DateTime } from 'luxon';
import { instructionOf, openApiAtWork, tomorrow } from './agreed-order';
import type { ApiAtWork } from './agreed-order';
import type { Reply, Seen } from './open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const MOSCOW = 'Europe/Moscow';
const { from } = tomorrow();
const DAY = DateTime.fromISO(from).setZone(MOSCOW).toISODate() ?? '';
const WHOLE_DAY = { from: '00:00', to: '24:00', capacity: 3 };

const aCourier = (fields: object = {}): object => ({
  name: 'Иван',
  locale: 'ru',
  zones: ['*'],
  windows: [WHOLE_DAY],
  ...fields,
});

function store(id: string, fields: object = {}, shop = 'demo'): Promise<Reply> {
  const body = aCourier(fields);
  return api.ask(`/v1/couriers/${id}`, { role: 'dispatcher', method: 'PUT', shop, body });
}

const dispatcher = (path: string, body?: object, method?: string): Promise<Reply> =>
  api.ask(path, {
    role: 'dispatcher',
    ...(body ? { body } : {}),
    ...(method ? { method } : {}),
  });

async function aVisit(): Promise<{ readonly order: Seen; readonly instruction: string }> {
  const order = await api.anAgreedOrder();
  return { order, instruction: instructionOf(order, 'own_couriers').id };
}

const assign = (instruction: string, courier: string | null): Promise<Reply> =>
  dispatcher(`/v1/instructions/${instruction}/courier`, { courier }, 'PUT');

interface Route {
  readonly courier: string;
  readonly stops: readonly { readonly instructionId: string }[];
}

async function stopsOf(courier: string): Promise<readonly string[]> {
  const asked = await dispatcher(`/v1/routes?date=${DAY}&courier=${courier}`);
  const [route] = asked.body.items as unknown as readonly Route[];
  return (route?.stops ?? []).map(({ instructionId }) => instructionId);
}

async function linkOf(courier: string, fields: object = {}): Promise<string> {
  const made = await dispatcher(`/v1/couriers/${courier}/links`, { date: DAY, ...fields });
  return (made.body as unknown as { readonly url: string }).url;
}

const post = (url: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form) });

describe('couriers', () => {
  test('when one is stored, then he is listed, whole, and for his own shop alone', async () => {
    const limit = { amount: 1_000_000, currency: 'RUB' };
    const stored = await store('ivan', { zones: ['101'], cashLimit: limit });
    expect(stored.status).toBe(200);
    expect(stored.body).toMatchObject({ id: 'ivan', shop: 'demo', active: true, cashLimit: limit });
    expect(stored.text).not.toContain('linkMark');
    const listed = await dispatcher('/v1/couriers');
    expect(listed.body.items).toMatchObject([{ id: 'ivan', zones: ['101'] }]);
    const foreign = await api.ask('/v1/couriers', { role: 'dispatcher', shop: 'parts' });
    expect(foreign.body.items).toEqual([]);
  });

  test.each([
    [
      'hours that end before they begin',
      { windows: [{ from: '14:00', to: '10:00', capacity: 1 }] },
    ],
    ['two hours that begin at once', { windows: [WHOLE_DAY, WHOLE_DAY] }],
    ['no hours at all', { windows: [] }],
    ['a capacity below nothing', { windows: [{ ...WHOLE_DAY, capacity: -1 }] }],
    ['a zone that is a pattern', { zones: ['10.*'] }],
    ['a limit in another currency', { cashLimit: { amount: 1, currency: 'EUR' } }],
    ['a field nobody knows', { salary: 1 }],
    ['a language nobody speaks', { locale: 'fr' }],
  ])('when he is stored with %s, then 422 and nothing is kept', async (_what, fields) => {
    expect((await store('nobody', fields)).status).toBe(422);
    expect((await dispatcher('/v1/couriers')).text).not.toContain('nobody');
  });

  test('when his id could not stand in a link, then there is no such address', async () => {
    expect((await store('a.b')).status).toBe(404);
    expect((await store('a:b')).status).toBe(404);
  });
});

describe('routes', () => {
  test('when two dispatchers give the last place at once, then it is given once', async () => {
    await store('maria', { windows: [{ ...WHOLE_DAY, capacity: 2 }] });
    const visits = [];
    for (let count = 0; count < 6; count += 1) visits.push(await aVisit());
    const put = await Promise.all(visits.map((one) => assign(one.instruction, 'maria')));
    expect(put.filter(({ status }) => status === 200)).toHaveLength(2);
    for (const one of put.filter(({ status }) => status !== 200)) {
      expect(one).toMatchObject({ status: 422, body: { refusal: 'does_not_fit' } });
    }
    expect(await stopsOf('maria')).toHaveLength(2);
    for (const one of visits) await assign(one.instruction, null);
    expect(await stopsOf('maria')).toEqual([]);
  });

  test('when a sick courier is replaced, then all of the route moves, or none and it says who does not fit', async () => {
    await store('sick', { windows: [{ ...WHOLE_DAY, capacity: 5 }] });
    await store('small', { windows: [{ ...WHOLE_DAY, capacity: 1 }] });
    await store('large', { windows: [{ ...WHOLE_DAY, capacity: 5 }] });
    const first = await aVisit();
    const second = await aVisit();
    for (const { instruction } of [first, second]) await assign(instruction, 'sick');
    const refused = await dispatcher('/v1/routes/moves', { date: DAY, from: 'sick', to: 'small' });
    expect(refused).toMatchObject({
      status: 422,
      body: { refusal: 'does_not_fit', unfit: [{ why: 'no_capacity' }] },
    });
    expect(await stopsOf('sick')).toHaveLength(2);
    expect(await stopsOf('small')).toEqual([]);
    const moved = await dispatcher('/v1/routes/moves', { date: DAY, from: 'sick', to: 'large' });
    expect(moved.status).toBe(200);
    expect(await stopsOf('sick')).toEqual([]);
    expect(await stopsOf('large')).toHaveLength(2);
    for (const { instruction } of [first, second]) await assign(instruction, null);
  });

  test('when a day is planned twice, then the second time adds nothing', async () => {
    await store('planned', { zones: ['1010'], windows: [{ ...WHOLE_DAY, capacity: 50 }] });
    const { instruction } = await aVisit();
    const planned = await dispatcher('/v1/routes/planning', { date: DAY });
    expect(planned.status).toBe(200);
    expect(await stopsOf('planned')).toContain(instruction);
    const again = await dispatcher('/v1/routes/planning', { date: DAY });
    expect(again.body).toMatchObject({ assigned: [] });
    const left = await dispatcher(`/v1/routes/unplanned?date=${DAY}`);
    expect(left.text).not.toContain(instruction);
  });

  test('when a cancelled visit stood on a route, then it is shown apart and takes no place', async () => {
    await store('single', { zones: [], windows: [{ ...WHOLE_DAY, capacity: 1 }] });
    const { order, instruction } = await aVisit();
    expect((await assign(instruction, 'single')).status).toBe(200);
    await api.ask(`/v1/orders/${order.id}/cancellation`, { body: { reason: 'changed_mind' } });
    expect(await stopsOf('single')).toEqual([]);
    const other = await aVisit();
    expect((await assign(other.instruction, 'single')).status).toBe(200);
    const again = await assign(instruction, 'single');
    expect(again).toMatchObject({ status: 422, body: { refusal: 'not_allowed_now' } });
  });

  test('when two dispatchers give one visit to different couriers, then the second is told, and names whom it is taken from', async () => {
    const couriers = ['first', 'second', 'third', 'fourth'];
    for (const id of couriers) await store(id, { zones: [] });
    const { instruction } = await aVisit();
    const put = await Promise.all(couriers.map((id) => assign(instruction, id)));
    const given = put.filter(({ status }) => status === 200);
    expect(given).toHaveLength(1);
    const { courier } = given[0]!.body as unknown as { readonly courier: string };
    for (const told of put.filter(({ status }) => status !== 200)) {
      expect(told).toMatchObject({ status: 422, body: { refusal: 'on_another_route', courier } });
    }
    expect(await stopsOf(courier)).toEqual([instruction]);
    const other = courier === 'first' ? 'second' : 'first';
    const path = `/v1/instructions/${instruction}/courier`;
    const moved = await dispatcher(path, { courier: other, from: courier }, 'PUT');
    expect(moved.status).toBe(200);
    const off = await dispatcher(path, { courier: null, from: courier }, 'PUT');
    expect(off.body).toMatchObject({ refusal: 'on_another_route' });
    expect(await stopsOf(other)).toEqual([instruction]);
    await assign(instruction, null);
  });

  test('when a courier works no more, then his visits are unplanned, planned anew or moved, and what he took stays his', async () => {
    const of = { zones: [], windows: [{ ...WHOLE_DAY, capacity: 9 }] };
    await store('gone', of);
    await store('heir', of);
    const [waits, taken] = [await aVisit(), await aVisit()];
    for (const { instruction } of [waits, taken]) await assign(instruction, 'gone');
    await api.report(taken.order.parcels[0]!, { status: 'handed_over' });
    await store('gone', { ...of, active: false });
    expect(await stopsOf('gone')).toEqual([taken.instruction]);
    const left = await dispatcher(`/v1/routes/unplanned?date=${DAY}`);
    expect(left.text).toContain(waits.instruction);
    expect(left.text).not.toContain(taken.instruction);
    const link = await dispatcher('/v1/couriers/gone/links', { date: DAY });
    expect(link).toMatchObject({ status: 422, body: { refusal: 'inactive_courier' } });
    const moved = await dispatcher('/v1/routes/moves', { date: DAY, from: 'gone', to: 'heir' });
    expect(moved.status).toBe(200);
    expect([...(await stopsOf('heir'))].sort()).toEqual(
      [waits.instruction, taken.instruction].sort(),
    );
    for (const { instruction } of [waits, taken]) await assign(instruction, null);
  });

  test('when hours are changed, then planning puts what was not taken elsewhere and leaves what was', async () => {
    const hours = { from: '00:00', to: '24:00', capacity: 9 };
    await store('early', { zones: ['10100'], windows: [hours] });
    const [waits, taken] = [await aVisit(), await aVisit()];
    for (const { instruction } of [waits, taken]) await assign(instruction, 'early');
    await api.report(taken.order.parcels[0]!, { status: 'handed_over' });
    await store('early', { zones: [], windows: [{ ...hours, from: '00:01' }] });
    await store('late', { zones: ['101000'], windows: [hours] });
    expect(await stopsOf('early')).toEqual([taken.instruction]);
    await dispatcher('/v1/routes/planning', { date: DAY });
    expect(await stopsOf('early')).toEqual([taken.instruction]);
    expect(await stopsOf('late')).toContain(waits.instruction);
    await store('late', { zones: [] });
    for (const { instruction } of [waits, taken]) await assign(instruction, null);
  });

  test.each([
    ['planned', '/v1/routes/planning', { date: '2026-01-01' }],
    ['planned', '/v1/routes/planning', { date: '9999-12-31' }],
    ['moved', '/v1/routes/moves', { date: '2026-01-01', from: 'ivan', to: 'maria' }],
    ['linked to', '/v1/couriers/ivan/links', { date: '9999-12-31' }],
  ])('when a day that is over or years ahead is %s, then 422 names it', async (_w, path, body) => {
    const asked = await dispatcher(path, body);
    expect(asked).toMatchObject({ status: 422, body: { errors: [{ pointer: '/date' }] } });
  });

  test.each([
    ['no day', '/v1/routes', undefined],
    ['a day that is none', '/v1/routes?date=2026-02-30', undefined],
    ['a move to himself', '/v1/routes/moves', { date: DAY, from: 'ivan', to: 'ivan' }],
    ['a move from nobody', '/v1/routes/moves', { date: DAY, from: 'ghost', to: 'ivan' }],
    ['a move to nobody', '/v1/routes/moves', { date: DAY, from: 'ivan', to: 'ghost' }],
    ['a link to a day that is over', '/v1/couriers/ivan/links', { date: '2026-01-01' }],
    ['a plan of no day', '/v1/routes/planning', {}],
  ])('when a dispatcher names %s, then 422', async (_what, path, body) => {
    expect((await dispatcher(path, body)).status).toBe(422);
  });

  test("when visits and couriers are another shop's, then they are not there", async () => {
    const { instruction } = await aVisit();
    const foreign = { role: 'dispatcher', shop: 'parts' } as const;
    const put = { ...foreign, method: 'PUT', body: { courier: 'ivan' } };
    expect((await api.ask(`/v1/instructions/${instruction}/courier`, put)).status).toBe(404);
    const link = await api.ask('/v1/couriers/ivan/links', { ...foreign, body: { date: DAY } });
    expect(link.status).toBe(404);
    const routes = await api.ask(`/v1/routes?date=${DAY}`, foreign);
    expect(routes.body.items).toEqual([]);
    expect((await api.ask(`/v1/routes?date=${DAY}&shop=demo`, foreign)).status).toBe(404);
    const asked = await assign(instruction, 'ghost');
    expect(asked).toMatchObject({ status: 422, body: { refusal: 'unknown_courier' } });
  });
});

describe('the page of a day', () => {
  test('when the link is forged, renewed, of who works no more, or of another audience, then it leads nowhere', async () => {
    await store('page', { zones: [] });
    const link = await linkOf('page');
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link.replace(/.{24}$/, 'A'.repeat(24)))).status).toBe(404);
    expect((await fetch(link.replace('/r/', '/c/'))).status).toBe(404);
    const renewed = await linkOf('page', { renew: true });
    expect((await fetch(link)).status).toBe(404);
    expect((await fetch(renewed)).status).toBe(200);
    await store('page', { zones: [], active: false });
    expect((await fetch(renewed)).status).toBe(404);
  });

  test("when a visit is on another's route, then it is neither shown nor reported here", async () => {
    await store('one', { zones: [] });
    await store('two', { zones: [] });
    const { order, instruction } = await aVisit();
    await assign(instruction, 'two');
    const link = await linkOf('one');
    expect(await (await fetch(link)).text()).not.toContain(order.number);
    expect((await fetch(`${link}/${instruction}`)).status).toBe(404);
    const said = await post(`${link}/${instruction}`, { did: 'delivered', once: 'x' });
    expect(said.status).toBe(404);
    expect((await api.orderNow(order)).parcels[0]!.state).toBe('announced');
  });
});
