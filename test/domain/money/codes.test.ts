/**
 * Certificates and promo codes: what they take off, what is held, given back and spent (stories 44 and 45).
 */
import { discountOn } from '../../../domain/order/money/discount';
import { orderTotals, prepaymentOwed } from '../../../domain/order/money/totals';
import type { OrderRequest } from '../../../domain/order/place';
import type { CodeGiven } from '../../../domain/order/codes/memory-codes';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  moment,
  refusalOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (roubles: number): { amount: number; currency: string } => ({
  amount: roubles * 100,
  currency: 'RUB',
});
const gift = (code: string, roubles: number, more: Partial<CodeGiven> = {}): CodeGiven => ({
  ...{ kind: 'certificate', code, currency: 'RUB', limit: roubles * 100 },
  ...more,
});
const tenPercent = (more: Partial<CodeGiven> = {}): CodeGiven => ({
  ...{ kind: 'promo', code: 'TEN', limit: null },
  promo: { code: 'TEN', percent: 10, sum: null, skus: null },
  ...more,
});

const SHELVES = [{ place: 'warehouse-main', sku: 'DRESS', onHand: 50 }];

function aShop(codes: readonly CodeGiven[], given: Partial<ShopGiven> = {}): ShopInMemory {
  return aShopInMemory({ shelves: SHELVES, codes, ...given });
}

const lines = (...roubles: readonly number[]): Pick<OrderRequest, 'lines'> => ({
  lines: roubles.map((price) => aWantedLine({ price: rub(price) })),
});

/** Total, certificates and due in roubles. */
function sums(order: OrderInMemory): readonly number[] {
  const { total, certificates, due } = orderTotals(order.now());
  return [total, certificates, due].map((amount) => amount / 100);
}

function left(shop: ShopInMemory, code: string): number {
  const one = shop.market.state().stock.codes.codes.find((known) => known.code === code);
  const held = [...(one?.held.values() ?? [])].reduce((sum, amount) => sum + amount, 0);
  return ((one?.limit ?? 0) - held - (one?.spent ?? 0)) / 100;
}

const amends = (
  order: OrderInMemory,
  ...changes: readonly object[]
): ReturnType<OrderInMemory['hears']> => order.hears('amend', { changes });
const remove = (lineId: string): object => ({ type: 'remove_line', lineId });
const apply = (code: string): object => ({ type: 'apply_certificate', code });
const applyPromo = (code: string): object => ({ type: 'apply_promo_code', code });

test('when a promo code makes what is to be paid first cheaper, then just that is asked for first', async () => {
  const line = aWantedLine({ price: rub(1000), prepaidOnly: true });
  const order = await aShop([tenPercent()]).order({ lines: [line], promoCode: 'ten' });
  expect(prepaymentOwed(order.now())).toBe(90_000);
});

describe('story 44: a certificate of 3,000', () => {
  test('when the order costs 2,500 and 300 for delivery, then it pays all of it and 200 are left on it', async () => {
    const shop = aShop([gift('GIFT', 3000)]);
    const order = await shop.order({ ...lines(2500), certificates: ['gift'] });
    expect(sums(order)).toEqual([2800, 2800, 0]);
    expect(left(shop, 'GIFT')).toBe(200);
  });

  test('when the order costs 5,000 and 300, then 2,300 are to be collected', async () => {
    const shop = aShop([gift('GIFT', 3000)]);
    const order = await shop.order({ ...lines(5000), agreed: { channel: 'phone' } });
    await amends(order, apply('Gift'));
    expect(sums(order)).toEqual([5300, 3000, 2300]);
    const told = order.now().instructions.find((one) => one.kind === 'deliver');
    expect((told?.pending ?? told)?.content.collect).toBe(230_000);
  });
});

test('story 45: with promo code and certificate, what is removed comes back on the certificate only where less is due', async () => {
  const shop = aShop([gift('GIFT', 2000), tenPercent()]);
  const fields = { ...lines(2000, 2500, 1500), certificates: ['GIFT'], promoCode: 'ten' };
  const order = await shop.order(fields);
  expect(orderTotals(order.now())).toMatchObject({ goods: 600_000, discount: 60_000 });
  expect(sums(order)).toEqual([5700, 2000, 3700]);
  await amends(order, remove('line-1'));
  expect(orderTotals(order.now())).toMatchObject({ goods: 400_000, discount: 40_000 });
  expect(sums(order)).toEqual([3900, 2000, 1900]);
  expect(left(shop, 'GIFT')).toBe(0);
  await amends(order, remove('line-2'));
  expect(sums(order)).toEqual([1650, 1650, 0]);
  expect(left(shop, 'GIFT')).toBe(350);
  // And the order may have it back as long as nobody else took it.
  await amends(order, { type: 'set_quantity', lineId: 'line-3', quantity: 2 });
  expect(sums(order)).toEqual([3000, 2000, 1000]);
});

