/**
 * What becomes of visits on a route when its courier, his hours, the order or another dispatcher changes things, and
 * of goods that come back.
 */
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import { couriersAt, DAY, post, WHOLE_DAY } from './couriers-at-work';
import type { Reply } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const { store, dispatcher, aVisit, assign, stopsOf, linkOf } = couriersAt(() => api);

describe('routes', () => {
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
});

describe('what comes back', () => {
  const BACK = 'Вернул на склад';

  test('when a visit is refused or called off at the door, then its courier says that he brought it back', async () => {
    await store('back', { zones: [], windows: [{ ...WHOLE_DAY, capacity: 9 }] });
    const [refused, off] = [await aVisit(), await aVisit()];
    for (const { instruction } of [refused, off]) await assign(instruction, 'back');
    const link = await linkOf('back');
    for (const { instruction } of [refused, off]) {
      const url = `${link}/${instruction}`;
      expect((await post(url, { did: 'took', once: 'a' })).status).toBe(200);
      expect(await (await fetch(url)).text()).not.toContain(BACK);
      // Of what is still to be delivered nothing is brought back.
      await post(url, { did: 'brought_back', once: 'b' });
    }
    const item = `${refused.order.parcels[0]!.id}/line-1`;
    await post(`${link}/${refused.instruction}`, { did: 'partly', once: 'c', item, accepted: '0' });
    await api.ask(`/v1/orders/${off.order.id}/cancellation`, { body: { reason: 'changed_mind' } });
    for (const { order, instruction } of [refused, off]) {
      const url = `${link}/${instruction}`;
      expect(await (await fetch(url)).text()).toContain(BACK);
      const said = await post(url, { did: 'brought_back', once: 'd' });
      expect(await said.text()).not.toContain(BACK);
      expect((await api.orderNow(order)).parcels[0]!.state).toBe('returned');
    }
  });

  test('when a warehouse reports a parcel, then only that it is back', async () => {
    const { order } = await aVisit();
    const parcel = order.parcels[0]!;
    await api.report(parcel, { status: 'handed_over' });
    await api.report(parcel, { status: 'attempt_failed', reason: 'wrong_address' });
    const says = (status: string): Promise<Reply> =>
      api.ask(`/v1/parcels/${parcel.id}/reports`, { role: 'warehouse', body: { status } });
    expect((await says('delivered')).status).toBe(403);
    expect(await says('returned')).toMatchObject({ status: 200, body: { state: 'returned' } });
  });

  test('when a visit taken is put off to another day, then its courier is told to bring it back', async () => {
    await store('holds', { zones: [], windows: [{ ...WHOLE_DAY, capacity: 9 }] });
    const { order, instruction } = await aVisit();
    await assign(instruction, 'holds');
    const link = await linkOf('holds');
    await post(`${link}/${instruction}`, { did: 'took', once: 'a' });
    const later = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
    const window = { from: later(72), to: later(73) };
    const changes = [{ type: 'change_delivery', delivery: { window } }];
    const amended = await api.ask(`/v1/orders/${order.id}/amendments`, {
      body: { changes },
      headers: { 'if-match': `"${String(order.version)}"` },
    });
    expect(amended.status).toBeLessThan(300);
    expect(await stopsOf('holds')).toEqual([]);
    expect(await (await fetch(link)).text()).toContain('ПЕРЕНЕСЁН');
    expect((await fetch(`${link}/${instruction}`)).status).toBe(200);
    await dispatcher('/v1/routes/planning', { date: DAY });
    expect(await (await fetch(link)).text()).toContain('ПЕРЕНЕСЁН');
  });
});
