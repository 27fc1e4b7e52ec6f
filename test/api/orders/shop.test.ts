/**
 * What a shop keeps over HTTP: goods, stock, parties, policy.
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { anOrder, aLine } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Seen } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const admin = { role: 'admin' } as const;

describe('goods', () => {
  test('when a product is stored, then it is read as it was stored', async () => {
    const body = {
      title: 'Шарф',
      group: 'accessories',
      attributes: { colour: 'серый' },
      prepaidOnly: true,
      offers: [{ party: 'supplier-north', price: { amount: 50_000, currency: 'RUB' }, term: 3 }],
    };
    const stored = await api.ask('/v1/products/SCARF%20%2F%20GREY', {
      ...admin,
      method: 'PUT',
      body,
    });
    expect(stored.status).toBe(200);
    const read = await api.ask('/v1/products/SCARF%20%2F%20GREY');
    expect(read.body).toEqual(stored.body);
    expect(read.body).toMatchObject({ sku: 'SCARF / GREY', prepaidOnly: true, urgent: false });
    expect((await api.ask('/v1/products/SCARF%20%2F%20GREY', { shop: 'parts' })).status).toBe(404);
  });

  test('when goods are prepaid only, then a new order’s line says so', async () => {
    const lines = [aLine({ sku: 'MUG-PRINT' })];
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, { lines }),
    });
    expect(placed.body.lines[0]!.prepaidOnly).toBe(true);
  });

  test('when an import has bad lines, then the good ones are stored and the bad ones told by number', async () => {
    const raw = [
      '{"sku":"IMP-1","title":"One"}',
      '{"sku":"IMP-2"}',
      'not json',
      '',
      '{"sku":"IMP-3","title":"Three","colour":"red"}',
      '{"sku":"IMP-4","title":"Four\\u0000"}',
      '{"sku":"IMP-1","title":"One again"}',
    ].join('\n');
    const headers = { 'content-type': 'application/x-ndjson' };
    const done = await api.ask('/v1/products/import', { ...admin, raw: `${raw}\n`, headers });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ stored: 2, badLines: 4 });
    expect(done.body.bad.map((bad) => bad.line)).toEqual([2, 3, 5, 6]);
    expect(done.body.bad[0]!.errors[0]!.pointer).toBe('/title');
    expect(done.body.bad[2]!.errors[0]!.pointer).toBe('/colour');
    expect((await api.ask('/v1/products/IMP-1')).body.title).toBe('One again');
  });

  test('when goods are listed by pages, then each comes once, in order', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page = await api.ask(`/v1/products?limit=2${next ? `&cursor=${next}` : ''}`);
      seen.push(...page.body.items.map((item) => item.sku));
      next = page.body.next;
    } while (next !== null);
    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('stock', () => {
  const level = async (sku: string): Promise<Seen> =>
    (await api.ask(`/v1/stock?sku=${sku}`)).body.items[0]!;
  const correct = (sku: string, body: object, place = 'warehouse-main') =>
    api.ask(`/v1/stock/${place}/${sku}`, { role: 'warehouse', method: 'PUT', body });

  test('when it still is what was expected, then it is corrected and the ledger agrees', async () => {
    const before = await level('BELT-BLACK');
    const { onHand } = before as { onHand: number };
    const done = await correct('BELT-BLACK', { onHand: onHand + 5, expected: onHand });
    expect(done).toMatchObject({ status: 200, body: { onHand: onHand + 5 } });
    const moves = await api.database.prisma.stockMove.findMany({
      where: { sku: 'BELT-BLACK', shopId: 'demo', kind: 'correction' },
    });
    expect(moves.map((move) => move.quantity)).toContain(5);
  });

  test('when somebody was faster, then 409 tells the present value', async () => {
    const { onHand } = (await level('SHOES-38')) as { onHand: number };
    const both = await Promise.all([
      correct('SHOES-38', { onHand: onHand + 1, expected: onHand }),
      correct('SHOES-38', { onHand: onHand + 2, expected: onHand }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    const lost = both.find((one) => one.status === 409);
    expect(lost?.body).toMatchObject({ type: '/problems/stock-changed' });
    expect(lost?.body.onHand).toBe((await level('SHOES-38')).onHand);
  });

  test('when it would be less than what is reserved, then it is refused', async () => {
    await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
    const { onHand } = (await level('DRESS-RED-42')) as { onHand: number };
    const done = await correct('DRESS-RED-42', { onHand: 0, expected: onHand });
    expect(done).toMatchObject({ status: 422, body: { refusal: 'below_reserved' } });
  });

  test('when a shelf is new, then it begins with nothing; a refused one leaves no trace', async () => {
    expect((await correct('NEW-SKU', { onHand: 3, expected: 1 })).status).toBe(409);
    expect((await api.ask('/v1/stock?sku=NEW-SKU')).body.items).toEqual([]);
    expect((await correct('NEW-SKU', { onHand: 3, expected: 0 })).status).toBe(200);
    expect(await level('NEW-SKU')).toMatchObject({ onHand: 3, reserved: 0 });
    expect((await correct('NEW-SKU', { onHand: 3, expected: 0 }, 'own-couriers')).status).toBe(404);
  });

  test('when goods come in for which a line waits, then the order gets them', async () => {
    const lines = [aLine({ sku: 'VASE', quantity: 3 })];
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, { lines }),
    });
    expect(placed.body.lines[0]).toMatchObject({ short: 2, state: 'short' });
    await correct('VASE', { onHand: 4, expected: 1 });
    for (let count = 0; count < 100; count += 1) {
      const order = await api.ask(`/v1/orders/${placed.body.id}`);
      if (order.body.lines[0]!.short === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the line stays short');
  });
});

describe('parties', () => {
  const body = {
    kind: 'courier_company',
    title: 'Быстрая доставка',
    deadlines: { answerMinutes: 30 },
    channel: { type: 'desk' },
  };

  test('when an administrator stores one, then it is listed and the shop’s terms have moved', async () => {
    const before = await api.database.prisma.shop.findUniqueOrThrow({ where: { id: 'demo' } });
    const stored = await api.ask('/v1/parties/fast', { ...admin, method: 'PUT', body });
    expect(stored).toMatchObject({ status: 200, body: { id: 'fast', shop: 'demo' } });
    const list = await api.ask('/v1/parties');
    expect(list.body.items.map((party) => party.id)).toContain('fast');
    const after = await api.database.prisma.shop.findUniqueOrThrow({ where: { id: 'demo' } });
    expect(after.termsVersion).toBe(before.termsVersion + 1);
  });

  test('when its calendar never opens, then it is refused', async () => {
    const calendar = { zone: 'Europe/Moscow', hours: {} };
    const stored = await api.ask('/v1/parties/never', {
      ...admin,
      method: 'PUT',
      body: { ...body, calendar },
    });
    expect(stored.status).toBe(422);
    expect(stored.body.errors[0]!.pointer).toBe('/calendar/hours');
  });
});

describe('policy', () => {
  const path = '/v1/shops/demo/policy';

  test('when it is changed, then it has a new version, and running orders keep theirs', async () => {
    const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
    const { body: present } = await api.ask(path);
    const policy = { ...(present.policy as object), supplyDays: 9 };
    const changed = await api.ask(path, {
      ...admin,
      method: 'PUT',
      body: policy,
      version: present.version,
    });
    expect(changed).toMatchObject({ status: 200, body: { version: present.version + 1 } });
    expect((await api.ask(path)).body.policy.supplyDays).toBe(9);
    const life = await api.database.prisma.life.findUniqueOrThrow({
      where: { id: placed.body.id },
    });
    expect(life.policyVersion).toBe(present.version);
    const late = await api.ask(path, {
      ...admin,
      method: 'PUT',
      body: policy,
      version: present.version,
    });
    expect(late.status).toBe(412);
  });

  test('when it names a party that is not there, or lacks something, then the field is named', async () => {
    const strange = { ...DEMO_POLICY, carriers: { ...DEMO_POLICY.carriers, post: 'nobody' } };
    const refused = await api.ask(path, { ...admin, method: 'PUT', body: strange });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]!.pointer).toBe('/carriers/post');
    const { handInBy: _handInBy, ...less } = DEMO_POLICY;
    const incomplete = await api.ask(path, { ...admin, method: 'PUT', body: less });
    expect(incomplete.body.errors[0]!.pointer).toBe('/handInBy');
  });

  test('when the shop is another, then it is not there', async () => {
    expect((await api.ask('/v1/shops/parts/policy')).status).toBe(404);
  });
});
