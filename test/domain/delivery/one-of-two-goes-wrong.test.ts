/**
 * One of two parcels is taken back while the other is in any state: nothing of the other is ended or called back,
 * and the order ends by what came.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { eventsOf, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import {
  allAgree,
  decides,
  DELIVERY,
  DRESS,
  otherIs,
  pays,
  report,
  STILL_COMING,
  twoParcels,
} from '../../support/two-parcels';
import type { TwoParcels } from '../../support/two-parcels';

const tasks = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);
const stateOf = (order: OrderInMemory, number: number): string | undefined =>
  order.now().parcels[number - 1]?.state;

describe('the lost one is taken back', () => {
  async function lost(state: string, payment: 'cash' | 'prepaid' = 'cash'): Promise<TwoParcels> {
    const given = await twoParcels(payment);
    await otherIs(given.order, state);
    await report(given.order, 1, 'handed_over');
    await report(given.order, 1, 'lost');
    await decides(given.order, 'take_back');
    return given;
  }

  test.each(STILL_COMING)(
    'while the other is %s, then it is written off and paid by nobody, the other comes, and the order completes',
    async (state) => {
      const { shop, order } = await lost(state);
      expect(order.now()).toMatchObject({ closing: null, tasks: [] });
      expect(stateOf(order, 2)).toBe(state);
      expect(eventsOf(order, 'GoodsLost')).toMatchObject([{ parcelId: 'par_1_1', quantity: 1 }]);
      expect(orderTotals(order.now())).toMatchObject({ due: DRESS + DELIVERY });
      await allAgree(order);
      const carrier = order.now().instructions.find(({ kind }) => kind === 'deliver');
      expect(carrier?.content.collect).toBe(DRESS + DELIVERY);
      await report(order, 2, 'delivered');
      await pays(order, DRESS + DELIVERY);
      await order.until('2026-11-30 12:00');
      expect(order.now().closed?.reason).toBe('completed');
      expect(shop.market.state().stock.items).toMatchObject([{ onHand: 0 }, { onHand: 0 }]);
    },
  );

  test('while the other is on its way and all is paid, then its price goes back and the order still completes', async () => {
    const { order } = await lost('in_transit', 'prepaid');
    expect(order.now().closing).toBeNull();
    const taskId = taskOf(order, 'approve_refund');
    await order.hears('closeTask', { taskId, outcome: 'approved', actor: 'finance:1' });
    expect(order.now().money.refunded).toBe(DRESS);
    await report(order, 2, 'delivered');
    await order.until('2026-11-30 12:00');
    expect(order.now().closed?.reason).toBe('completed');
  });

  test.each(['attempt_failed', 'lost', 'returned', 'partly_delivered', 'returning'])(
    'while the other is %s, then nothing comes any more and the order ends',
    async (state) => {
      const { order } = await lost(state);
      expect(order.now().closing?.reason).toBe('undeliverable');
      expect(orderTotals(order.now())).toMatchObject({ due: 0 });
    },
  );

  test('and the other comes back later, then the order ends as undeliverable', async () => {
    const { order } = await lost('in_transit');
    await report(order, 2, 'returned');
    expect(order.now().closed?.reason).toBe('undeliverable');
  });

  test('and the other is never packed and wanted no more, then the order ends', async () => {
    const { order } = await lost('announced');
    await order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-2' }] });
    await allAgree(order);
    expect(order.now().closed?.reason).toBe('undeliverable');
  });

  test('and the other is lost as well, then that is decided anew, and the order ends', async () => {
    const { order } = await lost('in_transit');
    await report(order, 2, 'lost');
    await decides(order, 'take_back');
    expect(order.now().closed?.reason).toBe('undeliverable');
  });

  test('after it was tried in vain, then nobody is asked once more', async () => {
    const { order } = await twoParcels('cash');
    await otherIs(order, 'in_transit');
    await report(order, 1, 'handed_over');
    await report(order, 1, 'attempt_failed');
    await report(order, 1, 'lost');
    await decides(order, 'take_back');
    expect(order.now()).toMatchObject({ closing: null, tasks: [] });
  });
});

describe('the one not delivered is taken back', () => {
  async function failed(state: string, payment: 'cash' | 'prepaid' = 'cash'): Promise<TwoParcels> {
    const given = await twoParcels(payment);
    await otherIs(given.order, state);
    await report(given.order, 1, 'handed_over');
    await report(given.order, 1, 'attempt_failed');
    await decides(given.order, 'take_back');
    return given;
  }

  test.each(STILL_COMING)(
    'while the other is %s, then it alone is called back, the other comes, and the order completes',
    async (state) => {
      const { shop, order } = await failed(state);
      expect(order.now()).toMatchObject({ closing: null, tasks: [] });
      expect([stateOf(order, 1), stateOf(order, 2)]).toEqual(['returning', state]);
      await allAgree(order);
      const carrier = order.now().instructions.find(({ kind }) => kind === 'deliver');
      expect(carrier).toMatchObject({ state: 'accepted' });
      expect(carrier?.content).toMatchObject({
        lines: [{ lineId: 'line-2', quantity: 1 }],
        collect: DRESS + DELIVERY,
      });
      await report(order, 2, 'delivered');
      expect(order.now().deliveredAt).not.toBeNull();
      await pays(order, DRESS + DELIVERY);
      await order.until('2026-11-30 11:59');
      expect(order.now().closed).toBeNull();
      await report(order, 1, 'returned');
      await order.until('2026-11-30 12:00');
      expect(order.now().closed?.reason).toBe('completed');
      expect(orderTotals(order.now())).toMatchObject({ total: DRESS + DELIVERY, due: 0 });
      expect(shop.market.state().stock.items).toMatchObject([{ onHand: 1 }, { onHand: 0 }]);
    },
  );

  test('when it never comes back, then somebody is asked for it after all else is over', async () => {
    const { order } = await failed('delivered');
    expect(order.now().closing).toBeNull();
    await pays(order, DRESS + DELIVERY);
    await order.until('2026-12-02 12:00');
    expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'still_out' }]);
    await report(order, 1, 'lost');
    expect(order.now().closed?.reason).toBe('completed');
  });

  test('when all is paid, then its price goes back once it is there again', async () => {
    const { order } = await failed('delivered', 'prepaid');
    expect(tasks(order)).toEqual([]);
    await report(order, 1, 'returned');
    expect(tasks(order)).toEqual(['approve_refund']);
    expect(order.now().money.refundAsked).toBe(DRESS);
  });

  test('when the courier hands it over all the same, then it is delivered and owed', async () => {
    const { order } = await failed('in_transit');
    await report(order, 1, 'delivered');
    await report(order, 2, 'delivered');
    expect(order.now().deliveredAt).not.toBeNull();
    expect(order.now().goods['line-1']).toMatchObject({ delivered: 1, refused: 0 });
    expect(orderTotals(order.now())).toMatchObject({ due: 2 * DRESS + DELIVERY });
  });

  test('when both hold pieces of one line, then the courier is to bring one of them, and that one is taken', async () => {
    const { order } = await twoParcels('cash', true);
    await report(order, 2, 'handed_over');
    await report(order, 1, 'handed_over');
    await report(order, 1, 'attempt_failed');
    await decides(order, 'take_back');
    await allAgree(order);
    const carrier = order.now().instructions.find(({ kind }) => kind === 'deliver');
    expect(carrier?.content.lines).toMatchObject([{ lineId: 'line-1', quantity: 1 }]);
    await report(order, 2, 'delivered');
    expect(order.now()).toMatchObject({ goods: { 'line-1': { delivered: 1, refused: 1 } } });
    expect(order.now().deliveredAt).not.toBeNull();
  });

  test.each(['returning', 'lost', 'attempt_failed', 'returned', 'partly_delivered'])(
    'while the other is %s, then nothing comes any more and the order ends',
    async (state) => {
      const { order } = await failed(state);
      expect(order.now().closing?.reason).toBe('undeliverable');
    },
  );

  test('and the other comes back as well, then the order ends', async () => {
    const { order } = await failed('in_transit');
    await report(order, 2, 'returned');
    expect(order.now().closing?.reason).toBe('undeliverable');
    await report(order, 1, 'returned');
    await allAgree(order);
    expect(order.now().closed?.reason).toBe('undeliverable');
  });
});
