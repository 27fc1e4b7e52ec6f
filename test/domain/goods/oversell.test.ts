/**
 * The four ways in which the market leaders oversell, each beside a twin with the guard taken out.
 */
import { shareOut } from '../../../domain/stock/share-out';
import type { Shelf, Want } from '../../../domain/stock/share-out';
import { aShopInMemory, aWantedLine, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const shelf = (free: number): Shelf => ({ place: 'warehouse-main', sku: 'DRESS', free });
const want = (lineId: string, quantity: number): Want => ({ lineId, sku: 'DRESS', quantity });
const given = (shared: ReturnType<typeof shareOut>): number =>
  shared.flatMap((one) => one.held).reduce((sum, part) => sum + part.quantity, 0);
const held = (order: OrderInMemory, lineId: string): number =>
  (order.now().goods[lineId]?.held ?? []).reduce((sum, part) => sum + part.quantity, 0);

describe('two lines of one SKU', () => {
  test('given two in stock, when lines want 1 and 2, then two are reserved in line order and one is short', async () => {
    const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 2 }] });
    const lines = [aWantedLine({ quantity: 1 }), aWantedLine({ quantity: 2 })];
    const order = await shop.order({ lines });
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([1, 1]);
    expect(order.now().goods['line-2']?.short).toBe(1);
    expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 2, reserved: 2 });
  });

  test('twin: when each line is shared out by itself, then three of two are given away', () => {
    const lines = [want('line-1', 1), want('line-2', 2)];
    expect(given(shareOut(lines, [shelf(2)]))).toBe(2);
    const guardless = lines.flatMap((line) => shareOut([line], [shelf(2)]));
    expect(given(guardless)).toBe(3);
  });

  test('when one line lets a piece go, then the other line of the same order takes it', async () => {
    const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 2 }] });
    const lines = [aWantedLine({ quantity: 2 }), aWantedLine({ quantity: 1 })];
    const order = await shop.order({ lines });
    await order.hears('amend', {
      changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }],
    });
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([1, 1]);
    expect(order.now().goods['line-2']?.short).toBe(0);
  });
});

describe('the counter beside the reservations', () => {
  test('when orders reserve one after another, then the counter is the sum of what they hold', async () => {
    const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 5 }] });
    const orders: OrderInMemory[] = [];
    for (let n = 0; n < 4; n += 1) {
      orders.push(await shop.order({ lines: [aWantedLine({ quantity: 2 })] }));
    }
    const sum = orders.reduce((total, order) => total + held(order, 'line-1'), 0);
    expect(sum).toBe(5);
    expect(shop.market.state().stock.items[0]?.reserved).toBe(sum);
  });

  test('twin: when both look before either reserves, then more is reserved than there is', () => {
    const looked = [shelf(1), shelf(1)];
    const reserved = looked.map((one, n) => given(shareOut([want(`line-${String(n)}`, 1)], [one])));
    expect(reserved.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(1);
  });
});

test('when two orders want the last piece, then one has it, the other is short and its customer is told', async () => {
  const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 1 }] });
  const [first, second] = [await shop.order(), await shop.order()];
  expect([held(first, 'line-1'), held(second, 'line-1')]).toEqual([1, 0]);
  const told = eventsOf(second, 'MessageNoted').map((event) => event.purpose);
  expect(told).toEqual(['order_received', 'goods_short']);
});

test('when the holder of the last piece is cancelled, then the one who waited for it gets it', async () => {
  const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 1 }] });
  const [first, second] = [await shop.order(), await shop.order()];
  await first.hears('cancel', { reason: 'changed_mind' });
  expect(held(second, 'line-1')).toBe(1);
  expect(second.now().goods['line-1']?.short).toBe(0);
});

test('when goods are gone between the wish and the reservation, then the line is short and nothing goes below zero', async () => {
  const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 0 }] });
  const order = await shop.order();
  expect(order.now().goods['line-1']).toMatchObject({ held: [], short: 1 });
  expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 0, reserved: 0 });
  expect(given(shareOut([want('line-1', 1)], [shelf(-2)]))).toBe(0);
});
