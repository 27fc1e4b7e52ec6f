/**
 * Ways of delivery and pickup points over HTTP.
 */
import { anOrder, roubles } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Reply } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const LINE = { sku: 'DRESS-RED-42', quantity: 1, price: roubles(2600) };
const ADDRESS = { postalCode: '101000', city: 'Москва', street: 'Мясницкая', house: '5' };

const options = (body: object, more: object = {}): Promise<Reply> =>
  api.ask('/v1/delivery-options', { body: { address: ADDRESS, lines: [LINE], ...body }, ...more });

interface Option {
  readonly method: string;
  readonly price: object;
  readonly free: boolean;
  readonly pickupPoint: { readonly id: string } | null;
}

const optionOf = (reply: Reply, method: string): Option | undefined =>
  (reply.body as unknown as readonly Option[]).find((one) => one.method === method);

test('when ways are asked for, then each says price, “free”, term and the one nearest point', async () => {
  const asked = await options({});
  expect(asked.status).toBe(200);
  expect(optionOf(asked, 'courier')).toMatchObject({
    carrier: 'own-couriers',
    price: roubles(300),
    free: false,
    pickupPoint: null,
  });
  expect(optionOf(asked, 'pickup')?.pickupPoint?.id).toBe('point-1');
  const there = { ...ADDRESS, location: { lat: 59.93, lon: 30.31 } };
  expect(optionOf(await options({ address: there }), 'pickup')?.pickupPoint?.id).toBe('point-3');
  const dear = await options({ lines: [{ ...LINE, quantity: 4 }] });
  expect(optionOf(dear, 'courier')).toMatchObject({ price: roubles(0), free: true });
});

test('when a product cannot wait, then slow ways are not offered', async () => {
  const product = { title: 'Каша', group: 'baby-food' };
  const path = '/v1/products/PORRIDGE';
  expect((await api.ask(path, { role: 'admin', method: 'PUT', body: product })).status).toBe(200);
  const asked = await options({ lines: [{ ...LINE, sku: 'PORRIDGE' }] });
  expect((asked.body as unknown as Option[]).map(({ method }) => method)).toEqual(['courier']);
});

const POINT = {
  title: 'У метро',
  address: { city: 'Москва', street: 'Лубянка', location: { lat: 55.7651, lon: 37.6381 } },
  storageDays: 5,
  carrier: 'pickup-network',
};

const put = (id: string, body: object, more: object = {}): Promise<Reply> =>
  api.ask(`/v1/pickup-points/${id}`, { role: 'admin', method: 'PUT', body, ...more });

test('when a point is stored, then it is read, listed and offered while it takes parcels', async () => {
  expect((await put('near', POINT)).status).toBe(200);
  const read = await api.ask('/v1/pickup-points/near');
  expect(read.body).toMatchObject({ id: 'near', active: true, location: { lat: 55.7651 } });
  const listed = await api.ask('/v1/pickup-points?limit=2');
  expect(listed.body.items).toMatchObject([{ id: 'near' }, { id: 'point-1' }]);
  const rest = await api.ask(`/v1/pickup-points?limit=2&cursor=${listed.body.next ?? ''}`);
  expect(rest.body.items).toMatchObject([{ id: 'point-2' }, { id: 'point-3' }]);
  expect(optionOf(await options({}), 'pickup')?.pickupPoint?.id).toBe('near');
  await put('near', { ...POINT, active: false });
  expect(optionOf(await options({}), 'pickup')?.pickupPoint?.id).toBe('point-1');
});

test('when it is another shop, then neither its points nor its shop are there', async () => {
  await put('ours', POINT);
  expect((await api.ask('/v1/pickup-points/ours', { shop: 'parts' })).status).toBe(404);
  expect((await put('ours', POINT, { shop: 'parts', role: 'admin' })).status).toBe(200);
  expect((await api.ask('/v1/pickup-points?shop=demo', { shop: 'parts' })).status).toBe(404);
  expect((await options({ shop: 'demo' }, { shop: 'parts' })).status).toBe(404);
});

test.each([
  ['nobody brings parcels there', { carrier: 'no-such-party' }, '/carrier'],
  ['it lies off the globe', { location: { lat: 91, lon: 0 } }, '/location/lat'],
  ['half a location is given', { location: { lat: 1 } }, '/location/lon'],
  ['it keeps nothing', { storageDays: 0 }, '/storageDays'],
  ['the title is empty', { title: ' ' }, '/title'],
  ['it says more than a point has', { colour: 'red' }, '/colour'],
])('when %s, then the point is refused with its pointer', async (_why, wrong, pointer) => {
  const asked = await put('bad', { ...POINT, ...wrong });
  expect(asked.status).toBe(422);
  expect(asked.body.errors[0]!.pointer).toBe(pointer);
});