test.each<[string, number, number]>([
  ['when a tenth of 10.05 is 1.005, then half a unit is in the customer’s favour', 1005, 101],
  ['when it is less than half, then it is the customer’s', 1004, 100],
  ['when it is a third of a kopeck, then nothing is taken off', 3, 0],
])('%s', (_name, amount, discount) => {
  const promo = { code: 'TEN', percent: 10, sum: null, skus: null };
  expect(discountOn(promo, [{ sku: 'A', amount }])).toBe(discount);
});

test('when a percentage is over several lines, then it is rounded once, over all of them', () => {
  const promo = { code: 'TEN', percent: 10, sum: null, skus: null };
  const payable = [
    { sku: 'A', amount: 5 },
    { sku: 'B', amount: 5 },
  ];
  expect(discountOn(promo, payable)).toBe(1);
});

test('when a promo code is a sum for some goods, then never more than these cost is taken off', () => {
  const promo = { code: 'BELTS', percent: null, sum: 500, skus: ['BELT'] };
  const dress = { sku: 'DRESS', amount: 10_000 };
  expect(discountOn(promo, [dress, { sku: 'BELT', amount: 300 }])).toBe(300);
  expect(discountOn(promo, [dress, { sku: 'BELT', amount: 900 }])).toBe(500);
  expect(discountOn(promo, [dress])).toBe(0);
});

test('when two certificates pay, then the first named pays first and the last gives back first', async () => {
  const shop = aShop([gift('ONE', 1000), gift('TWO', 3000)]);
  const order = await shop.order(lines(2500, 1000));
  await amends(order, apply('ONE'), apply('TWO'));
  expect([left(shop, 'ONE'), left(shop, 'TWO')]).toEqual([0, 200]);
  await amends(order, remove('line-2'));
  expect([left(shop, 'ONE'), left(shop, 'TWO')]).toEqual([0, 1200]);
});

test('when the order is cancelled, then all of the certificate is free again and the promo code too', async () => {
  const shop = aShop([gift('GIFT', 2000), tenPercent({ limit: 1 })]);
  const order = await shop.order({ ...lines(1000), certificates: ['GIFT'], promoCode: 'TEN' });
  await order.hears('cancel', { reason: 'price' });
  expect(order.now().closed).not.toBeNull();
  expect(left(shop, 'GIFT')).toBe(2000);
  const again = await shop.order({ ...lines(1000), promoCode: 'TEN' });
  expect(orderTotals(again.now()).discount).toBe(10_000);
});

test('when the order is completed, then what paid for it is spent', async () => {
  const shop = aShop([gift('GIFT', 2000)]);
  const order = await shop.order({
    ...lines(1000),
    certificates: ['GIFT'],
    agreed: { channel: 'phone' },
  });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await order.until('2026-11-30 13:00');
  expect(order.now().closed).toMatchObject({ reason: 'completed' });
  expect(eventsOf(order, 'CertificateSpent')).toMatchObject([{ code: 'GIFT', amount: 130_000 }]);
  expect(left(shop, 'GIFT')).toBe(700);
});

test('when the certificate is taken out in transit, then the courier is told the sum it paid', async () => {
  const shop = aShop([gift('GIFT', 500)]);
  const order = await shop.order({
    ...lines(1000),
    certificates: ['GIFT'],
    agreed: { channel: 'phone' },
  });
  for (const number of [1, 2])
    await order.hears('answerInstruction', {
      instructionId: `ins_1_${String(number)}`,
      answer: 'accepted',
    });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await amends(order, { type: 'remove_certificate', code: 'gift' });
  const courier = order.now().instructions.find((one) => one.kind === 'deliver');
  expect(courier?.pending?.content.collect).toBe(130_000);
  expect(left(shop, 'GIFT')).toBe(0);
  const said = { instructionId: 'ins_1_2', to: 'revision', answer: 'accepted' };
  await order.hears('answerInstruction', said);
  expect(left(shop, 'GIFT')).toBe(500);
  expect(order.now().instructions.every((one) => one.pending === null)).toBe(true);
});

test('when a line is short, then the courier takes no more than the rest will cost with its discount', async () => {
  const shop = aShop([tenPercent()], {
    shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 1 }],
  });
  const order = await shop.order({
    ...lines(4000),
    promoCode: 'TEN',
    agreed: { channel: 'phone' },
  });
  await amends(order, {
    type: 'add_line',
    line: { sku: 'UNICORN', title: 'U', quantity: 1, price: rub(2000) },
  });
  const courier = order.now().instructions.find((one) => one.kind === 'deliver');
  expect((courier?.pending ?? courier)?.content.collect).toBe(390_000);
});

