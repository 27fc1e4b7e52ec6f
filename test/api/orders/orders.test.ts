/**
 * Placing, reading, confirming and finding orders over HTTP.
 */
import { anOrder, aCustomer, aDelivery, aLine } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Seen } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function place(fields: object = {}): Promise<Seen> {
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, fields) });
  expect(placed.status).toBe(201);
  return placed.body;
}

describe('an order that is placed', () => {
  test('when it is stored, then the answer is 201 with its address, its version and the order', async () => {
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, { number: 'A-1001', comment: 'Домофон не работает' }),
    });
    expect(placed.status).toBe(201);
    expect(placed.headers.get('location')).toBe(`/v1/orders/${placed.body.id}`);
    expect(placed.headers.get('etag')).toBe('"1"');
    expect(placed.body).toMatchObject({
      number: 'A-1001',
      shop: 'demo',
      version: 1,
      closed: null,
      customer: { name: 'Анна Петрова', phone: '+79161234567' },
      totals: { total: { amount: 290_000, currency: 'RUB' }, due: { amount: 290_000 } },
      notes: [{ text: 'Домофон не работает' }],
    });
    expect(placed.body.lines[0]).toMatchObject({ reserved: 1, short: 0, state: 'reserved' });
    expect(placed.body.waiting?.sentence).toContain(placed.body.waiting?.what);
    const read = await api.ask(`/v1/orders/${placed.body.id}`);
    expect(read.status).toBe(200);
    expect(read.body).toEqual(placed.body);
  });

  test('when its number is taken in the shop, then 409 names the order that has it', async () => {
    const first = await place({ number: 'A-TWICE' });
    const second = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, { number: 'A-TWICE' }),
    });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ type: '/problems/number-taken', orderId: first.id });
  });

  test('when it has no number and no shop, then Ordo gives a number in the shop of the key', async () => {
    const { number: _number, ...body } = anOrder(null) as { number: string };
    const placed = await api.ask('/v1/orders', { role: 'storefront', body });
    expect(placed.body).toMatchObject({ shop: 'demo' });
    expect(placed.body.number).toMatch(/^O-[2-9A-Z]{8}$/);
  });

  test('when the engine is away, then it is taken in all the same', async () => {
    api.engine.isThere = false;
    const order = await place();
    api.engine.isThere = true;
    expect(order.stage).toBeDefined();
  });

  test('when two currencies meet, then it is refused with the field at fault', async () => {
    const lines = [aLine(), aLine({ price: { amount: 100, currency: 'EUR' } })];
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, { lines }),
    });
    expect(placed.status).toBe(422);
    expect(placed.body).toMatchObject({
      refusal: 'other_currency',
      type: '/problems/other-currency',
    });
    expect(placed.body.errors[0]!.pointer).toMatch(/price\/currency$/);
  });

  test('when all of it is in a currency that is not the shop’s, then it is refused with the field at fault', async () => {
    const price = { amount: 1599, currency: 'JPY' };
    const delivery = aDelivery(null, { price });
    const body = anOrder(null, { lines: [aLine({ price })], delivery });
    const placed = await api.ask('/v1/orders', { role: 'storefront', body });
    expect(placed.status).toBe(422);
    const errors = [{ pointer: '/lines/0/price/currency' }];
    expect(placed.body).toMatchObject({ refusal: 'other_currency', errors });
  });

  test('when fields are wrong, then each is named by its JSON Pointer', async () => {
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, {
        colour: 'red',
        customer: aCustomer({ timeZone: 'Nowhere/AtAll' }),
        lines: [aLine({ quantity: 0 }), aLine({ sku: undefined })],
        delivery: aDelivery(null, { address: undefined }),
      }),
    });
    expect(placed.status).toBe(422);
    expect(placed.headers.get('content-type')).toContain('application/problem+json');
    const pointers = placed.body.errors.map((error) => error.pointer).sort();
    expect(pointers).toEqual([
      '/colour',
      '/customer/timeZone',
      '/delivery/address',
      '/lines/0/quantity',
      '/lines/1/sku',
    ]);
  });

  test('when the phone number is none, then it is refused without being repeated', async () => {
    const customer = aCustomer({ phone: 'zero-zero' });
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, { customer }),
    });
    expect(placed.status).toBe(422);
    expect(placed.body.errors[0]!.pointer).toBe('/customer/phone');
    expect(JSON.stringify(placed.body)).not.toContain('zero-zero');
  });
});

