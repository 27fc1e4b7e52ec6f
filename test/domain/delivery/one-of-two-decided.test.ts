/**
 * What else is decided about one of two parcels while the other is in any state: tried too often, there after all,
 * sent anew. None of it ends, delivers or stops the other.
 */
import { moment } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import {
  allAgree,
  decides,
  otherIs,
  report,
  STILL_COMING,
  twoParcels,
} from '../../support/two-parcels';

const stateOf = (order: OrderInMemory, number: number): string | undefined =>
  order.now().parcels[number - 1]?.state;

describe('the third attempt for one of them fails', () => {
  async function thrice(state: string): Promise<OrderInMemory> {
    const { order } = await twoParcels('cash');
    await otherIs(order, state);
    for (const word of [
      'in_transit',
      'attempt_failed',
      'in_transit',
      'attempt_failed',
      'in_transit',
    ]) {
      await report(order, 1, word);
    }
    await report(order, 1, 'attempt_failed');
    return order;
  }

  test.each([...STILL_COMING, 'delivered'])(
    'while the other is %s, then a person has it taken back and nothing else',
    async (state) => {
      const order = await thrice(state);
      expect(order.now()).toMatchObject({ closing: null, check: { failed: 3 } });
      const window = { from: moment('2026-11-28 10:00'), to: moment('2026-11-28 14:00') };
      expect(await decides(order, 'new_date', { window })).toMatchObject([
        { missing: ['take_back'] },
      ]);
      await decides(order, 'take_back');
      expect(order.now()).toMatchObject({ closing: null, tasks: [], check: { failed: 0 } });
      expect(stateOf(order, 2)).toBe(state);
    },
  );

  test('while the other has come back, then the order ends by itself', async () => {
    const order = await thrice('returned');
    expect(order.now().closing?.reason).toBe('undeliverable');
  });
});

describe('the customer has it after all', () => {
  test.each(STILL_COMING)(
    'while the other is %s, then that one is still to come',
    async (state) => {
      const { order } = await twoParcels('cash');
      await otherIs(order, state);
      await report(order, 1, 'handed_over');
      await report(order, 1, 'attempt_failed');
      await decides(order, 'delivered_after_all');
      expect(order.now()).toMatchObject({ deliveredAt: null, tasks: [] });
      expect([stateOf(order, 1), stateOf(order, 2)]).toEqual(['delivered', state]);
      await report(order, 2, 'delivered');
      expect(order.now().deliveredAt).not.toBeNull();
    },
  );

  test('when nothing had been heard of either by the day after, then both are there', async () => {
    const { order } = await twoParcels('cash');
    await order.until('2026-11-28 14:00');
    await decides(order, 'delivered_after_all');
    expect(order.now().parcels.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });
});

test.each([...STILL_COMING, 'attempt_failed', 'delivered', 'returned', 'partly_delivered'])(
  'when the lost one is sent anew while the other is %s, then nothing of the other changes and the order goes on',
  async (state) => {
    const { shop, order } = await twoParcels('cash');
    await shop.market.bring({ place: 'warehouse-main', sku: 'DRESS', quantity: 1 });
    await otherIs(order, state);
    await report(order, 1, 'handed_over');
    await report(order, 1, 'lost');
    const window = { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') };
    await decides(order, 'new_date', { window });
    expect(order.now()).toMatchObject({ closing: null, deliveredAt: null, tasks: [] });
    expect(stateOf(order, 2)).toBe(state);
    await allAgree(order);
    expect(order.now().parcels[2]).toMatchObject({ lines: [{ lineId: 'line-1', quantity: 1 }] });
    await report(order, 3, 'delivered');
    if (order.now().deliveredAt === null) await report(order, 2, 'delivered');
    expect(order.now().deliveredAt).not.toBeNull();
  },
);
