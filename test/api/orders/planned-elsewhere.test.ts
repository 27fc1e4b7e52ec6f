/**
 * What a person plans anew after a delivery that failed, or takes instead of what is short, is asked of the shop's ways
 * as every change is.
 */
import { aDelivery, aLine, roubles } from '../../support/an-order';
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Reply, Seen } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
  const body = { title: 'Бокал', group: 'fragile' };
  await api.ask('/v1/products/GLASS', { role: 'admin', method: 'PUT', body });
});
afterAll(() => api.close());

const ALMATY = { country: 'KZ', postalCode: '050000', city: 'Алматы', street: 'Абая', house: '1' };

async function ends(order: Seen, kind: string, said: object): Promise<Reply> {
  const tasks = await api.ask(`/v1/tasks?orderId=${order.id}&kind=${kind}`);
  const role = kind === 'find_out_why' ? 'dispatcher' : 'manager';
  const id = tasks.body.items[0]?.id ?? 'none';
  return api.ask(`/v1/tasks/${id}/outcome`, { role, body: said });
}

async function aFailedDelivery(fields: object = {}): Promise<Seen> {
  const order = await api.anAgreedOrder(fields);
  const parcel = { id: order.parcels[0]?.id ?? '' };
  for (const status of ['handed_over', 'attempt_failed']) await api.report(parcel, { status });
  const body = { outcome: 'reached' };
  await api.ask(`/v1/orders/${order.id}/contact-attempts`, { body });
  return order;
}

test('when the new address of a failed delivery is where no way leads, then it is refused and named', async () => {
  const order = await aFailedDelivery();
  const data = { reason: 'wrong_address', address: ALMATY };
  const refused = await ends(order, 'find_out_why', { outcome: 'new_address', data });
  expect(refused).toMatchObject({ status: 422, body: { refusal: 'no_way_there' } });
  expect(refused.body.errors).toMatchObject([{ pointer: '/data/address' }]);
});

test('when the new way does not take such goods, then it is refused and named', async () => {
  const line = aLine({ sku: 'GLASS', title: 'Бокал', attributes: {} });
  await api.ask('/v1/stock/warehouse-main/GLASS', {
    ...{ role: 'admin', method: 'PUT', body: { onHand: 5, expected: 0 } },
  });
  const order = await aFailedDelivery({ lines: [line] });
  const data = { reason: 'moved_away', method: 'post' };
  const refused = await ends(order, 'find_out_why', { outcome: 'new_way', data });
  expect(refused).toMatchObject({ status: 422, body: { refusal: 'goods_do_not_fit' } });
  expect(refused.body.errors).toMatchObject([{ pointer: '/data/method' }]);
});

test('when what is taken instead of short goods does not go the order’s way, then it is refused', async () => {
  const delivery = aDelivery(null, { method: 'post' });
  const short = aLine({ sku: 'UNICORN', title: 'Единорог', attributes: {} });
  const payment = { method: 'prepaid', certificates: [], promoCode: null };
  const order = await api.anAgreedOrder({ delivery, payment, lines: [aLine(), short] });
  const line = { sku: 'GLASS', title: 'Бокал', quantity: 1, price: roubles(900) };
  const refused = await ends(order, 'find_alternative', { outcome: 'substituted', data: { line } });
  expect(refused).toMatchObject({ status: 422, body: { refusal: 'goods_do_not_fit' } });
});
