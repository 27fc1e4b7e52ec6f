/**
 * Changing orders over HTTP: previews, versions, what every party says.
 */
import { Client } from 'pg';
import { anOrder, aLine } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function place(fields: object = {}): Promise<string> {
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, fields) });
  return `/v1/orders/${placed.body.id}`;
}

const twoDresses = { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }] };

test('when a change is previewed, then money, stock and version are told and nothing happens', async () => {
  const path = await place();
  const before = await api.ask(`${path}/timeline`);
  const belt = aLine({
    sku: 'BELT-BLACK',
    title: 'Ремень',
    price: { amount: 90_000, currency: 'RUB' },
  });
  const preview = await api.ask(`${path}/amendments/preview`, {
    body: { changes: [...twoDresses.changes, { type: 'add_line', line: belt }] },
  });
  expect(preview.status).toBe(200);
  expect(preview.body).toMatchObject({
    version: 1,
    totals: { before: { total: { amount: 290_000 } }, after: { total: { amount: 640_000 } } },
    toCollect: { amount: 350_000, currency: 'RUB' },
    toRefund: { amount: 0 },
    refusals: [],
  });
  const skus = preview.body.stock.map((one) => one.sku).sort();
  expect(skus).toEqual(['BELT-BLACK', 'DRESS-RED-42']);
  expect(preview.body.stock[0]!.available).toBeGreaterThan(0);
  expect((await api.ask(`${path}/timeline`)).body).toEqual(before.body);
});

test('when other quantities and new goods of an order of fifty lines are previewed, then the database is read once', async () => {
  const lines = Array.from({ length: 50 }, (_none, index) =>
    aLine({ sku: `SKU-${String(index)}` }),
  );
  const path = await place({ lines });
  const changes = [
    ...lines.map((_line, index) => ({
      ...{ type: 'set_quantity', lineId: `line-${String(index + 1)}`, quantity: 2 },
    })),
    { type: 'add_line', line: aLine({ sku: 'BELT-BLACK' }) },
  ];
  const preview = (): ReturnType<Api['ask']> =>
    api.ask(`${path}/amendments/preview`, { body: { changes }, key: null });
  // The shop's terms and who asks are remembered from the first time; nobody else is at work.
  await preview();
  api.engine.isThere = false;
  await new Promise((resolve) => setTimeout(resolve, 100));
  const asked = jest.spyOn(Client.prototype, 'query');
  const previewed = await preview();
  const reads = asked.mock.calls.length;
  asked.mockRestore();
  api.engine.isThere = true;
  expect(previewed.body.stock).toHaveLength(51);
  expect(reads).toBe(1);
});

test('when a previewed change would be refused, then the refusal and its field are told', async () => {
  const path = await place();
  const preview = await api.ask(`${path}/amendments/preview`, {
    body: { changes: [{ type: 'remove_line', lineId: 'line-9' }] },
  });
  expect(preview.body.refusals).toMatchObject([
    { refusal: 'unknown_line', pointer: '/changes/0/lineId' },
  ]);
});

test('when an amendment is made on the present version, then 202 with it, and the order has the next', async () => {
  const path = await place();
  const made = await api.ask(`${path}/amendments`, { version: 1, body: twoDresses });
  expect(made.status).toBe(202);
  expect(made.headers.get('etag')).toBe('"2"');
  expect(made.body).toMatchObject({ version: 2, state: 'accepted', answers: [] });
  const read = await api.ask(String(made.headers.get('location')));
  expect(read.body).toEqual(made.body);
  const order = await api.ask(path);
  expect(order.body).toMatchObject({ version: 2, lines: [{ quantity: 2, reserved: 2 }] });
  const list = await api.ask(`${path}/amendments`);
  expect(list.body).toMatchObject({
    items: [{ id: made.body.id, changes: twoDresses.changes }],
    next: null,
  });
});

test('when two amend from the same version, then one wins and the other gets 412', async () => {
  const path = await place();
  const both = await Promise.all([
    api.ask(`${path}/amendments`, { version: 1, body: twoDresses }),
    api.ask(`${path}/amendments`, {
      version: 1,
      body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 3 }] },
    }),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual([202, 412]);
  const lost = both.find((one) => one.status === 412);
  expect(lost?.body).toMatchObject({ refusal: 'stale_version', type: '/problems/stale-version' });
});

