/**
 * Storefronts' endpoints over HTTP: made, changed, removed, each by its own shop; bad input refused.
 */
import { openApi } from '../open-api';
import type { Api, Asking, Reply } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
beforeEach(() => api.database.pool.query('DELETE FROM webhook_endpoint'));
afterAll(() => api.close());

const admin = (path: string, asking: Asking = {}): Promise<Reply> =>
  api.ask(`/v1/webhook-endpoints${path}`, { role: 'admin', ...asking });

const good = { url: 'https://shop.example.com/ordo', events: ['order.closed'] };
const put = (body: object): Promise<Reply> => admin('/site', { method: 'PUT', body });

test.each([
  ['no address', { ...good, url: 'nowhere' }, '/url'],
  ['an address of no web server', { ...good, url: 'ftp://example.com/' }, '/url'],
  ['a password in its address', { ...good, url: 'https://me:secret@example.com/' }, '/url'],
  ['no events', { ...good, events: [] }, '/events'],
  ['an event nobody knows', { ...good, events: ['order.sneezed'] }, '/events/0'],
  ['one event twice', { ...good, events: ['order.closed', 'order.closed'] }, '/events'],
  ['a secret of its own', { ...good, secret: 'x' }, '/secret'],
])('when it has %s, then 422 points there', async (_what, body, pointer) => {
  const asked = await put(body);
  expect(asked.status).toBe(422);
  expect(asked.body.errors[0]!.pointer).toBe(pointer);
  expect(asked.text).not.toContain('secret@');
});

test('when a new secret is made, then it is shown this once, and kept sealed wherever it is kept', async () => {
  await put(good);
  const rotate = { method: 'POST', key: 'change-it' };
  const made = await admin('/site/secrets', rotate);
  const { secret } = JSON.parse(made.text) as { secret: string };
  expect([made.status, secret.length > 40]).toEqual([201, true]);
  const again = await admin('/site/secrets', rotate);
  expect([again.status, again.text.includes(secret)]).toEqual([201, false]);
  const kept = await api.database.pool.query<{ all: string }>(
    `SELECT (SELECT string_agg(e::text, '') FROM webhook_endpoint e) ||
            (SELECT string_agg(i::text, '') FROM idempotency i) AS all`,
  );
  expect(kept.rows[0]?.all).not.toContain(secret);
});

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+02:00', '9999-12-31T23:59:59-12:00'])(
  'when a range has %s in it, of which no database and no comparison knows, then 422 points there',
  async (from) => {
    await put(good);
    const body = { from, to: '2026-12-01T00:00:00Z' };
    const asked = await admin('/site/redelivery', { body });
    expect(asked.status).toBe(422);
    expect(asked.body.errors.map((error) => error.pointer)).toContain('/from');
  },
);

test('when it is production, then the address must be https', async () => {
  const production = await openApi({ profile: 'production' });
  try {
    const asking = { role: 'admin', method: 'PUT' } as const;
    const plain = { ...good, url: 'http://shop.example.com/' };
    const path = '/v1/webhook-endpoints/site';
    expect((await production.ask(path, { ...asking, body: plain })).status).toBe(422);
    expect((await production.ask(path, { ...asking, body: good })).status).toBe(201);
  } finally {
    await production.close();
  }
});

test('when it is removed, then it is gone with what it had, and may be made anew', async () => {
  expect((await put(good)).status).toBe(201);
  expect((await admin('')).body.items).toHaveLength(1);
  expect((await admin('/site', { method: 'DELETE' })).status).toBe(204);
  expect((await admin('/site', { method: 'DELETE' })).status).toBe(404);
  expect((await admin('/site')).status).toBe(404);
  expect((await put(good)).status).toBe(201);
});

test('when it belongs to another shop, then every way to it is 404', async () => {
  await put(good);
  const parts = { shop: 'parts' } as const;
  expect((await admin('', parts)).body.items).toEqual([]);
  const ways: readonly (readonly [string, Asking])[] = [
    ['/site', {}],
    ['/site', { method: 'DELETE' }],
    ['/site/deliveries', {}],
    ['/site/secrets', { method: 'POST' }],
    ['/site/deliveries/whd_1/redelivery', { method: 'POST' }],
    ['/site/redelivery', { body: { from: '2020-01-01T00:00:00Z', to: '2021-01-01T00:00:00Z' } }],
  ];
  for (const [path, asking] of ways) {
    expect((await admin(path, { ...parts, ...asking })).status).toBe(404);
  }
  expect((await admin('/site?shop=parts')).status).toBe(404);
});

test('when a range ends before it begins or a delivery is not there, then it is refused', async () => {
  await put(good);
  const turned = { from: '2021-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' };
  const asked = await admin('/site/redelivery', { body: turned });
  expect(asked).toMatchObject({ status: 422, body: { errors: [{ pointer: '/to' }] } });
  const none = await admin('/site/deliveries/whd_none/redelivery', { method: 'POST' });
  expect(none.status).toBe(404);
  expect((await admin('/site/deliveries?state=lost')).status).toBe(422);
});
