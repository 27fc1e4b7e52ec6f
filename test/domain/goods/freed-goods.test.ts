/**
 * Goods that come free go to the oldest line that lacks them, and what it does not need to the next (R3).
 */
import { setAside } from '../../../domain/stock/set-aside';
import type { WaitingLine } from '../../../domain/stock/set-aside';
import { aShopInMemory, aWantedLine, eventsOf, refusalOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const held = (order: OrderInMemory, lineId = 'line-1'): number =>
  (order.now().goods[lineId]?.held ?? []).reduce((sum, part) => sum + part.quantity, 0);

const dresses = (quantity: number): object => ({ lines: [aWantedLine({ quantity })] });

const shopOf = (onHand: number): ShopInMemory =>
  aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand }] });

const line = (lifeId: string, quantity: number, since: string, lineId = 'line-1'): WaitingLine => ({
  lifeId,
  lineId,
  sku: 'DRESS',
  quantity,
  since: `2026-11-26T${since}:00.000Z`,
});

describe('who gets what', () => {
  const given = (waiting: readonly WaitingLine[], ...free: readonly number[]): readonly string[] =>
    setAside(
      waiting,
      free.map((pieces, n) => ({ place: `p${String(n)}`, sku: 'DRESS', free: pieces })),
    ).map((one) => `${one.lifeId} ${String(one.quantity)} of ${one.place}`);

  test.each<[string, readonly WaitingLine[], readonly number[], readonly string[]]>([
    ['the older first', [line('b', 1, '09:00'), line('a', 1, '10:00')], [1], ['b 1 of p0']],
    [
      'what the older does not need to the younger',
      [line('b', 2, '10:00'), line('a', 1, '09:00')],
      [2],
      ['a 1 of p0', 'b 1 of p0'],
    ],
    ['from several places', [line('a', 3, '09:00')], [1, 0, 5], ['a 1 of p0', 'a 2 of p2']],
    ['one instant: by order', [line('b', 1, '09:00'), line('a', 1, '09:00')], [1], ['a 1 of p0']],
    ['nothing of nothing', [line('a', 1, '09:00')], [0, -2], []],
  ])('%s', (_, waiting, free, expected) => {
    expect(given(waiting, ...free)).toEqual(expected);
  });
});

test('when an order is cancelled, then the oldest who waits has the goods, and the rest is the next one’s', async () => {
  const shop = shopOf(3);
  const holder = await shop.order(dresses(3));
  const first = await shop.order(dresses(1));
  const second = await shop.order(dresses(3));
  await holder.hears('cancel', { reason: 'changed_mind' });
  expect([held(first), held(second)]).toEqual([1, 2]);
  expect(second.now().goods['line-1']?.short).toBe(1);
});

test('when goods are put on the shelf, then who waits has them before whoever orders next', async () => {
  const shop = shopOf(0);
  const [waiting] = [await shop.order()];
  await shop.market.bring({ place: 'warehouse-main', sku: 'DRESS', quantity: 1 });
  const late = await shop.order();
  expect([held(waiting), held(late)]).toEqual([1, 0]);
  expect(eventsOf(waiting, 'GoodsSetAside')).toMatchObject([{ quantity: 1 }]);
});

describe('goods set aside and not heard of yet', () => {
  async function slow(): Promise<{
    shop: ShopInMemory;
    first: OrderInMemory;
    late: OrderInMemory;
  }> {
    const shop = aShopInMemory({
      shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 1 }],
      slowInbox: true,
    });
    const holder = await shop.order();
    const first = await shop.order();
    const second = await shop.order();
    await holder.hears('cancel', { reason: 'changed_mind' });
    expect([held(first), held(second)]).toEqual([0, 0]);
    return { shop, first, late: second };
  }

  test('when a third orders meanwhile, then the goods are not theirs', async () => {
    const { shop, first } = await slow();
    const third = await shop.order();
    expect(held(third)).toBe(0);
    await shop.market.readInbox();
    expect([held(first), held(third)]).toEqual([1, 0]);
  });

  test('when more comes free meanwhile, then it is the next one’s, not the first one’s twice', async () => {
    const { shop, first, late } = await slow();
    await shop.market.bring({ place: 'warehouse-main', sku: 'DRESS', quantity: 1 });
    await shop.market.readInbox();
    expect([held(first), held(late)]).toEqual([1, 1]);
  });

  test('when the order does not want them any more as it hears of them, then the next has them', async () => {
    const { shop, first, late } = await slow();
    await first.hears('cancel', { reason: 'bought_elsewhere' });
    await shop.market.readInbox();
    expect(first.now().closed?.reason).toBe('bought_elsewhere');
    expect([held(first), held(late)]).toEqual([0, 1]);
  });

  test('when nobody wants them any more, then they are free for anybody', async () => {
    const { shop, first, late } = await slow();
    await late.hears('cancel', { reason: 'changed_mind' });
    await first.hears('cancel', { reason: 'changed_mind' });
    await shop.market.readInbox();
    expect(shop.market.state().stock.items).toMatchObject([{ onHand: 1, reserved: 0 }]);
    expect(held(await shop.order())).toBe(1);
  });
});

test('when a line of the same order waits longer than another order, then it has what the order lets go', async () => {
  const shop = shopOf(2);
  const lines = [aWantedLine({ quantity: 2 }), aWantedLine({ quantity: 1 })];
  const first = await shop.order({ lines });
  shop.market.passTo('2026-11-26T09:00:00.000Z');
  const second = await shop.order();
  await first.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }],
  });
  expect([held(first, 'line-2'), held(second)]).toEqual([1, 0]);
});

test('when another order waits longer than the line of the same order, then the other has it', async () => {
  const shop = shopOf(2);
  const first = await shop.order(dresses(2));
  const second = await shop.order();
  shop.market.passTo('2026-11-26T09:00:00.000Z');
  const added = { sku: 'DRESS', title: 'D', quantity: 1, price: { amount: 1, currency: 'RUB' } };
  await first.hears('amend', { changes: [{ type: 'add_line', line: added }] });
  const less = { type: 'set_quantity', lineId: 'line-1', quantity: 1 };
  expect(refusalOf(await first.hears('amend', { changes: [less] }))).toBeNull();
  expect([held(first, 'line-2'), held(second)]).toEqual([0, 1]);
});
