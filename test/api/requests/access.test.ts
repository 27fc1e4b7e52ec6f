/**
 * Who may call, for which shop, how often; and what everybody is told about the API itself.
 */
import { z } from 'zod';
import { ROUTES } from '../../../api/routes/routes';
import { mayDo } from '../../../api/request/permissions';
import type { Role } from '../../../domain/tasks/task';
import { anOrder } from '../../support/an-order';
import { testKey } from '../../support/test-keys';
import { BOTH_SHOPS_KEY, openApi } from '../open-api';
import type { Api, Seen } from '../open-api';

let api: Api;
let order: Seen;
beforeAll(async () => {
  api = await openApi();
  const placed = await api.ask('/v1/orders', {
    role: 'storefront',
    body: anOrder(null, { number: 'SECRET-1' }),
  });
  order = placed.body;
});
afterAll(() => api.close());

describe('keys', () => {
  test('when there is no key, a wrong one or half a header, then 401', async () => {
    for (const bearer of [null, 'ordo_demo_admin_guessed', '', 'two words']) {
      const asked = await api.ask('/v1/orders', { bearer });
      expect(asked.status).toBe(401);
      expect(asked.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  test('when a key was revoked, then it works no more', async () => {
    await api.database.prisma.apiKey.updateMany({
      where: { role: 'auditor', shops: { has: 'demo' } },
      data: { revokedAt: new Date() },
    });
    const asked = await api.ask('/v1/orders', { role: 'auditor' });
    expect(asked.status).toBe(401);
  });
});

describe('shops', () => {
  test('when the order belongs to another shop, then every way to it is 404', async () => {
    const id = order.id;
    const foreign = { shop: 'parts' } as const;
    const reads = [`/v1/orders/${id}`, `/v1/orders/${id}/timeline`, `/v1/orders/${id}/amendments`];
    for (const path of reads) expect((await api.ask(path, foreign)).status).toBe(404);
    const writes: readonly (readonly [string, object])[] = [
      ['confirmation', { channel: 'phone' }],
      ['contact-attempts', { outcome: 'no_answer' }],
      ['cancellation', { reason: 'other' }],
      ['notes', { text: 'x' }],
      ['amendments/preview', { changes: [{ type: 'remove_line', lineId: 'line-1' }] }],
    ];
    for (const [path, body] of writes) {
      const asked = await api.ask(`/v1/orders/${id}/${path}`, { ...foreign, body });
      expect(asked.status).toBe(404);
    }
    const listed = await api.ask('/v1/orders?number=SECRET-1', foreign);
    expect(listed.body.items).toEqual([]);
    expect((await api.ask('/v1/orders?shop=demo', foreign)).status).toBe(404);
    const taken = await api.ask('/v1/orders', {
      ...foreign,
      body: anOrder(null, { shop: 'demo' }),
    });
    expect(taken.status).toBe(404);
  });

  test('when a key has two shops, then it must say which it means', async () => {
    const bearer = BOTH_SHOPS_KEY;
    const unclear = await api.ask('/v1/orders', { bearer, body: anOrder(null) });
    expect(unclear.status).toBe(422);
    expect(unclear.body.errors[0]!.pointer).toBe('/shop');
    const clear = await api.ask('/v1/orders', { bearer, body: anOrder(null, { shop: 'parts' }) });
    expect(clear.body.shop).toBe('parts');
    expect((await api.ask(`/v1/orders/${order.id}`, { bearer })).status).toBe(200);
  });
});

const ROLES: readonly Role[] = [
  ...(['storefront', 'manager', 'senior_manager', 'dispatcher', 'warehouse'] as const),
  ...(['courier', 'cashier', 'finance', 'admin'] as const),
];

describe('roles', () => {
  const keyed = ROUTES.flatMap((route) => (route.access === 'key' ? [route] : []));

  test.each(keyed.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'when any role asks %s, then it is let in or gets 403, as the table says',
    async (_name, route) => {
      for (const role of ROLES) {
        const path = route.path.replace('{sku}', 'NO-SUCH').replaceAll(/\{\w+\}/g, 'nothing');
        const asked = await api.ask(path, {
          role,
          method: route.method.toUpperCase(),
          // No route takes this body, so nothing is done by whoever is let in.
          ...(route.method === 'get' ? {} : { body: { '': 'not a body of any route' } }),
          ...(route.ifMatch === 'required' ? { version: 1 } : {}),
        });
        if (mayDo(role, route.operation)) expect(asked.status).not.toBe(403);
        else expect(asked.status).toBe(403);
        expect(asked.status).toBeLessThan(500);
      }
    },
  );

  test('when a manager approves a refund, then 403', async () => {
    const asked = await api.ask('/v1/refunds/ref_x/approval', { role: 'manager', body: {} });
    expect(asked.status).toBe(403);
  });

  test('when a manager sets a price, then 403, and a senior manager may', async () => {
    const path = `/v1/orders/${order.id}/amendments/preview`;
    const price = { amount: 1, currency: 'RUB' };
    const body = { changes: [{ type: 'set_price', lineId: 'line-1', price }] };
    expect((await api.ask(path, { body })).status).toBe(403);
    expect((await api.ask(path, { body, role: 'senior_manager' })).status).toBe(200);
  });
});

test('when a key asks too often, then 429 says when to come back, and others are let in', async () => {
  const busy = await openApi({ requestsPerMinute: 3 });
  try {
    for (let count = 0; count < 3; count += 1) {
      const asked = await busy.ask('/v1/products/MUG-PRINT');
      expect(asked.status).toBe(200);
      expect(asked.headers.get('ratelimit-policy')).toBe('"minute";q=3;w=60');
      expect(asked.headers.get('ratelimit')).toContain(`r=${String(2 - count)}`);
    }
    const above = await busy.ask('/v1/products/MUG-PRINT');
    expect(above.status).toBe(429);
    expect(Number(above.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await busy.ask('/v1/products/MUG-PRINT', { role: 'admin' })).status).toBe(200);
    expect((await busy.ask('/livez')).status).toBe(200);
  } finally {
    await busy.close();
  }
});

test('when it is production, then the development routes are not there', async () => {
  const production = await openApi({ profile: 'production' });
  try {
    const id = order.id;
    expect((await production.ask('/v1/dev/mailbox', { role: 'admin' })).status).toBe(404);
    const forward = { role: 'admin', body: { by: 'P1D' } } as const;
    const asked = await production.ask(`/v1/dev/orders/${id}/fast-forward`, forward);
    expect(asked.status).toBe(404);
  } finally {
    await production.close();
  }
});

test('when the log is read, then it holds routes and ids, and nothing of people, keys or links', async () => {
  const customer = {
    name: 'Зинаида Канареева',
    phone: '+79161110099',
    email: 'canary@example.com',
  };
  await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, { customer }) });
  await api.ask('/v1/orders?q=canary@example.com');
  await api.ask('/c/a-token-that-opens-doors', { bearer: null });
  const log = api.logged.join('\n');
  expect(log).toContain('/v1/orders');
  expect(log).toContain('/c/{token}');
  for (const secret of [
    'Канареева',
    '79161110099',
    'canary@',
    'a-token-that',
    testKey('demo', 'manager'),
  ]) {
    expect(log).not.toContain(secret);
  }
});

const documentShape = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
});

