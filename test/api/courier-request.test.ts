/**
 * A courier's wish over HTTP: what it may be, who may have one, and where it is seen.
 */
import { openApiAtWork } from './agreed-order';
import type { ApiAtWork } from './agreed-order';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

async function aParcel(): Promise<{ readonly path: string; readonly orderId: string }> {
  const order = await api.anAgreedOrder();
  const [parcel] = (await api.orderNow(order)).parcels;
  return { path: `/v1/parcels/${parcel!.id}/requests`, orderId: order.id };
}

test('when it is said twice with one key, then it is one task, whose note only people read', async () => {
  const { path, orderId } = await aParcel();
  const body = { wish: 'cancel', note: 'Покупатель передумал' };
  const asked = { role: 'courier', key: `wish-${orderId}`, body } as const;
  const first = await api.ask(path, asked);
  expect(first).toMatchObject({ status: 201, body: { wish: 'cancel', orderId } });
  const again = await api.ask(path, asked);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  const tasks = await api.ask(`/v1/tasks?orderId=${orderId}&kind=courier_request`, {
    role: 'dispatcher',
  });
  expect(tasks.body.items).toMatchObject([{ data: { note: 'Покупатель передумал' } }]);
  const kept = await api.database.pool.query('SELECT data::text FROM journal WHERE life_id = $1', [
    orderId,
  ]);
  expect(JSON.stringify(kept.rows)).not.toContain('передумал');
});

test('when the wish is none, or more is said than is understood, then 422 names the field', async () => {
  const { path } = await aParcel();
  const odd = await api.ask(path, { role: 'courier', body: { wish: 'pay_less' } });
  expect(odd).toMatchObject({ status: 422, body: { errors: [{ pointer: '/wish' }] } });
  const more = await api.ask(path, { role: 'courier', body: { wish: 'other', sum: 5 } });
  expect(more.status).toBe(422);
});

test('when the parcel is not there, belongs to another shop or a storefront asks, then 404 or 403', async () => {
  const { path } = await aParcel();
  const body = { wish: 'other' };
  expect((await api.ask(path, { role: 'courier', shop: 'parts', body })).status).toBe(404);
  const nowhere = '/v1/parcels/par_none_1/requests';
  expect((await api.ask(nowhere, { role: 'courier', body })).status).toBe(404);
  expect((await api.ask(path, { role: 'storefront', body })).status).toBe(403);
});
