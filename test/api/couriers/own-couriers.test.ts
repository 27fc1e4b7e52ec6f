/**
 * Own couriers over HTTP: who they are, the routes of a day, and what a courier's link opens and does not.
 */
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import { couriersAt, DAY, post, WHOLE_DAY } from './couriers-at-work';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const { store, dispatcher, aVisit, assign, stopsOf, linkOf } = couriersAt(() => api);

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
    expect(await said.text()).toContain('Позвоните диспетчеру');
    expect((await api.orderNow(order)).parcels[0]!.state).toBe('announced');
  });

  test("when the form is not one of the page's, then 422 and nothing is changed", async () => {
    await store('forms', { zones: [] });
    const { order, instruction } = await aVisit();
    await assign(instruction, 'forms');
    const url = `${await linkOf('forms')}/${instruction}`;
    const { id } = order.parcels[0]!;
    const bad: readonly Readonly<Record<string, string>>[] = [
      { did: 'explode', once: 'x' },
      { did: 'delivered' },
      { did: 'partly', once: 'x' },
      { did: 'partly', once: 'x', item: `${id}/line-1`, accepted: '7' },
      { did: 'partly', once: 'x', item: `${id}/line-9`, accepted: '1' },
      { did: 'delivered', once: 'x', sum: '1' },
      { did: 'not_delivered', once: 'x', reason: 'tired' },
    ];
    for (const form of bad) expect((await post(url, form)).status).toBe(422);
    expect((await api.orderNow(order)).parcels[0]!.state).toBe('announced');
  });
});

describe('wishes', () => {
  test("when a parcel is another shop's, or the wish is none, then nothing is asked", async () => {
    const { order } = await aVisit();
    const path = `/v1/parcels/${order.parcels[0]!.id}/requests`;
    const foreign = { role: 'courier', shop: 'parts', body: { wish: 'cancel' } } as const;
    expect((await api.ask(path, foreign)).status).toBe(404);
    const bad = await api.ask(path, { role: 'courier', body: { wish: 'decide' } });
    expect(bad.status).toBe(422);
    const asked = await api.ask(path, {
      role: 'courier',
      body: { wish: 'cancel', note: 'Просит' },
    });
    expect(asked).toMatchObject({ status: 200, body: { wish: 'cancel' } });
    const tasks = await dispatcher(`/v1/tasks?orderId=${order.id}&kind=courier_request`);
    const data = { wish: 'cancel', notes: ['Просит'] };
    expect(tasks.body.items).toMatchObject([
      { state: 'open', allowed: ['granted', 'refused'], data },
    ]);
  });
});
