/**
 * What typed changes make of a wish, what is refused and where it points to, and taking them back.
 */
import { applyChanges } from '../../../domain/order/amendment/apply-changes';
import type { Change } from '../../../domain/order/commands/shape-schemas';
import type { Wish } from '../../../domain/order/wish';
import { aShopInMemory, aWantedLine, CONTACT, refusalOf } from '../../support/an-order-in-memory';

const rub = (amount: number, currency = 'RUB'): { amount: number; currency: string } => ({
  amount,
  currency,
});
const LINE = { sku: 'BELT', title: 'Belt', attributes: {}, quantity: 1, price: rub(40_000) };
const DELIVERY = {
  method: 'courier',
  addressId: 'adr_1',
  pickupPointId: null,
  window: null,
} as const;

const line = (number: number, quantity: number): Wish['lines'][number] => ({
  id: `line-${String(number)}`,
  sku: 'DRESS',
  title: 'Dress',
  attributes: {},
  quantity,
  price: 260_000,
  prepaidOnly: false,
  removed: false,
});

const WISH: Wish = {
  version: 3,
  currency: 'RUB',
  lines: [line(1, 2), line(2, 1), { ...line(3, 1), removed: true }],
  delivery: { ...DELIVERY, price: 30_000 },
  payment: 'cash',
  contact: CONTACT,
};

const set = (lineId: string, quantity: number): Change => ({
  type: 'set_quantity',
  lineId,
  quantity,
});
const remove = (lineId: string): Change => ({ type: 'remove_line', lineId });

test.each<[string, Change, (wish: Wish) => unknown, unknown]>([
  [
    'add_line',
    { type: 'add_line', line: LINE },
    (w) => w.lines[3],
    { id: 'line-4', sku: 'BELT', price: 40_000 },
  ],
  ['remove_line', remove('line-1'), (w) => w.lines[0], { id: 'line-1', removed: true }],
  ['set_quantity', set('line-1', 5), (w) => w.lines[0], { quantity: 5 }],
  [
    'set_price',
    { type: 'set_price', lineId: 'line-2', price: rub(1) },
    (w) => w.lines[1],
    { price: 1 },
  ],
  [
    'substitute_line',
    { type: 'substitute_line', lineId: 'line-1', line: LINE },
    (w) => [w.lines[0]?.removed, w.lines[3]?.sku],
    [true, 'BELT'],
  ],
  [
    'change_payment',
    { type: 'change_payment', method: 'prepaid' },
    (w) => w,
    { payment: 'prepaid' },
  ],
  [
    'change_delivery',
    { type: 'change_delivery', delivery: { ...DELIVERY, addressId: 'adr_2', price: rub(0) } },
    (w) => w.delivery,
    { addressId: 'adr_2', price: 0 },
  ],
  [
    'change_contact',
    { type: 'change_contact', contact: { personalId: 'prs_9', hasPhone: true, hasEmail: false } },
    (w) => w.contact,
    { personalId: 'prs_9', channel: 'sms', hasEmail: false },
  ],
])('%s makes its change and one version more', (_, change, look, expected) => {
  const changed = applyChanges(WISH, [change]);
  if ('refusal' in changed) throw new Error(changed.refusal);
  expect(changed.version).toBe(4);
  expect(look(changed)).toMatchObject(expected as object);
});

test.each<[string, readonly Change[], string, string]>([
  ['a line nobody knows', [set('line-9', 1)], 'unknown_line', '/changes/0/lineId'],
  [
    'a line that was removed',
    [set('line-1', 1), set('line-3', 1)],
    'unknown_line',
    '/changes/1/lineId',
  ],
  ['the same values', [set('line-1', 2)], 'no_change', '/changes'],
  [
    'one quantity twice',
    [set('line-1', 1), set('line-1', 3)],
    'contradictory_changes',
    '/changes/1',
  ],
  [
    'a quantity for what is removed',
    [remove('line-1'), set('line-1', 3)],
    'contradictory_changes',
    '/changes/1',
  ],
  [
    'removing what was just changed',
    [set('line-1', 3), remove('line-1')],
    'contradictory_changes',
    '/changes/1',
  ],
  [
    'two ways to pay',
    [
      { type: 'change_payment', method: 'prepaid' },
      { type: 'change_payment', method: 'cod_post' },
    ],
    'contradictory_changes',
    '/changes/1',
  ],
  [
    'a line in another currency',
    [{ type: 'add_line', line: { ...LINE, price: rub(1, 'EUR') } }],
    'other_currency',
    '/changes/0/line/price/currency',
  ],
  [
    'a price in another currency',
    [{ type: 'set_price', lineId: 'line-1', price: rub(1, 'EUR') }],
    'other_currency',
    '/changes/0/price/currency',
  ],
  [
    'delivery in another currency',
    [{ type: 'change_delivery', delivery: { ...DELIVERY, price: rub(1, 'EUR') } }],
    'other_currency',
    '/changes/0/delivery/price/currency',
  ],
  [
    'a courier without an address',
    [{ type: 'change_delivery', delivery: { ...DELIVERY, addressId: null, price: rub(1) } }],
    'malformed',
    '/changes/0/delivery/address',
  ],
  [
    'a pickup without a point',
    [{ type: 'change_delivery', delivery: { ...DELIVERY, method: 'pickup', price: rub(1) } }],
    'malformed',
    '/changes/0/delivery/pickupPointId',
  ],
  [
    'a code nobody knows',
    [{ type: 'apply_promo_code', code: 'X' }],
    'code_unknown',
    '/changes/0/code',
  ],
])('%s is refused and pointed to', (_, changes, refusal, pointer) => {
  expect(applyChanges(WISH, changes)).toEqual({ refusal, pointer });
});

