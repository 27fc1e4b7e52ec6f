/**
 * What a courier says at the door over HTTP: sums before and after, parcels by name, words that do not count.
 */
import { aLine } from '../../support/an-order';
import { instructionOf, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import { couriersAt, DAY, post } from './couriers-at-work';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const { store, dispatcher, assign, linkOf } = couriersAt(() => api);

describe('what is said at the door', () => {
  const BLUE = { sku: 'DRESS-BLUE-42' };
  const DRESSES = aLine({ ...BLUE, quantity: 2 });
  const textOf = async (answer: Response): Promise<string> =>
    (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  const send = async (url: string, form: Parameters<typeof post>[1]): Promise<string> =>
    textOf(await post(url, form));

  async function atDoor(courier: string, fields: object = {}) {
    await store(courier, { zones: [] });
    const order = await api.anAgreedOrder(fields);
    const { id } = instructionOf(order, 'own_couriers');
    expect((await assign(id, courier)).status).toBe(200);
    return { order, url: `${await linkOf(courier)}/${id}` };
  }

  test('when one of two is to be taken, then the page says its sum before and after, and the route has it', async () => {
    const { order, url } = await atDoor('sums', { lines: [DRESSES] });
    expect(await textOf(await fetch(url))).toContain('Получить: 5 500,00 ₽ наличными');
    const item = `${order.parcels[0]!.id}/line-1`;
    const counted = await send(url, { did: 'count', once: '1', item, accepted: '1' });
    expect(counted).toContain('берёт именно это: 2 900,00 ₽ наличными');
    expect((await api.orderNow(order)).parcels[0]!.state).toBe('announced');
    const told = await send(url, { did: 'partly', once: '2', item, accepted: '1' });
    expect(told).toContain('Принято. Спасибо.');
    expect(told).toContain('Деньги за этот визит: 2 900,00 ₽ наличными');
    expect(told).not.toContain('Получить: ');
    const routes = await dispatcher(`/v1/routes?date=${DAY}&courier=sums`);
    expect(routes.body.items).toMatchObject([
      { cash: { amount: 290_000 }, stops: [{ collect: { amount: 290_000 } }] },
    ]);
    const again = await send(url, { did: 'delivered', once: '3' });
    expect(again).toContain('ничего не изменило');
    const { items } = (await api.ask(`/v1/orders/${order.id}/timeline?limit=100`)).body;
    expect(JSON.stringify(items)).toContain('"counts":false');
  });

  test('when a piece is wanted no more on the way, then “all of it” says what the page showed, whoever has answered', async () => {
    const { order, url } = await atDoor('fewer', { lines: [DRESSES] });
    await api.report(order.parcels[0]!, { status: 'handed_over' });
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
    const body = { changes, by: 'customer' };
    await api.ask(`/v1/orders/${order.id}/amendments`, { body, version: 1 });
    const page = await (await fetch(url)).text();
    const shown = /type="hidden"\s+name="accepted"\s+value="(\d+)"/.exec(page)?.[1];
    expect(shown).toBe('1');
    const item = `${order.parcels[0]!.id}/line-1`;
    const told = await send(url, { did: 'delivered', once: '1', item, accepted: shown ?? '' });
    expect(told).toContain('Деньги за этот визит: 2 900,00 ₽ наличными');
    const { totals, parcels } = await api.orderNow(order);
    expect([totals.due.amount, parcels[0]!.state]).toEqual([290_000, 'partly_delivered']);
  });

  test('when a visit is called off, then no sum and no main button stand on it, and no thanks for what did not count', async () => {
    const { order, url } = await atDoor('off', { lines: [aLine(BLUE)] });
    await api.ask(`/v1/orders/${order.id}/cancellation`, { body: { reason: 'changed_mind' } });
    const page = await (await fetch(url)).text();
    expect(page).toContain('ОТМЕНЁН');
    expect(page).not.toContain('class="main"');
    expect(page).not.toContain('Получить:');
    for (const kind of ['warehouse', 'own_couriers']) {
      const role = kind === 'warehouse' ? 'warehouse' : 'courier';
      const one = instructionOf(order, kind);
      await api.answer(one, { to: 'call_off', answer: 'accepted' }, role);
    }
    const said = await send(url, { did: 'delivered', once: '1' });
    expect(said).toContain('ничего не изменило');
    expect(said).not.toContain('Спасибо');
  });

  test('when two parcels may be meant, then only those that are named are spoken of', async () => {
    const lines = [aLine(BLUE), aLine({ sku: 'FILTER-OIL-104' })];
    const { order, url } = await atDoor('several', { lines });
    expect(order.parcels).toHaveLength(2);
    expect((await post(url, { did: 'took', once: '1' })).status).toBe(422);
    expect((await post(url, { did: 'took', once: '1', parcel: 'par_x_1' })).status).toBe(422);
    const [first, second] = order.parcels;
    await api.answer(instructionOf(order, 'warehouse'), { answer: 'accepted' });
    await api.answer(instructionOf(order, 'warehouse'), { answer: 'done' });
    const page = await (await fetch(url)).text();
    expect(page).toMatch(new RegExp(`value="${first!.id}" checked`));
    expect(page).not.toMatch(new RegExp(`value="${second!.id}" checked`));
    for (const did of ['took', 'delivered']) {
      const said = await send(url, { did, once: did, parcel: first!.id });
      expect(said).toContain('Принято. Спасибо.');
    }
    const { parcels } = await api.orderNow(order);
    expect(parcels.map(({ state }) => state)).toEqual(['delivered', 'announced']);
  });

  test('when one of two parcels is lost, then the door of the other is asked for its own price; found, for its own', async () => {
    const lines = [aLine(BLUE), aLine({ sku: 'FILTER-OIL-104' })];
    const { order, url } = await atDoor('searching', { lines });
    expect(await textOf(await fetch(url))).toContain('Получить: 5 500,00 ₽ наличными');
    const [first, second] = order.parcels;
    for (const status of ['handed_over', 'lost']) await api.report(first!, { status });
    expect(await textOf(await fetch(url))).toContain('Получить: 2 900,00 ₽ наличными');
    const routes = await dispatcher(`/v1/routes?date=${DAY}&courier=searching`);
    expect(routes.body.items).toMatchObject([
      { cash: { amount: 290_000 }, stops: [{ collect: { amount: 290_000 } }] },
    ]);
    await send(url, { did: 'delivered', once: '1' });
    await api.report(first!, { status: 'delivered' });
    expect(await textOf(await fetch(url))).toContain('Деньги за этот визит: 5 500,00 ₽');
    const { parcels } = await api.orderNow(order);
    expect(parcels.map(({ id, state }) => [id, state])).toEqual([
      [first!.id, 'delivered'],
      [second!.id, 'delivered'],
    ]);
  });

  test('when a count is empty or said twice, then it is no refusal and nothing is changed', async () => {
    const { order, url } = await atDoor('counts', { lines: [DRESSES] });
    const item = `${order.parcels[0]!.id}/line-1`;
    for (const fields of [[''], ['1', '2']].map((all) => all.map((one) => ['accepted', one]))) {
      const items = fields.map(() => ['item', item]);
      const form = [['did', 'partly'], ['once', 'x'], ...items, ...fields];
      const body = new URLSearchParams(form as [string, string][]);
      expect((await fetch(url, { method: 'POST', body })).status).toBe(422);
    }
    expect((await api.orderNow(order)).parcels[0]!.state).toBe('announced');
  });

  test('when a form is corrected and sent again, then both are kept; the same one twice is one', async () => {
    const { order, url } = await atDoor('corrected', { lines: [aLine(BLUE)] });
    const wish = { did: 'wish', wish: 'other', once: 'same' };
    for (const note of ['Собака', 'Собака', 'Злая собака']) await post(url, { ...wish, note });
    const { items } = (await api.ask(`/v1/orders/${order.id}/timeline?limit=100`)).body;
    expect(JSON.stringify(items).match(/"CourierAsked"/g)).toHaveLength(2);
  });
});
