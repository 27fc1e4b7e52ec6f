/**
 * A shop in another country whose storefront and managers name no country: its own is meant, wherever an address
 * or a number is given.
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { aCustomer, aDelivery, roubles } from '../../support/an-order';
import { openApiAtWork, tomorrow } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Reply, Seen } from '../open-api';

let api: ApiAtWork;

const ALMATY = { postalCode: '050000', city: 'Алматы', street: 'Абая', house: '1' };
const ASTANA = { postalCode: '010000', city: 'Астана', street: 'Сарыарка', house: '2' };

async function isAtHome(fields: object): Promise<void> {
  const path = '/v1/shops/demo/policy';
  const { version, policy } = (await api.ask(path)).body;
  const body = { ...(policy as object), ...fields };
  const stored = await api.ask(path, { role: 'admin', method: 'PUT', version, body });
  expect(stored.status).toBe(200);
}

function waysTo(country: string): typeof DEMO_POLICY.deliveryWays {
  const { ways = [], ...rest } = DEMO_POLICY.deliveryWays ?? {};
  const zonesOf = (zones: (typeof ways)[number]['zones']) =>
    zones.map((zone) => ({ ...zone, country, postalPrefixes: [] }));
  const there = ways.map((way) => ({ ...way, zones: zonesOf(way.zones).slice(0, 1) }));
  return { ...rest, ways: there } as typeof DEMO_POLICY.deliveryWays;
}

beforeAll(async () => {
  api = await openApiAtWork();
  await isAtHome({ deliveryWays: waysTo('KZ') });
});
afterAll(() => api.close());

const delivery = aDelivery(null, { address: ALMATY });

const change = (order: Seen, address: object): Promise<Reply> => {
  const changes = [{ type: 'change_delivery', delivery: { address } }];
  const { version } = order;
  return api.ask(`/v1/orders/${order.id}/amendments`, { version, body: { changes } });
};

const asked = (address: object): Promise<Reply> => {
  const lines = [{ sku: 'DRESS-RED-42', quantity: 1, price: roubles(2600) }];
  return api.ask('/v1/delivery-options', { body: { address, lines } });
};

test('when an order names no country, then it goes to the shop’s own, and so does its next address', async () => {
  const order = await api.anAgreedOrder({ delivery });
  expect(order.delivery.address).toMatchObject({ country: 'KZ', ...ALMATY });
  expect((await change(order, ALMATY)).body).toMatchObject({ refusal: 'no_change' });
  expect((await change(order, { ...ASTANA, country: 'RU' })).body).toMatchObject({
    refusal: 'no_way_there',
  });
  expect((await change(order, ASTANA)).status).toBe(202);
  const { body } = await api.ask(`/v1/orders/${order.id}`);
  expect(body.delivery.address).toMatchObject({ country: 'KZ', ...ASTANA });
});

test('when the delivery is planned anew to an address without a country, then it is the shop’s own', async () => {
  const order = await api.anAgreedOrder({ delivery });
  const parcel = { id: order.parcels[0]?.id ?? '' };
  for (const status of ['handed_over', 'attempt_failed']) await api.report(parcel, { status });
  await api.ask(`/v1/orders/${order.id}/contact-attempts`, { body: { outcome: 'reached' } });
  const tasks = await api.ask(`/v1/tasks?orderId=${order.id}&kind=find_out_why`);
  const path = `/v1/tasks/${tasks.body.items[0]?.id ?? ''}/outcome`;
  const data = { reason: 'wrong_address', address: ASTANA, window: tomorrow() };
  const body = { outcome: 'new_address', data };
  expect(await api.ask(path, { role: 'dispatcher', body })).toMatchObject({ status: 200 });
  const now = await api.ask(`/v1/orders/${order.id}`);
  expect(now.body.delivery.address).toMatchObject({ country: 'KZ', ...ASTANA });
});

test('when ways are asked for without a country, then those in the shop’s own are told', async () => {
  expect((await asked(ALMATY)).body).toMatchObject([{ method: 'courier' }, {}, {}, {}]);
  expect((await asked({ ...ALMATY, country: 'RU' })).body).toEqual([]);
});

test('when a pickup point is stored without a country, then it lies in the shop’s own', async () => {
  const body = { title: 'У рынка', address: ASTANA, carrier: 'pickup-network' };
  const path = '/v1/pickup-points/market';
  const stored = await api.ask(path, { role: 'admin', method: 'PUT', body });
  expect(stored.body).toMatchObject({ address: { country: 'KZ', ...ASTANA } });
  expect((await api.ask(path)).body).toMatchObject({ address: { country: 'KZ' } });
});

test('when the policy names the country, then that is it, for numbers too; one without numbers takes whole ones', async () => {
  await isAtHome({ deliveryWays: waysTo('KZ'), country: 'DE' });
  const customer = aCustomer({ phone: '030 901820' });
  const german = await api.anAgreedOrder({ delivery, customer });
  expect(german).toMatchObject({
    ...{ customer: { phone: '+4930901820' }, delivery: { address: { country: 'DE' } } },
  });
  await isAtHome({ deliveryWays: DEMO_POLICY.deliveryWays, country: 'AQ' });
  const order = await api.anAgreedOrder({ customer: aCustomer({ phone: '+49 30 901820' }) });
  expect(order).toMatchObject({ customer: { phone: '+4930901820' } });
  const changes = [{ type: 'change_contact', phone: '030 901820' }];
  const { version } = order;
  const path = `/v1/orders/${order.id}/amendments`;
  const refused = await api.ask(path, { version, body: { changes } });
  expect(refused).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/changes/0/phone' }] },
  });
});
