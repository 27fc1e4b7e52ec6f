/**
 * A cursor comes from outside like everything else: one that nobody was given is refused and named, in every list
 * there is.
 */
import { z } from 'zod';
import { anOrder } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
let ids: Readonly<Record<string, string>>;

const ENDPOINT = 'ears-of-cursors';

beforeAll(async () => {
  api = await openApi();
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  await api.ask(`/v1/webhook-endpoints/${ENDPOINT}`, {
    role: 'admin',
    method: 'PUT',
    body: { url: 'https://shop.example.com/ordo', events: ['order.closed'] },
  });
  ids = { '/v1/orders/{id}': placed.body.id, '/v1/webhook-endpoints/{id}': ENDPOINT };
});
afterAll(() => api.close());

const parameter = z.object({ name: z.string() });
const documentShape = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ parameters: z.array(parameter).optional() })),
  ),
});

/** Every path that takes a cursor, with ids of things that exist. */
async function lists(): Promise<readonly string[]> {
  const { paths } = documentShape.parse((await api.ask('/openapi.json', { bearer: null })).body);
  const paged = Object.entries(paths).filter(([, { get }]) =>
    get?.parameters?.some(({ name }) => name === 'cursor'),
  );
  return paged.map(([path]) => {
    const owner = Object.keys(ids).find((one) => path.startsWith(one));
    return owner ? path.replace(owner, owner.replace('{id}', ids[owner] ?? '')) : path;
  });
}

const NUL = '\u0000';
const YEAR_0 = '0000-01-01T00:00:00.000Z';

/** What no list ever gives as its next page. */
const INVENTED: readonly unknown[] = [
  99_999_999_999_999_999n,
  -1,
  1.5,
  `a${NUL}b`,
  '\ud800',
  { at: '2026-11-24T09:00:00.000Z', id: `a${NUL}` },
  { at: YEAR_0, id: 'a' },
  { shop: 'demo', sku: NUL, place: 'x' },
  { shop: 'demo', sku: 'x' },
  [],
  null,
];

function asCursor(place: unknown): string {
  const said = typeof place === 'bigint' ? String(place) : JSON.stringify(place);
  return Buffer.from(said).toString('base64url');
}

test('when a cursor was made up, then every list refuses it and names it', async () => {
  const all = await lists();
  expect(all.length).toBeGreaterThanOrEqual(10);
  for (const path of all) {
    // A list that is read for one day asks for it.
    const day = path.startsWith('/v1/routes') ? 'date=2026-11-24&' : '';
    for (const place of INVENTED) {
      const asked = await api.ask(`${path}?${day}cursor=${asCursor(place)}`, { role: 'admin' });
      expect({ path, place: String(place), status: asked.status }).toMatchObject({ status: 422 });
      expect(asked.body.errors[0]!.pointer).toBe('/cursor');
    }
  }
});

test('when a number is greater than any there can be, then it is refused', async () => {
  for (const path of await lists()) {
    const day = path.startsWith('/v1/routes') ? 'date=2026-11-24&' : '';
    const cursor = asCursor(99_999_999_999);
    const asked = await api.ask(`${path}?${day}cursor=${cursor}`, { role: 'admin' });
    expect(asked.status).toBeLessThan(500);
  }
});
