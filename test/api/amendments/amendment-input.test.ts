/**
 * Change sets that nobody should send: empty, contradictory, far too long, about lines that are not there, in other
 * currencies, with sums no computer counts exactly. Each is told what is wrong with it, and nothing is done.
 */
import { anOrder } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Reply } from '../open-api';

let api: Api;
let path: string;
beforeAll(async () => {
  api = await openApi();
  const placed = await api.ask('/v1/orders', { body: anOrder(null) });
  path = `/v1/orders/${placed.body.id}/amendments`;
});
afterAll(() => api.close());

const rub = (amount: number, currency = 'RUB'): object => ({ amount, currency });
const belt = (more: object = {}): object => ({
  ...{ sku: 'BELT-BLACK', title: 'Ремень', quantity: 1, price: rub(70_000) },
  ...more,
});
const amends = (changes: unknown, role: 'manager' | 'senior_manager' = 'manager'): Promise<Reply> =>
  api.ask(path, { version: 1, role, body: { changes } });
const remove = (lineId = 'line-1'): object => ({ type: 'remove_line', lineId });
const set = (quantity: unknown, lineId = 'line-1'): object => ({
  type: 'set_quantity',
  lineId,
  quantity,
});

test.each<[string, unknown, string]>([
  ['nothing', [], '/changes'],
  ['no list', {}, '/changes'],
  ['501 changes', Array.from({ length: 501 }, () => remove()), '/changes'],
  ['a change of no known type', [{ type: 'paint_it_black' }], '/changes/0/type'],
  ['a quantity of nothing', [set(0)], '/changes/0/quantity'],
  ['half a piece', [set(1.5)], '/changes/0/quantity'],
  ['more pieces than any shop has', [set(10_001)], '/changes/0/quantity'],
  ['a quantity as text', [set('2')], '/changes/0/quantity'],
  ['an unknown field', [{ ...remove(), why: 'x' }], '/changes/0'],
  [
    'a price below nothing',
    [{ type: 'add_line', line: belt({ price: rub(-1) }) }],
    '/changes/0/line/price/amount',
  ],
  [
    'a price no computer counts',
    [{ type: 'add_line', line: belt({ price: rub(2 ** 60) }) }],
    '/changes/0/line/price/amount',
  ],
  ['an empty code', [{ type: 'apply_promo_code', code: '' }], '/changes/0/code'],
])('when the changes are %s, then 422 names the place', async (_name, changes, pointer) => {
  const asked = await amends(changes);
  expect(asked.status).toBe(422);
  expect(asked.body.errors[0]?.pointer.startsWith(pointer)).toBe(true);
});

test.each<[string, readonly object[], string, string]>([
  ['remove and set one line', [remove(), set(2)], 'contradictory_changes', '/changes/1'],
  ['set one line twice', [set(2), set(3)], 'contradictory_changes', '/changes/1'],
  ['a line that is not there', [set(2, 'line-9')], 'unknown_line', '/changes/0/lineId'],
  [
    'another currency',
    [{ type: 'add_line', line: belt({ price: rub(1, 'EUR') }) }],
    'other_currency',
    '/changes/0/line/price/currency',
  ],
  [
    'another currency of the delivery',
    [{ type: 'change_delivery', delivery: { price: rub(1, 'EUR') } }],
    'other_currency',
    '/changes/0/delivery/price/currency',
  ],
  [
    'a code nobody made',
    [{ type: 'apply_certificate', code: 'NONE' }],
    'code_unknown',
    '/changes/0/code',
  ],
  [
    'sums beyond what is counted exactly',
    Array.from({ length: 500 }, () => ({
      type: 'add_line',
      line: belt({ quantity: 10_000, price: rub(1_000_000_000_000) }),
    })),
    'sum_too_large',
    '/changes',
  ],
])(
  'when the changes are %s, then the refusal names the place, and the preview says the same',
  async (_name, changes, refusal, pointer) => {
    const asked = await amends(changes);
    expect(asked.status).toBe(422);
    expect(asked.body).toMatchObject({ refusal, errors: [{ pointer }] });
    const previewed = await api.ask(`${path}/preview`, { body: { changes } });
    expect(previewed.status).toBe(200);
    expect(previewed.body.refusals).toMatchObject([{ refusal, pointer }]);
  },
);

test('when five hundred changes are lawful, then they are one amendment', async () => {
  const placed = await api.ask('/v1/orders', { body: anOrder(null) });
  const changes = Array.from({ length: 500 }, () => ({ type: 'add_line', line: belt() }));
  const made = await api.ask(`/v1/orders/${placed.body.id}/amendments`, {
    version: 1,
    body: { changes },
  });
  expect(made.status).toBe(202);
  expect((await api.ask(`/v1/orders/${placed.body.id}`)).body.lines).toHaveLength(501);
});

test('when an order itself costs more than is counted exactly, then it is refused', async () => {
  const line = belt({ quantity: 10_000, price: rub(1_000_000_000_000) });
  const placed = await api.ask('/v1/orders', { body: anOrder(null, { lines: [line] }) });
  expect(placed.status).toBe(422);
  expect(placed.body).toMatchObject({ refusal: 'sum_too_large', errors: [{ pointer: '/lines' }] });
});

test('when all this was refused, then the order is as it was', async () => {
  const order = await api.ask(path.replace('/amendments', ''));
  expect(order.body.version).toBe(1);
  expect((await api.ask(path)).body.items).toEqual([]);
});