test.each([
  ['there are no lines', { lines: [] }, '/lines'],
  ['there are too many lines', { lines: Array.from({ length: 501 }, () => LINE) }, '/lines'],
  ['nothing is wanted of a line', { lines: [{ ...LINE, quantity: 0 }] }, '/lines/0/quantity'],
  [
    'a price is in another currency',
    { lines: [LINE, { ...LINE, price: { amount: 1, currency: 'EUR' } }] },
    '/lines/1/price/currency',
  ],
  ['the country is no country', { address: { country: 'Russia' } }, '/address/country'],
])('when %s, then no ways are told and the field is named', async (_why, wrong, pointer) => {
  const asked = await options(wrong);
  expect(asked.status).toBe(422);
  expect(asked.body.errors[0]!.pointer).toBe(pointer);
});

test('when a policy names a strange carrier, one zone twice or a term that runs backwards, then it is refused', async () => {
  const { policy } = (await api.ask('/v1/shops/demo/policy')).body;
  const [courier, ...others] = policy.deliveryWays!.ways;
  const [zone, ...zones] = courier!.zones;
  const withZones = (...changed: object[]): object => ({
    ...policy,
    deliveryWays: {
      ...policy.deliveryWays,
      ways: [{ ...courier, zones: [...changed, ...zones] }, ...others],
    },
  });
  for (const [body, pointer] of [
    [withZones({ ...zone, carrier: 'nobody' }), '/deliveryWays/ways/0/zones/0/carrier'],
    [withZones(zone!, zone!), '/deliveryWays/ways/0/zones'],
    [withZones({ ...zone, days: { from: 2, to: 1 } }), '/deliveryWays/ways/0/zones/0/days/to'],
  ] as const) {
    const asked = await api.ask('/v1/shops/demo/policy', { role: 'admin', method: 'PUT', body });
    expect(asked.status).toBe(422);
    expect(asked.body.errors[0]!.pointer).toBe(pointer);
  }
});

test('when an order is placed for a point nobody knows, then it is not lost; a change to such a point is refused', async () => {
  const delivery = { method: 'pickup', pickupPointId: 'no-such-point', price: roubles(150) };
  const body = anOrder(null, { delivery });
  const placed = await api.ask('/v1/orders', { role: 'storefront', body });
  expect(placed.status).toBe(201);
  const path = `/v1/orders/${placed.body.id}/amendments/preview`;
  const change = (pickupPointId: string): object => ({
    changes: [{ type: 'change_delivery', delivery: { pickupPointId } }],
  });
  const refused = await api.ask(path, { body: change('nor-this-one') });
  expect(refused.status).toBe(422);
  expect(refused.body.errors[0]!.pointer).toBe('/changes/0/delivery/pickupPointId');
  const known = await api.ask(path, { body: change('point-3') });
  expect(known.status).toBe(200);
  expect(known.body.refusals).toEqual([]);
  const window = { from: '2099-01-01T10:00:00Z', to: '2099-01-01T12:00:00Z' };
  const kept = { changes: [{ type: 'change_delivery', delivery: { window } }] };
  expect((await api.ask(path, { body: kept })).status).toBe(200);
});

