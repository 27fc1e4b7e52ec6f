/**
 * A promo code for a group of goods, as products name theirs: it takes off the goods of the group and no others.
 */
import { previewAmendment } from '../../../domain/order/amendment/preview';
import type { CodeGiven } from '../../../domain/order/codes/memory-codes';
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine, forSaleIn } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const rub = (roubles: number): { amount: number; currency: string } => ({
  amount: roubles * 100,
  currency: 'RUB',
});
const tenOff = (skus: readonly string[] | null, groups: readonly string[]): CodeGiven => ({
  ...{ kind: 'promo', code: 'CLOTHES', limit: null },
  promo: { code: 'CLOTHES', percent: 10, sum: null, skus, groups },
});
const groups = { DRESS: 'clothes', BELT: 'clothes', VASE: 'home' };
const discountOf = (order: OrderInMemory): number => orderTotals(order.now()).discount / 100;
const add = (sku: string, roubles: number): object => ({
  type: 'add_line',
  line: { sku, title: sku, quantity: 1, price: rub(roubles) },
});
const amends = (order: OrderInMemory, ...changes: readonly object[]): Promise<unknown> =>
  order.hears('amend', { changes });
const dress = { lines: [aWantedLine({ price: rub(2000), group: 'clothes' })] };

test('when goods of the group and others are ordered, then it takes off the group’s alone', async () => {
  const shop = aShopInMemory({ codes: [tenOff(null, ['clothes'])], groups });
  const order = await shop.order({ ...dress, promoCode: 'clothes' });
  expect(discountOf(order)).toBe(200);
  await amends(order, add('VASE', 1000), add('UNKNOWN', 500));
  expect(discountOf(order)).toBe(200);
  await amends(order, add('BELT', 400));
  expect(discountOf(order)).toBe(240);
  expect(order.now().wish.lines.map(({ group }) => group)).toEqual([
    ...['clothes', 'home', undefined, 'clothes'],
  ]);
});

test('when it is for some goods by name as well, then for both', async () => {
  const shop = aShopInMemory({ codes: [tenOff(['VASE'], ['clothes'])], groups });
  const order = await shop.order({ ...dress, promoCode: 'clothes' });
  await amends(order, add('VASE', 1000), add('UNKNOWN', 500));
  expect(discountOf(order)).toBe(300);
});

test('when a line is previewed, then its group is known before anything is done', async () => {
  const shop = aShopInMemory({ codes: [tenOff(null, ['clothes'])], groups });
  const order = await shop.order({ ...dress, promoCode: 'clothes' });
  const { terms, now: at } = shop.market.state();
  const changes = [add('BELT', 400)] as Parameters<typeof previewAmendment>[2]['changes'];
  const forSale = forSaleIn(shop, { groups });
  const { totals } = previewAmendment(order.now(), terms, { changes, at, forSale });
  expect(totals.after.discount).toBe(24_000);
});