test('when one key is tried again on the right version, then it is done', async () => {
  const path = await place();
  const stale = await api.ask(`${path}/amendments`, { version: 7, body: twoDresses, key: 'again' });
  expect(stale.status).toBe(412);
  const right = await api.ask(`${path}/amendments`, { version: 1, body: twoDresses, key: 'again' });
  expect(right.status).toBe(202);
});

test('when If-Match is missing, then 428; when it names no version, then 412', async () => {
  const path = await place();
  expect((await api.ask(`${path}/amendments`, { body: twoDresses })).status).toBe(428);
  const star = await api.ask(`${path}/amendments`, {
    body: twoDresses,
    headers: { 'if-match': '*' },
  });
  expect(star.status).toBe(428);
  const odd = await api.ask(`${path}/amendments`, {
    body: twoDresses,
    headers: { 'if-match': '"abc"' },
  });
  expect(odd.status).toBe(412);
  const confirmation = await api.ask(`${path}/confirmation`, {
    body: { channel: 'phone', changes: twoDresses.changes },
  });
  expect(confirmation.status).toBe(428);
});

test('when the confirmation brings changes, then both are one act', async () => {
  const path = await place();
  const confirmed = await api.ask(`${path}/confirmation`, {
    version: 1,
    body: { channel: 'phone', changes: twoDresses.changes },
  });
  expect(confirmed.status).toBe(200);
  expect(confirmed.body).toMatchObject({ version: 2, lines: [{ quantity: 2 }] });
  expect(confirmed.body.agreed).not.toBeNull();
});

test('when contact and address change, then the new ones are shown and only ids are in the journal', async () => {
  const path = await place();
  const address = { country: 'RU', city: 'Тула', street: 'Новомосковская', house: '1' };
  const changes = [
    { type: 'change_contact', phone: '8 903 777-66-55' },
    { type: 'change_delivery', delivery: { address } },
  ];
  const made = await api.ask(`${path}/amendments`, { version: 1, body: { changes } });
  expect(made.status).toBe(202);
  const list = await api.ask(`${path}/amendments`);
  const [listed] = list.body.items as unknown as readonly [{ readonly changes: object }];
  expect(listed.changes).toEqual([
    { type: 'change_contact' },
    { type: 'change_delivery', delivery: { method: 'courier', window: null, pickupPointId: null } },
  ]);
  const order = await api.ask(path);
  expect(order.body.customer).toMatchObject({ name: 'Анна Петрова', phone: '+79037776655' });
  expect(order.body.delivery).toMatchObject({
    method: 'courier',
    address,
    price: { amount: 30_000 },
  });
  const journal = await api.database.pool.query<{ row: string }>(
    'SELECT journal::text AS row FROM journal WHERE life_id = $1',
    [order.body.id],
  );
  expect(journal.rows.length).toBeGreaterThan(1);
  expect(journal.rows.map(({ row }) => row).join()).not.toMatch(/79037776655|Новомосковская|Анна/);
});

test('when the values are the same, then it is refused as no change', async () => {
  const path = await place();
  const { body: order } = await api.ask(path);
  for (const change of [
    { type: 'set_quantity', lineId: 'line-1', quantity: 1 },
    { type: 'change_contact', phone: '+7 916 123-45-67' },
    { type: 'change_delivery', delivery: order.delivery as object },
  ]) {
    const made = await api.ask(`${path}/amendments`, { version: 1, body: { changes: [change] } });
    expect(made.status).toBe(422);
    expect(made.body.refusal).toBe('no_change');
  }
});

test('when the last line is dropped, then the order is cancelled', async () => {
  const path = await place();
  const made = await api.ask(`${path}/amendments`, {
    version: 1,
    body: { changes: [{ type: 'remove_line', lineId: 'line-1' }] },
  });
  expect(made).toMatchObject({ status: 202, body: { id: null } });
  expect((await api.ask(path)).body.closed).toMatchObject({ reason: 'changed_mind' });
});

test('when nothing was refused, then there is nothing to decide', async () => {
  const path = await place();
  const made = await api.ask(`${path}/amendments`, { version: 1, body: twoDresses });
  const decided = await api.ask(`${path}/amendments/${made.body.id}/decision`, {
    body: { decision: 'revert' },
  });
  expect(decided).toMatchObject({ status: 422, body: { refusal: 'not_allowed_now' } });
  const nothing = await api.ask(`${path}/amendments/amd_none/decision`, {
    body: { decision: 'revert' },
  });
  expect(nothing.status).toBe(404);
});