describe('when a change asks for what the ways of delivery do not offer', () => {
  const ALMATY = {
    country: 'KZ',
    postalCode: '050000',
    city: 'Алматы',
    street: 'Абая',
    house: '1',
  };
  const place = async (fields: object = {}): Promise<string> => {
    const placed = await api.ask('/v1/orders', { body: anOrder(null, fields) });
    return `/v1/orders/${placed.body.id}/amendments`;
  };
  const glass = { sku: 'GLASS', title: 'Бокал', quantity: 1, price: roubles(900) };
  const addGlass = { type: 'add_line', line: glass };
  const byPost = { type: 'change_delivery', delivery: { method: 'post' } };
  const prepaid = { type: 'change_payment', method: 'prepaid' };

  beforeAll(async () => {
    const body = { title: 'Бокал', group: 'fragile' };
    await api.ask('/v1/products/GLASS', { role: 'admin', method: 'PUT', body });
  });

  test.each<[string, readonly object[], string, string]>([
    [
      'a place to which none leads',
      [{ type: 'change_delivery', delivery: { address: ALMATY } }],
      'no_way_there',
      '/changes/0/delivery/address',
    ],
    [
      'the same by another way',
      [{ type: 'change_delivery', delivery: { method: 'transport', address: ALMATY } }, prepaid],
      'no_way_there',
      '/changes/0/delivery/address',
    ],
    [
      'money that the way does not take',
      [{ type: 'change_delivery', delivery: { method: 'transport' } }],
      'payment_does_not_fit',
      '/changes/0/delivery/method',
    ],
    [
      'goods that it does not take',
      [byPost, prepaid, addGlass],
      'goods_do_not_fit',
      '/changes/2/line/sku',
    ],
  ])('%s, then preview and change refuse it alike', async (_name, changes, refusal, pointer) => {
    const path = await place();
    const previewed = await api.ask(`${path}/preview`, { body: { changes } });
    expect(previewed.status).toBe(200);
    expect(previewed.body.refusals).toMatchObject([{ refusal, pointer }]);
    const refused = await api.ask(path, { version: 1, body: { changes } });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ refusal, errors: [{ pointer }] });
    expect((await options({ address: ALMATY })).body).toEqual([]);
  });

  test('of an order that was placed there, then what is no other place is not refused', async () => {
    const delivery = { method: 'courier', address: ALMATY, price: roubles(300) };
    const path = await place({ delivery });
    const flat = { type: 'change_delivery', delivery: { address: { ...ALMATY, flat: '7' } } };
    const { status, body } = await api.ask(`${path}/preview`, { body: { changes: [flat] } });
    expect([status, body.refusals]).toEqual([200, []]);
  });

  test('and the order has such goods already, then it cannot go that way', async () => {
    const path = await place({ lines: [glass] });
    const { body } = await api.ask(`${path}/preview`, { body: { changes: [byPost, prepaid] } });
    const pointer = '/changes/0/delivery/method';
    expect(body.refusals).toMatchObject([{ refusal: 'goods_do_not_fit', pointer }]);
  });
});

test('when it goes another way, then the hours of the way before are not promised unless they are named', async () => {
  const window = { from: '2099-01-02T10:00:00.000Z', to: '2099-01-02T12:00:00.000Z' };
  const body = anOrder(null, { delivery: courierIn('101000', window) });
  const placed = await api.ask('/v1/orders', { role: 'storefront', body });
  const preview = async (delivery: object) =>
    await api.ask(`/v1/orders/${placed.body.id}/amendments/preview`, {
      body: { changes: [{ type: 'change_delivery', delivery }] },
    });
  const windowOf = async (delivery: object): Promise<unknown> => {
    const { text } = await preview(delivery);
    return (JSON.parse(text) as { delivery: { to: { window: unknown } } }).delivery.to.window;
  };
  const near = courierIn('101001', window).address;
  expect(await windowOf({ address: near })).toEqual(window);
  const far = courierIn('190000', window).address;
  expect(await windowOf({ address: far })).toBeNull();
  expect(await windowOf({ address: far, window })).toEqual(window);
  const point = { pickupPointId: 'point-3' };
  expect(await windowOf({ method: 'pickup', ...point })).toBeNull();
  const forgotten = await preview(point);
  expect(forgotten.status).toBe(422);
  expect(forgotten.body.errors[0]!.pointer).toBe('/changes/0/delivery/pickupPointId');
});

const courierIn = (postalCode: string, window: object) => ({
  ...{ method: 'courier', price: roubles(300), window },
  address: { country: 'RU', postalCode, city: 'Москва', street: 'Мясницкая', house: '5' },
});

test('when a rule for following makes no sense, then the policy is refused', async () => {
  const { policy } = (await api.ask('/v1/shops/demo/policy')).body;
  const follow = policy.delivery.follow!;
  for (const [post, pointer] of [
    [{ ...follow.post, storageDays: 0 }, '/delivery/follow/post/storageDays'],
    [{ ...follow.post, silentDays: -1 }, '/delivery/follow/post/silentDays'],
    [
      { ...follow.post, ask: { ...follow.post?.ask, service: 'owl' } },
      '/delivery/follow/post/ask/service',
    ],
  ] as const) {
    const body = { ...policy, delivery: { ...policy.delivery, follow: { ...follow, post } } };
    const asked = await api.ask('/v1/shops/demo/policy', { role: 'admin', method: 'PUT', body });
    expect(asked.status).toBe(422);
    expect(asked.body.errors[0]!.pointer).toBe(pointer);
  }
});