describe('an order that is agreed', () => {
  test('when the manager confirms on the phone, then it is agreed, and a second time is refused', async () => {
    const order = await place();
    const confirmed = await api.ask(`/v1/orders/${order.id}/confirmation`, {
      body: { channel: 'phone', note: 'Позвонить за час' },
    });
    expect(confirmed.status).toBe(200);
    expect(confirmed.body.agreed).toMatchObject({ channel: 'phone', version: 1 });
    expect(confirmed.body.notes.map((note) => note.text)).toContain('Позвонить за час');
    const again = await api.ask(`/v1/orders/${order.id}/confirmation`, {
      body: { channel: 'phone' },
    });
    expect(again.status).toBe(422);
    expect(again.body.refusal).toBe('already_confirmed');
  });

  test('when the engine is away, then 503 says when to come back, and the same key gives the first outcome', async () => {
    const order = await place();
    const asking = { body: { channel: 'phone' }, key: 'confirm-once' };
    api.engine.isThere = false;
    const away = await api.ask(`/v1/orders/${order.id}/confirmation`, asking);
    api.engine.isThere = true;
    expect(away.status).toBe(503);
    expect(away.headers.get('retry-after')).toMatch(/^\d+$/);
    const back = await api.ask(`/v1/orders/${order.id}/confirmation`, asking);
    expect(back.status).toBe(200);
  });

  test('when a call back is asked for without a time, then the field is named', async () => {
    const order = await place();
    const attempt = await api.ask(`/v1/orders/${order.id}/contact-attempts`, {
      body: { outcome: 'call_back' },
    });
    expect(attempt.status).toBe(422);
    expect(attempt.body.errors[0]!.pointer).toBe('/callBackAt');
  });

  test('when the customer declines, then the order ends with the reason and its goods are free', async () => {
    const order = await place();
    const attempt = await api.ask(`/v1/orders/${order.id}/contact-attempts`, {
      body: { outcome: 'declined', reason: 'price' },
    });
    expect(attempt.status).toBe(200);
    expect(['cancelling', 'cancelled']).toContain(attempt.body.stage);
    expect(attempt.body.lines[0]).toMatchObject({ reserved: 0, state: 'removed' });
  });

  test('when a closed order is commanded, then the refusal comes without the engine', async () => {
    const order = await place();
    await api.ask(`/v1/orders/${order.id}/cancellation`, { body: { reason: 'duplicate' } });
    const ended = await api.ask(`/v1/orders/${order.id}`);
    expect(ended.body.closed).toMatchObject({ reason: 'duplicate' });
    expect(ended.body.waiting).toBeNull();
    api.engine.isThere = false;
    const again = await api.ask(`/v1/orders/${order.id}/cancellation`, {
      body: { reason: 'duplicate' },
    });
    api.engine.isThere = true;
    expect(again.status).toBe(422);
    expect(again.body.refusal).toBe('already_closed');
  });
});

describe('finding orders', () => {
  test('when asked by number, phone tail, name or e-mail, then the order is found', async () => {
    const customer = aCustomer({
      name: 'Мария Ковалёва',
      phone: '+7 903 555-11-22',
      email: 'Masha@Example.com',
    });
    const order = await place({ number: 'FIND-ME', customer });
    for (const query of [
      'number=FIND-ME',
      'q=5551122',
      'q=ковалёва',
      'q=masha@example.com',
      'q=find-m',
    ]) {
      const found = await api.ask(`/v1/orders?${encodeURI(query)}`);
      expect(found.body.items.map((item) => item.id)).toEqual([order.id]);
    }
    const percent = await api.ask('/v1/orders?q=%25');
    expect(percent.body.items).toEqual([]);
  });

  test('when there are more than fit one page, then the cursor leads through all, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await api.ask(`/v1/orders?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.status).toBe(200);
      expect(page.body.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.body.items.map((item) => item.id));
      cursor = page.body.next;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await api.database.prisma.order.count({ where: { shopId: 'demo' } }));
  });

  test('when a parameter or a cursor is not known, then it is refused and named', async () => {
    for (const [query, pointer] of [
      ['colour=red', '/colour'],
      ['limit=0', '/limit'],
      ['limit=101', '/limit'],
      ['cursor=nonsense', '/cursor'],
      ['stage=nowhere', '/stage'],
      ['limit=1&limit=2', '/limit'],
    ]) {
      const found = await api.ask(`/v1/orders?${String(query)}`);
      expect(found.status).toBe(422);
      expect(found.body.errors[0]!.pointer).toBe(pointer);
    }
  });
});

test('when the timeline is read, then every event is there, the oldest first, in the words of the shop', async () => {
  const order = await place({ comment: 'Не звонить утром' });
  await api.ask(`/v1/orders/${order.id}/notes`, { body: { text: 'Любит синий цвет' } });
  const timeline = await api.ask(`/v1/orders/${order.id}/timeline`);
  const items = timeline.body.items;
  expect(items[0]).toMatchObject({
    seq: 1,
    type: 'OrderPlaced',
    data: { note: 'Не звонить утром' },
  });
  expect(items[0]!.text).toContain(order.number);
  expect(items.map((item) => item.seq)).toEqual(items.map((_item, index) => index + 1));
  expect(items.find((item) => item.type === 'NoteTaken')?.data.note).toBe('Любит синий цвет');
});