test('quantity and price of one line may change together', () => {
  const changed = applyChanges(WISH, [
    set('line-1', 5),
    { type: 'set_price', lineId: 'line-1', price: rub(9) },
  ]);
  expect(changed).toMatchObject({ lines: [{ quantity: 5, price: 9 }, {}, {}] });
});

test('when an amendment is taken back, then lines added by it stay as removed and their goods are freed', async () => {
  const shop = aShopInMemory({ policy: { partlyRefused: 'revert' } });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  const say = (number: number, said: object): Promise<unknown> =>
    order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
  await say(1, { answer: 'accepted' });
  await say(2, { answer: 'accepted' });
  await order.hears('amend', { changes: [{ type: 'add_line', line: LINE }] });
  await say(1, { to: 'revision', answer: 'accepted' });
  await say(2, { to: 'revision', answer: 'refused', reason: 'already_handed_over' });
  expect(order.now().wish.lines.map((one) => one.removed)).toEqual([false, true]);
  await say(1, { to: 'revision', answer: 'accepted' });
  expect(shop.market.state().stock.items.map((item) => item.reserved)).toEqual([1, 0]);
});

test('when pieces have left before the change was heard of, then it is partly refused, and taking it back keeps them', async () => {
  const order = await aShopInMemory().order({
    lines: [aWantedLine({ quantity: 3 })],
    agreed: { channel: 'phone' },
  });
  await order.hears('amend', { changes: [set('line-1', 1)] });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'in_transit' });
  await order.hears('answerInstruction', {
    instructionId: 'ins_1_1',
    to: 'revision',
    answer: 'accepted',
  });
  const courier = { instructionId: 'ins_1_2', to: 'revision', answer: 'accepted' };
  await order.hears('answerInstruction', courier);
  // Asked once more since the parcel left: what of it is not to be given away.
  await order.hears('answerInstruction', courier);
  expect(order.now().amendment?.state).toBe('partly_refused');
  const amendmentId = order.now().amendment?.id;
  await order.hears('decideAmendment', { amendmentId, decision: 'revert' });
  expect(order.now().wish.lines[0]?.quantity).toBe(3);
});

test('when only the address changes after the day has passed, then that is not too late', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.until('2026-11-28 10:00');
  const { price, ...delivery } = order.now().wish.delivery;
  const moved = { ...delivery, addressId: 'adr_7', price: rub(price) };
  const heard = await order.hears('amend', {
    changes: [{ type: 'change_delivery', delivery: moved }],
  });
  expect(refusalOf(heard)).toBeNull();
});

describe('when an order has had a thousand lines', () => {
  const removed = Array.from({ length: 998 }, (_none, index) => ({
    ...line(index + 3, 1),
    removed: true,
  }));
  const full: Wish = { ...WISH, lines: [line(1, 2), line(2, 1), ...removed] };
  const add: Change = { type: 'add_line', line: LINE };
  const substitute: Change = { type: 'substitute_line', lineId: 'line-2', line: LINE };

  test.each<[string, readonly Change[], string]>([
    ['another one', [add], '/changes/0'],
    ['one in place of another', [substitute], '/changes/0'],
    ['one after a lawful change', [set('line-1', 5), add], '/changes/1'],
  ])('then %s is refused and the change is named', (_name, changes, pointer) => {
    expect(applyChanges(full, changes)).toEqual({ refusal: 'too_many_lines', pointer });
  });

  test('then all else of it can be changed, and one line before that there is room for one', () => {
    const other = { ...full, version: 4, lines: [line(1, 5), ...full.lines.slice(1)] };
    expect(applyChanges(full, [set('line-1', 5)])).toEqual(other);
    const almost = { ...full, lines: full.lines.slice(0, -1) };
    expect(applyChanges(almost, [substitute])).toMatchObject({ version: 4 });
    expect(applyChanges(almost, [substitute, add])).toEqual({
      refusal: 'too_many_lines',
      pointer: '/changes/1',
    });
  });
});
