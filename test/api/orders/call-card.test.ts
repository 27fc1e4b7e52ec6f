/**
 * What a manager reads out in the confirmation call.
 */
import type { CallCardOut } from '../../../api/schemas/call-card';
import { aCustomer, aDelivery, aLine, anOrder, roubles } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Seen } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function place(fields: object = {}, shop = 'demo'): Promise<Seen> {
  const body = anOrder(null, fields);
  return (await api.ask('/v1/orders', { role: 'storefront', shop, body })).body;
}

async function cardOf({ id }: Seen, shop = 'demo'): Promise<CallCardOut> {
  const read = await api.ask(`/v1/orders/${id}/call-card`, { shop });
  expect(read.status).toBe(200);
  return read.body as unknown as CallCardOut;
}

test('when the card is read, then it greets for the right shop and names who and which order', async () => {
  const order = await place({}, 'parts');
  const card = await cardOf(order, 'parts');
  expect(card.greeting).toContain('«Parts»');
  expect(card.greeting).toContain('Анна Петрова');
  expect(card.greeting).toContain(order.number);
  expect(card.identify).toEqual({ number: order.number, name: 'Анна Петрова' });
  expect(card.customer).toMatchObject({ phone: '+79161234567', known: false, wrongNumber: false });
  expect(card.script.length).toBeGreaterThan(3);
  expect(card.promotions[0]).toContain('бесплатна');
});

test('when a line is read out, then size, colour, quantity and price are said', async () => {
  const card = await cardOf(await place({ lines: [aLine({ quantity: 2 })] }));
  expect(card.lines[0]).toMatchObject({
    title: 'Платье красное',
    size: '42',
    colour: 'красный',
    quantity: 2,
    price: roubles(2600),
    sum: roubles(5200),
    prepaidOnly: false,
  });
  expect(card.lines[0]?.said).toBe('Платье красное, размер 42, цвет красный: 2 шт. по 2 600,00 ₽');
  expect(card.totals.total).toEqual(roubles(5500));
});

test('when goods are short, then the card names what may be taken instead and how much there is', async () => {
  const order = await place({ lines: [aLine({ quantity: 500 })] });
  const [line] = order.lines;
  const { shortages } = await cardOf(order);
  expect(shortages).toMatchObject([
    { lineId: 'line-1', wanted: 500, short: line?.short, title: 'Платье красное' },
  ]);
  expect(shortages[0]?.alternatives).toMatchObject([
    { sku: 'DRESS-BLUE-42', title: 'Платье синее', attributes: { colour: 'синий' } },
  ]);
  expect(shortages[0]?.alternatives[0]?.available).toBe(10);
  await api.ask(`/v1/orders/${order.id}/cancellation`, { body: { reason: 'other' } });
});

test('when something goes with the goods and is there, then it is offered, but not twice', async () => {
  const offered = (await cardOf(await place())).accessories;
  expect(offered).toMatchObject([{ sku: 'BELT-BLACK', title: 'Ремень чёрный' }]);
  const belt = aLine({ sku: 'BELT-BLACK', title: 'Ремень' });
  expect((await cardOf(await place({ lines: [aLine(), belt] }))).accessories).toEqual([]);
  const level = (await api.ask('/v1/stock?sku=BELT-BLACK')).body.items[0]!;
  const body = {
    onHand: (level as unknown as { reserved: number }).reserved,
    expected: level.onHand,
  };
  await api.ask('/v1/stock/warehouse-main/BELT-BLACK', { role: 'admin', method: 'PUT', body });
  expect((await cardOf(await place())).accessories).toEqual([]);
});

test('when ways of delivery are told, then each is paid or free at once, with term and ways to pay', async () => {
  const post = { method: 'post', price: roubles(0) };
  const card = await cardOf(
    await place({
      delivery: aDelivery(null, post),
      lines: [aLine({ price: roubles(4000) })],
      payment: { method: 'cod_post', certificates: [], promoCode: null },
    }),
  );
  expect(card.delivery).toMatchObject({ method: 'post', free: true, addressWhole: true });
  expect(card.delivery.address).toMatchObject({ street: 'Мясницкая' });
  const way = (method: string) => card.deliveryWays.find((one) => one.method === method);
  expect(way('courier')).toMatchObject({
    free: false,
    price: roubles(300),
    days: 1,
    chosen: false,
  });
  expect(way('courier')?.said).toMatch(/платно, 300,00 ₽, срок около 1 дн/);
  expect(way('pickup')).toMatchObject({
    ...{ free: true, price: roubles(0), days: 3 },
    pickupPoint: { id: 'point-1', title: 'Мясницкая, 24' },
  });
  expect(way('pickup')?.said).toMatch(/бесплатно/);
  expect(card.payment.ways).toMatchObject([
    { method: 'prepaid', cashOnDelivery: false },
    { method: 'cod_post', title: 'наложенный платёж на почте', cashOnDelivery: true },
  ]);
});