describe('refusals', () => {
  const codes = [
    gift('EMPTY', 0),
    gift('DOLLARS', 100, { currency: 'USD' }),
    gift('OLD', 100, { until: moment('2026-11-26 10:59') }),
    gift('GIFT', 100),
    tenPercent(),
    tenPercent({ code: 'SOON', from: moment('2026-11-27 00:00') }),
    tenPercent({ code: 'GONE', limit: 0 }),
  ];
  test.each<[string, object, string]>([
    ['a certificate nobody made', apply('NONE'), 'code_unknown'],
    ['a promo code as a certificate', apply('TEN'), 'code_unknown'],
    ['a certificate as a promo code', applyPromo('GIFT'), 'code_unknown'],
    ['an empty certificate', apply('EMPTY'), 'code_used'],
    ['a certificate in dollars', apply('DOLLARS'), 'other_currency'],
    ['a certificate whose time is over', apply('OLD'), 'code_expired'],
    ['a promo code that begins tomorrow', applyPromo('SOON'), 'code_not_yet_valid'],
    ['a promo code used up', applyPromo('GONE'), 'code_used'],
    ['a promo code the order has not', { type: 'remove_promo_code', code: 'TEN' }, 'code_unknown'],
    [
      'a certificate the order has not',
      { type: 'remove_certificate', code: 'GIFT' },
      'code_unknown',
    ],
  ])('when it is %s, then it is refused', async (_name, change, refusal) => {
    const order = await aShop(codes).order();
    const events = await amends(order, change);
    expect(refusalOf(events)).toBe(refusal);
    expect(events[0]).toMatchObject({ pointer: '/changes/0/code' });
  });

  test('when the same customer comes again with a code for one order of each, then it is used', async () => {
    const shop = aShop([tenPercent({ oncePerCustomer: true })]);
    await shop.order({ promoCode: 'TEN' });
    const again = await shop.order();
    expect(refusalOf(await amends(again, applyPromo('TEN')))).toBe('code_used');
    const other = await shop.order({
      contact: { ...again.now().wish.contact, personalId: 'prs_2' },
    });
    expect(refusalOf(await amends(other, applyPromo('TEN')))).toBeNull();
  });

  test('when the order has a promo code, then another one is refused, and takes its place in one change set', async () => {
    const eleven = tenPercent({
      code: 'ELEVEN',
      promo: { code: 'ELEVEN', percent: 11, sum: null, skus: null },
    });
    const order = await aShop([tenPercent(), eleven]).order({ promoCode: 'TEN' });
    expect(refusalOf(await amends(order, applyPromo('ELEVEN')))).toBe('one_promo_code');
    expect(refusalOf(await amends(order, applyPromo('TEN')))).toBe('no_change');
    const both = await amends(
      order,
      { type: 'remove_promo_code', code: 'TEN' },
      applyPromo('ELEVEN'),
    );
    expect(refusalOf(both)).toBeNull();
    expect(order.now().codes?.promos).toEqual(['ELEVEN']);
  });

  test('when two changes speak of one code, then they contradict each other', async () => {
    const order = await aShop([gift('GIFT', 100), tenPercent()]).order();
    const twice = await amends(order, apply('GIFT'), { type: 'remove_certificate', code: 'gift' });
    expect(refusalOf(twice)).toBe('contradictory_changes');
    expect(refusalOf(await amends(order, applyPromo('TEN'), applyPromo('ELEVEN')))).toBe(
      'contradictory_changes',
    );
  });
});

test('when a promo code is taken out and the change is taken back, then nobody else has it meanwhile', async () => {
  const shop = aShop([tenPercent({ limit: 1 })], { policy: { partlyRefused: 'ask' } });
  const order = await shop.order({
    ...lines(1000),
    promoCode: 'TEN',
    agreed: { channel: 'phone' },
  });
  for (const number of [1, 2])
    await order.hears('answerInstruction', {
      instructionId: `ins_1_${String(number)}`,
      answer: 'accepted',
    });
  await amends(order, { type: 'remove_promo_code', code: 'TEN' });
  const other = await shop.order();
  expect(refusalOf(await amends(other, applyPromo('TEN')))).toBe('code_used');
  const answer = { instructionId: 'ins_1_2', to: 'revision', answer: 'refused', reason: 'other' };
  await order.hears('answerInstruction', answer);
  await order.hears('decideAmendment', {
    amendmentId: order.now().amendment?.id,
    decision: 'revert',
  });
  expect(orderTotals(order.now()).discount).toBe(10_000);
});
