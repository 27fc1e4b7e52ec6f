/**
 * While parties answer a change, what it gives back on a certificate is kept for the order: another order could have
 * it by the time a party refuses.
 */
import type { CodeGiven } from '../../../domain/order/codes/memory-codes';
import { orderTotals } from '../../../domain/order/money/totals';
import type { OrderRequest } from '../../../domain/order/place';
import { aShopInMemory, aWantedLine, refusalOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const GIFT: CodeGiven = { kind: 'certificate', code: 'GIFT', currency: 'RUB', limit: 300_000 };
const SHELVES = [{ place: 'warehouse-main', sku: 'DRESS', onHand: 50 }];

const lines = (...roubles: readonly number[]): Pick<OrderRequest, 'lines'> => ({
  lines: roubles.map((price) => aWantedLine({ price: { amount: price * 100, currency: 'RUB' } })),
});

/** Total, certificates and due in roubles. */
function sums(order: OrderInMemory): readonly number[] {
  const { total, certificates, due } = orderTotals(order.now());
  return [total, certificates, due].map((amount) => amount / 100);
}

/** What is free of the certificate, in roubles. */
function left(shop: ShopInMemory): number {
  const gift = shop.market.state().stock.codes.codes.find(({ code }) => code === 'GIFT');
  const held = [...(gift?.held.values() ?? [])].reduce((sum, amount) => sum + amount, 0);
  return ((gift?.limit ?? 0) - held - (gift?.spent ?? 0)) / 100;
}

const amends = (
  order: OrderInMemory,
  ...changes: readonly object[]
): ReturnType<OrderInMemory['hears']> => order.hears('amend', { changes });
const remove = (lineId: string): object => ({ type: 'remove_line', lineId });

/** Dresses at 2,500 and 1,000 with delivery at 300, told to packer and courier, who have said yes. */
async function toldOrder(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const policy = { partlyRefused: 'ask' } as const;
  const shop = aShopInMemory({ shelves: SHELVES, codes: [GIFT], policy });
  const certified = { ...lines(2500, 1000), certificates: ['GIFT'] };
  const order = await shop.order({ ...certified, agreed: { channel: 'phone' } });
  await says(order, 1, { answer: 'accepted' });
  await says(order, 2, { answer: 'accepted' });
  return { shop, order };
}
const says = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const yes = { to: 'revision', answer: 'accepted' };
const no = { to: 'revision', answer: 'refused', reason: 'already_packed' };
const takeOut = { type: 'remove_certificate', code: 'GIFT' };

test('when it was taken out and goes back, then the order is as dear as before and nobody else had it', async () => {
  const { shop, order } = await toldOrder();
  expect(sums(order)).toEqual([3800, 3000, 800]);
  await amends(order, takeOut, remove('line-2'));
  expect(sums(order)).toEqual([2800, 0, 2800]);
  const other = await shop.order(lines(5000));
  expect(refusalOf(await amends(other, { type: 'apply_certificate', code: 'GIFT' }))).toBe(
    'code_used',
  );
  await says(order, 1, no);
  await says(order, 2, yes);
  const amendmentId = order.now().amendment?.id;
  await order.hears('decideAmendment', { amendmentId, decision: 'revert' });
  expect(sums(order)).toEqual([3800, 3000, 800]);
});

test('when all have agreed that it is taken out, then it is free', async () => {
  const { shop, order } = await toldOrder();
  await amends(order, takeOut, remove('line-2'));
  await says(order, 1, yes);
  expect(left(shop)).toBe(0);
  await says(order, 2, yes);
  expect(left(shop)).toBe(3000);
  expect(sums(order)).toEqual([2800, 0, 2800]);
});

test('when the order comes to cost less than it, then the rest is kept, pays nothing and is nobody’s debt', async () => {
  const { shop, order } = await toldOrder();
  await amends(order, remove('line-1'));
  expect(sums(order)).toEqual([1300, 1300, 0]);
  expect(orderTotals(order.now()).overpaid).toBe(0);
  expect(left(shop)).toBe(0);
  await says(order, 1, yes);
  await says(order, 2, yes);
  expect(left(shop)).toBe(1700);
  expect(order.types()).not.toContain('RefundAsked');
});

test('when the order is cancelled meanwhile, then it is free as soon as the order is over', async () => {
  const { shop, order } = await toldOrder();
  await amends(order, takeOut);
  await order.hears('cancel', { reason: 'price' });
  await says(order, 1, { to: 'call_off', answer: 'accepted' });
  await says(order, 2, { to: 'call_off', answer: 'accepted' });
  expect(order.now().closed).not.toBeNull();
  expect(left(shop)).toBe(3000);
});
