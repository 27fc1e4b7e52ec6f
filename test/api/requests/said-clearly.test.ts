/**
 * What makes no sense is refused with the field at fault instead of being taken and forgotten.
 */
import { aDelivery, anOrder, roubles } from '../../support/an-order';
import { instructionOf, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const past = { from: '2020-01-01T10:00:00Z', to: '2020-01-01T14:00:00Z' };
const byPost = { delivery: aDelivery(null, { method: 'post' }) };
const agreed = { channel: 'phone', at: '2026-01-01T00:00:00Z' };

test.each([
  ['a window that is over', { delivery: aDelivery(past) }, '/delivery/window'],
  ['cash by post', byPost, '/payment/method'],
  ['a courier who is the post', { payment: { method: 'cod_post' } }, '/payment/method'],
  ['an order of the site agreed by nobody', { agreed }, '/agreed'],
])('when an order has %s, then 422 names the field', async (_what, fields, pointer) => {
  const asked = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, fields) });
  expect(asked.status).toBe(422);
  expect(asked.body.errors.map((one) => one.pointer)).toEqual([pointer]);
});

test('when an order says where it comes from and what was consented to, then its answer says so', async () => {
  const consent = { personalData: true, at: '2026-01-01T00:00:00.000Z' };
  const fields = { source: 'site', campaign: 'autumn-mail', consent };
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, fields) });
  expect(placed.body).toMatchObject(fields);
  expect((await api.ask(`/v1/orders/${placed.body.id}`)).body).toMatchObject(fields);
});

test.each([
  ['/v1/orders?waitingFor=nope', '/waitingFor'],
  ['/v1/tasks?kind=nope', '/kind'],
  ['/v1/tasks?role=nope', '/role'],
])('when %s is asked for, then 422 names the parameter', async (path, pointer) => {
  const asked = await api.ask(path);
  expect(asked).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
});

test('when something is said where nothing is to be said, then 422; nothing or an empty object will do', async () => {
  const odd = await api.ask('/v1/tasks/next', { role: 'courier', body: { sku: 'A' } });
  expect(odd.status).toBe(403);
  const more = await api.ask('/v1/tasks/next', { role: 'finance', body: { kind: 'any' } });
  expect(more).toMatchObject({ status: 422, body: { errors: [{ pointer: '/kind' }] } });
  expect((await api.ask('/v1/tasks/next', { role: 'finance', body: {} })).status).toBe(204);
  expect((await api.ask('/v1/tasks/next', { role: 'finance', method: 'POST' })).status).toBe(204);
});

describe('an order at work', () => {
  test('when a contact attempt says what its outcome does not have, then 422 names the field', async () => {
    const { id } = await api.anAgreedOrder();
    const path = `/v1/orders/${id}/contact-attempts`;
    const callBackAt = '2099-01-01T00:00:00Z';
    const late = await api.ask(path, { body: { outcome: 'busy', callBackAt } });
    expect(late).toMatchObject({ status: 422, body: { errors: [{ pointer: '/callBackAt' }] } });
    const why = await api.ask(path, { body: { outcome: 'busy', reason: 'price' } });
    expect(why).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
  });

  test('when money comes in by no way there is, or twice with one reference, then it counts as a cashier would count it', async () => {
    const { id } = await api.anAgreedOrder();
    const path = `/v1/orders/${id}/payments`;
    const paid = {
      role: 'cashier',
      body: { method: 'card', amount: roubles(100), reference: 'R' },
    };
    const gold = { ...paid.body, method: 'gold' };
    expect(await api.ask(path, { role: 'cashier', body: gold })).toMatchObject({
      ...{ status: 422, body: { errors: [{ pointer: '/method' }] } },
    });
    const first = await api.ask(path, { role: 'cashier', body: paid.body });
    const again = await api.ask(path, { role: 'cashier', body: paid.body });
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
    const other = { ...paid.body, amount: roubles(200) };
    expect(await api.ask(path, { role: 'cashier', body: other })).toMatchObject({
      ...{ status: 422, body: { refusal: 'reference_used' } },
    });
    expect((await api.orderNow({ id })).totals.paid).toEqual(roubles(100));
  });

  test('when an amendment is given with who asked and a note, then both are shown', async () => {
    const { id } = await api.anAgreedOrder();
    const made = await api.ask(`/v1/orders/${id}/amendments`, {
      version: 1,
      body: {
        changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
        ...{ by: 'customer', note: 'Просила ещё одно' },
      },
    });
    expect(made.body).toMatchObject({ by: 'customer', note: 'Просила ещё одно' });
  });

  test('when a party refused, then the title of its task names it, and goes on doing so when it has ended', async () => {
    const order = await api.anAgreedOrder();
    const carrier = instructionOf(order, 'own_couriers');
    await api.answer(carrier, { answer: 'refused', reason: 'other' }, 'courier');
    const path = `/v1/tasks?orderId=${order.id}&kind=party_refused`;
    const [open] = (await api.ask(path, { role: 'dispatcher' })).body.items;
    expect(open!.title).toContain(': ');
    const body = { outcome: 'replaced', data: { party: 'city-courier' } };
    await api.ask(`/v1/tasks/${open!.id}/outcome`, { role: 'dispatcher', body });
    const [ended] = (await api.ask(path, { role: 'dispatcher' })).body.items;
    expect(ended).toMatchObject({ state: 'done', title: open!.title });
  });

  test('when a party refused, then its instruction is shown as refused with the reason for good', async () => {
    const order = await api.anAgreedOrder();
    const pack = instructionOf(order, 'warehouse');
    const refusal = { answer: 'refused', reason: 'out_of_stock' };
    const shown = { state: 'refused', reason: 'out_of_stock' };
    expect(await api.answer(pack, refusal)).toMatchObject({ status: 200, body: shown });
    const read = await api.ask(`/v1/instructions/${pack.id}`, { role: 'warehouse' });
    expect(read.body).toMatchObject(shown);
    const path = `/v1/instructions?orderId=${order.id}&state=`;
    const sent = await api.ask(`${path}sent`, { role: 'warehouse' });
    expect(sent.body.items.map((one) => one.id)).not.toContain(pack.id);
    const refused = await api.ask(`${path}refused`, { role: 'warehouse' });
    expect(refused.body.items.map((one) => one.id)).toEqual([pack.id]);
    const { instructions } = await api.orderNow(order);
    expect(instructions.find((one) => one.id === pack.id)).toMatchObject(shown);
  });
});

test('when a browser sends a form that cannot be read, then a page says so; a program gets the problem', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = (accept: string) =>
    api.ask('/c/no-such-link', {
      ...{ bearer: null, method: 'POST', raw: 'answer=maybe' },
      headers: { ...form, accept },
    });
  const page = await sent('text/html,application/xhtml+xml');
  expect(page.status).toBe(422);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain('попробуйте ещё раз');
  const problem = await sent('application/json');
  expect(problem.headers.get('content-type')).toContain('application/problem+json');
});