test('when goods leave only when paid, then their lines are marked', async () => {
  const lines = [aLine(), aLine({ sku: 'MUG-PRINT', title: 'Кружка' })];
  const card = await cardOf(await place({ lines }));
  expect(card.payment.prepaidOnly).toEqual(['line-2']);
  expect(card.lines.map(({ prepaidOnly }) => prepaidOnly)).toEqual([false, true]);
});

test('when the customer has wishes, then all of them are on the card', async () => {
  const order = await place({ comment: 'Домофон не работает' });
  const text = 'Позвонить за час';
  await api.ask(`/v1/orders/${order.id}/notes`, { body: { text } });
  const { notes } = await cardOf(order);
  expect(notes.map((note) => note.text).sort()).toEqual(['Домофон не работает', text]);
});

test('when half an address is given, then the card says that it is not whole', async () => {
  const address = { city: 'Москва', street: 'Мясницкая' };
  const order = await place({ delivery: aDelivery(null, { address }) });
  expect((await cardOf(order)).delivery.addressWhole).toBe(false);
});

test('when a promotion is over or has not begun, then it is not told', async () => {
  const { policy } = (await api.ask('/v1/shops/demo/policy')).body;
  const text = { ru: 'Вчерашняя', en: 'Yesterday’s' };
  const until = '2020-01-01T00:00:00Z';
  const from = '2099-01-01T00:00:00Z';
  const promotions = [
    { text, until },
    { text, from },
    { text: { ru: 'Сейчас', en: 'Now' }, until: from },
  ];
  const body = { ...policy, callCard: { ...policy.callCard, promotions } };
  const changed = await api.ask('/v1/shops/demo/policy', { role: 'admin', method: 'PUT', body });
  expect(changed.status).toBe(200);
  expect((await cardOf(await place())).promotions).toEqual(['Сейчас']);
});

test('when the shop speaks English or has no card of its own, then what is said is English all the same', async () => {
  const { policy } = (await api.ask('/v1/shops/parts/policy', { shop: 'parts' })).body;
  const { callCard, deliveryWays, ...bare } = policy;
  expect([callCard, deliveryWays]).not.toContain(undefined);
  const body = { ...bare, locale: 'en' };
  await api.ask('/v1/shops/parts/policy', { role: 'admin', shop: 'parts', method: 'PUT', body });
  const order = await place({ customer: aCustomer({ locale: 'ru' }) }, 'parts');
  const card = await cardOf(order, 'parts');
  expect(card).toMatchObject({ locale: 'en', script: [], promotions: [], deliveryWays: [] });
  expect(card.greeting).toMatch(/^Hello, this is the shop “Parts”/);
  expect(card.lines[0]?.said).toContain('size 42');
});

test('when it is another shop’s order, or none, or the role may not, then it is not shown', async () => {
  const { id } = await place();
  const path = `/v1/orders/${id}/call-card`;
  expect((await api.ask(path, { shop: 'parts' })).status).toBe(404);
  expect((await api.ask('/v1/orders/ord_none/call-card')).status).toBe(404);
  expect((await api.ask(path, { role: 'storefront' })).status).toBe(403);
});

test('when a contact policy does not end with its e-mail, then it is refused', async () => {
  const { policy } = (await api.ask('/v1/shops/demo/policy')).body;
  const steps = policy.contact.steps.slice(0, -1);
  for (const bad of [steps, [...policy.contact.steps, ...steps]]) {
    const body = { ...policy, contact: { ...policy.contact, steps: bad } };
    const put = await api.ask('/v1/shops/demo/policy', { role: 'admin', method: 'PUT', body });
    expect(put.status).toBe(422);
    expect(put.body.errors[0]!.pointer).toBe('/contact/steps');
  }
});
