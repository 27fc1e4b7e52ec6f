/**
 * Whatever a client sends, the answer is a problem it can read, never a fault of ours.
 */
import { connect } from 'node:net';
import fc from 'fast-check';
import { anOrder, aCustomer, aLine } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Seen } from '../open-api';
import { propertySeed } from '../../support/property-runs';

let api: Api;
let orderId: string;
beforeAll(async () => {
  api = await openApi();
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  orderId = placed.body.id;
});
afterAll(() => api.close());

const BODIES: readonly (readonly [string, string | Buffer])[] = [
  ['nothing at all', ''],
  ['half an object', '{"number":'],
  ['a text without quotes', 'hello'],
  ['a number', '1'],
  ['null', 'null'],
  ['an array', '[]'],
  ['NaN', '{"number": NaN}'],
  ['a trailing comma', '{"number":"x",}'],
  ['two documents', '{}{}'],
  ['a byte order mark', '\u{feff}{}'],
  ['a hundred thousand brackets', '['.repeat(100_000)],
  ['a hundred thousand objects in each other', '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['a number beyond all numbers', '{"number": 1e400}'],
  ['a field called __proto__', '{"__proto__": {"x": 1}, "constructor": {"prototype": 1}}'],
  ['the same field twice', '{"number":"a","number":"b"}'],
];

describe.each(['/v1/orders', '/v1/orders/ID/amendments', '/v1/orders/ID/payments'])(
  'a body for %s',
  (path) => {
    test.each(BODIES)('when it is %s, then it is refused with 400 or 422', async (_name, raw) => {
      const asked = await api.ask(path.replace('ID', orderId), {
        role: 'admin',
        raw,
        version: 1,
        method: 'POST',
      });
      expect([400, 422]).toContain(asked.status);
      expect(JSON.stringify(asked.body)).not.toMatch(/node_modules|at \w+ \(/);
    });
  },
);

test('when text cannot be stored, then its field is named', async () => {
  const bad = ['\u0000', '\ud800', 'x\udc00y'];
  for (const text of bad) {
    const named = anOrder(null, { customer: aCustomer({ name: `Анна ${text}` }) });
    const placed = await api.ask('/v1/orders', { role: 'storefront', body: named });
    expect(placed.status).toBe(422);
    expect(placed.body.errors[0]!.pointer).toBe('/customer/name');
    const keyed = anOrder(null, { lines: [aLine({ attributes: { [text]: 'x' } })] });
    expect((await api.ask('/v1/orders', { role: 'storefront', body: keyed })).status).toBe(422);
  }
  for (const path of [
    '/v1/orders?q=%00',
    '/v1/products/%00',
    '/v1/orders/%00',
    '/v1/stock?sku=a%00',
  ]) {
    expect([404, 422]).toContain((await api.ask(path)).status);
  }
});

test('when text is odd but storable, then it is kept as it is', async () => {
  const name = `O'Brien "; DROP TABLE orders; -- 👩‍👩‍👧 \u202e <script>${'ж'.repeat(100)}`;
  const placed = await api.ask('/v1/orders', {
    role: 'storefront',
    body: anOrder(null, { customer: aCustomer({ name }) }),
  });
  expect(placed.status).toBe(201);
  expect(placed.body.customer.name).toBe(name);
});

test('when the body is too large, then 413; of another type, 415; compressed oddly, 415', async () => {
  const huge = await api.ask('/v1/orders', { raw: JSON.stringify({ x: 'x'.repeat(300_000) }) });
  expect(huge).toMatchObject({ status: 413, body: { type: '/problems/payload-too-large' } });
  for (const headers of [
    { 'content-type': 'text/xml' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/json; charset=koi8-r' },
    { 'content-encoding': 'sdch' },
  ]) {
    const asked = await api.ask('/v1/orders', { raw: '{}', headers });
    expect(asked.status).toBe(415);
  }
});

test('when the address cannot be decoded or is not known, then 400 and 404', async () => {
  expect((await api.ask('/v1/orders/%E0%A4%A')).status).toBe(400);
  expect((await api.ask('/v1/nothing/here')).status).toBe(404);
  expect((await api.ask('/V1/orders')).status).toBe(404);
});

test('when the method is not one of the address, then 405 names those that are', async () => {
  const asked = await api.ask('/v1/orders', { method: 'DELETE' });
  expect(asked.status).toBe(405);
  expect(asked.headers.get('allow')).toBe('POST, GET, HEAD');
  expect((await api.ask('/v1/orders', { method: 'PATCH', body: {} })).status).toBe(405);
});

test('when the instant is none that a calendar has, then it is refused', async () => {
  for (const at of ['2026-02-30T10:00:00Z', '2026-11-22', 'tomorrow', '9999-99-99T99:99:99Z', 1]) {
    const asked = await api.ask(`/v1/orders/${orderId}/contact-attempts`, {
      body: { outcome: 'call_back', callBackAt: at },
    });
    expect(asked.status).toBe(422);
    expect(asked.body.errors[0]!.pointer).toBe('/callBackAt');
  }
});

test('when an instant lies a lifetime away, then it is refused and named', async () => {
  for (const year of ['0001', '1999', '2200', '9999']) {
    const to = `${year}-12-31T12:00:00Z`;
    const window = { from: '2026-12-01T12:00:00Z', to };
    const placed = await api.ask('/v1/orders', {
      role: 'storefront',
      body: anOrder(null, { delivery: { ...(anOrder(null) as Seen).delivery, window } }),
    });
    expect(placed.status).toBe(422);
    expect(placed.body.errors.map(({ pointer }) => pointer)).toContain('/delivery/window/to');
    for (const field of ['at', 'expectedAt']) {
      const body = { status: 'in_transit', [field]: to };
      const told = await api.ask('/v1/parcels/par_x/reports', { role: 'courier', body });
      expect(told).toMatchObject({ status: 422, body: { errors: [{ pointer: `/${field}` }] } });
    }
  }
});

test('when bodies are made by chance, then none gives a fault of ours', async () => {
  const routes = [
    ['/v1/orders', 'storefront'],
    [`/v1/orders/${orderId}/amendments/preview`, 'manager'],
    [`/v1/orders/${orderId}/confirmation`, 'manager'],
    ['/v1/tasks/tsk_x_1/outcome', 'manager'],
  ] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.json({ maxDepth: 5 }),
      async ([path, role], raw) => {
        const asked = await api.ask(path, { role, raw, method: 'POST' });
        expect(asked.status).toBeGreaterThanOrEqual(400);
        expect(asked.status).toBeLessThan(500);
      },
    ),
    { numRuns: 150, ...propertySeed() },
  );
});

test('when one field of a good order is replaced by chance, then none gives a fault of ours', async () => {
  const good = anOrder(null) as Seen;
  const paths = Object.keys(good);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.jsonValue({ maxDepth: 3 }),
      async (field, value) => {
        const body = { ...good, number: undefined, [field]: value };
        const asked = await api.ask('/v1/orders', { role: 'storefront', body });
        expect(asked.status).toBeLessThan(500);
      },
    ),
    { numRuns: 150, ...propertySeed() },
  );
});

test('when bytes on the wire are no HTTP, then the connection ends and others are served', async () => {
  const { hostname, port } = new URL(api.url);
  for (const bytes of [
    '\u0000\u0001\u0002\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /v1/orders HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.end(bytes));
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      socket.on('close', () => {
        resolve();
      });
    });
  }
  expect((await api.ask('/livez')).status).toBe(200);
});