describe('the OpenAPI document', () => {
  test('when it is read, then every route is in it, with its problems', async () => {
    const asked = await api.ask('/openapi.json', { bearer: null });
    expect(asked.status).toBe(200);
    const { openapi, paths } = documentShape.parse(asked.body);
    expect(openapi).toMatch(/^3\.1/);
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    for (const { method, path } of ROUTES) expect(documented).toContain(`${method} ${path}`);
    for (const path of ['/livez', '/readyz', '/metrics', '/docs', '/openapi.json', '/problems']) {
      expect(documented).toContain(`get ${path}`);
    }
    const ids = Object.values(paths).flatMap((one) => Object.values(one).map((o) => o.operationId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(asked.body.paths['/v1/orders']?.['post']?.responses).toHaveProperty('409');
    expect(asked.body.components.schemas).toHaveProperty('Order');
  });

  test('when its reader is opened, then everything it loads comes from here', async () => {
    const docs = await api.ask('/docs', { bearer: null });
    expect(docs.status).toBe(200);
    expect(docs.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(docs.text).not.toMatch(/https?:\/\//);
    const script = await api.ask('/docs/redoc.js', { bearer: null });
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.text.length).toBeGreaterThan(100_000);
  });

  test('when a problem is looked up, then its page says what to do', async () => {
    const list = await api.ask('/problems', { bearer: null });
    expect(list.text).toContain('/problems/stale-version');
    const one = await api.ask('/problems/task-conditions', { bearer: null });
    expect(one.status).toBe(200);
    expect(one.text).toContain('missing');
    expect((await api.ask('/problems/nonsense', { bearer: null })).status).toBe(404);
  });
});

test('when machines ask, then liveness, readiness and figures are told without a key', async () => {
  expect((await api.ask('/livez', { bearer: null })).body).toEqual({ alive: true });
  const ready = await api.ask('/readyz', { bearer: null });
  expect(ready).toMatchObject({ status: 200, body: { database: 'ready', temporal: 'ready' } });
  api.engine.isThere = false;
  const without = await api.ask('/readyz', { bearer: null });
  api.engine.isThere = true;
  expect(without).toMatchObject({ status: 200, body: { temporal: 'away' } });
  const figures = await api.ask('/metrics', { bearer: null });
  expect(figures.text).toContain('ordo_http_request_duration_seconds_bucket');
  expect(figures.text).toContain('route="/v1/orders"');
});
