/**
 * How an order ends of which only a part came, or nothing was taken: by what really is with the customer.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine, eventsOf, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const pays = (order: OrderInMemory, amount: number): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: { amount, currency: 'RUB' } });

async function twoSent(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory({
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 5 },
      { place: 'warehouse-south', sku: 'BELT', onHand: 5 },
    ],
  });
  const lines = [aWantedLine(), aWantedLine({ sku: 'BELT', title: 'Belt' })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' }, payment: 'prepaid' });
  await pays(order, 550_000);
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await report(order, 1, 'handed_over');
  await report(order, 2, 'handed_over');
  return { shop, order };
}

const report = (
  order: OrderInMemory,
  number: number,
  status: string,
  more: object = {},
): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status, ...more });

async function takesBack(order: OrderInMemory): Promise<void> {
  await order.hears('recordContact', { outcome: 'reached' });
  const taskId = taskOf(order, 'find_out_why');
  const data = { reason: 'other' };
  await order.hears('closeTask', { taskId, outcome: 'take_back', data });
}

describe('taken back', () => {
  test('when one of two parcels came and the other was lost, then it is paid back and the order completes', async () => {
    const { shop, order } = await twoSent();
    await report(order, 1, 'delivered');
    await report(order, 2, 'lost');
    await takesBack(order);
    expect(order.now()).toMatchObject({ closing: null });
    expect(order.now().deliveredAt).not.toBeNull();
    expect(eventsOf(order, 'GoodsLost')).toMatchObject([{ quantity: 1, parcelId: 'par_1_2' }]);
    expect(orderTotals(order.now())).toMatchObject({ total: 290_000, overpaid: 260_000 });
    expect(shop.market.state().stock.items).toMatchObject([{ onHand: 4 }, { onHand: 4 }]);
    const taskId = taskOf(order, 'approve_refund');
    await order.hears('closeTask', { taskId, outcome: 'approved', actor: 'finance:1' });
    await order.until('2026-12-01 12:00');
    expect(order.now().closed?.reason).toBe('completed');
    const told = eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);
    expect(told).not.toContain('order_closed');
  });

  test('when one came and the other was not delivered, then that one is called back and the order is what came', async () => {
    const { order } = await twoSent();
    await report(order, 1, 'delivered');
    await report(order, 2, 'attempt_failed');
    await takesBack(order);
    expect(order.now()).toMatchObject({ closing: null });
    expect(order.now().deliveredAt).not.toBeNull();
    expect(order.now().parcels[1]).toMatchObject({ state: 'returning', takenBack: true });
  });

  test.each(['attempt_failed', 'lost'])(
    'when both are %s, then the order ends as undeliverable at once',
    async (word) => {
      const { order } = await twoSent();
      await report(order, 1, word);
      await report(order, 2, word);
      await takesBack(order);
      expect(order.now().closing?.reason).toBe('undeliverable');
      // All of it comes back with the order: none is taken back from one that goes on.
      expect(eventsOf(order, 'ParcelTakenBack')).toEqual([]);
    },
  );
});

describe('everything is refused at the door', () => {
  async function refused(): Promise<OrderInMemory> {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    for (const { id: instructionId } of order.now().instructions) {
      await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
    }
    await report(order, 1, 'handed_over');
    await order.until('2026-11-27 12:00');
    const lines = [{ lineId: 'line-1', accepted: 0, refused: 1 }];
    await report(order, 1, 'partly_delivered', { lines });
    return order;
  }

  test('then the order ends as declined, nothing is owed, and nobody asks whether it came', async () => {
    const order = await refused();
    expect(order.now().closing?.reason).toBe('declined');
    expect(orderTotals(order.now())).toMatchObject({ total: 0, due: 0 });
    expect(order.life().turn.wait?.what.key).toBe('wait.bring_back');
    await order.until('2026-11-28 15:00');
    const told = eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);
    expect(told).not.toContain('delivery_check');
    expect(order.now().tasks.map(({ kind }) => kind)).not.toContain('find_out_why');
  });

  test('when it is back and waits to be looked at, then nobody is chased for it', async () => {
    const order = await refused();
    await report(order, 1, 'returned');
    await order.until('2026-12-04 12:00');
    expect(order.now().tasks).toMatchObject([{ kind: 'inspect_return' }]);
    const taskId = taskOf(order, 'inspect_return');
    await order.hears('closeTask', { taskId, outcome: 'restock' });
    expect(order.now().closed?.reason).toBe('declined');
  });
});
