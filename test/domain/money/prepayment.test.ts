/**
 * Story 19: goods that leave only after they are paid, whether ordered at once or added later (R91).
 */
import { letterData } from '../../../domain/messages/letter';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  momentsOf,
  moment,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const SHELVES = [
  { place: 'warehouse-main', sku: 'DRESS', onHand: 10 },
  { place: 'warehouse-main', sku: 'MUG', onHand: 10 },
];
const MUG = { sku: 'MUG', title: 'Mug', quantity: 1, price: { amount: 30_000, currency: 'RUB' } };
const AGREED = { agreed: { channel: 'phone' } };

const anOrder = (fields: object = {}): Promise<OrderInMemory> =>
  aShopInMemory({ shelves: SHELVES }).order({ ...AGREED, ...fields });

const mugs = { lines: [aWantedLine({ ...MUG, prepaidOnly: true })] };

const pays = (order: OrderInMemory, amount: number): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: { amount, currency: 'RUB' } });

const adds = (order: OrderInMemory, line: object = MUG): Promise<unknown> =>
  order.hears('amend', { changes: [{ type: 'add_line', line }] });

const packed = (order: OrderInMemory): readonly string[] =>
  order
    .now()
    .instructions.filter((one) => one.kind === 'pack')
    .flatMap((one) => (one.pending?.content ?? one.content).lines)
    .map((line) => `${String(line.quantity)} ${line.sku}`);

const purposes = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map((event) => event.purpose);

async function allAccept(order: OrderInMemory): Promise<void> {
  for (const { id: instructionId, pending } of order.now().instructions) {
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
}

const asked = (order: OrderInMemory): unknown =>
  letterData(order.now(), {
    ...{ name: 'Anna', address: null, link: '', shop: 'Demo', point: null, keptUntil: null },
  })['prepayment'];

describe('ordered at once', () => {
  test('when only one line is to be paid first, then its price is asked for and not that of the whole', async () => {
    const { lines } = mugs;
    const order = await anOrder({ lines: [aWantedLine(), ...lines] });
    expect(purposes(order)).toContain('payment_asked');
    expect(asked(order)).toMatch(/300/);
    expect(asked(order)).not.toMatch(/2.?900/);
    await pays(order, 30_000);
    expect(packed(order)).toEqual(['1 DRESS', '1 MUG']);
  });

  test('when it is paid a minute before the deadline, then it goes on', async () => {
    const order = await anOrder(mugs);
    expect(packed(order)).toEqual([]);
    await order.until('2026-11-28 11:59');
    expect(purposes(order)).toContain('payment_reminder');
    await pays(order, 30_000);
    expect(packed(order)).toEqual(['1 MUG']);
    await order.until('2026-11-28 18:00');
    expect(order.now().closing).toBeNull();
  });

  test('when the deadline passes, then it is closed, the goods are free and the customer is told', async () => {
    const shop = aShopInMemory({ shelves: SHELVES });
    const order = await shop.order({ ...AGREED, ...mugs });
    await order.until('2026-11-28 13:00');
    expect(momentsOf(order, 'OrderClosed')).toEqual([moment('2026-11-28 12:00')]);
    expect(order.now().closed?.reason).toBe('not_paid');
    expect(purposes(order)).toContain('order_closed');
    expect(shop.market.state().stock.items.map((item) => item.reserved)).toEqual([0, 0]);
  });

  test('when it is paid after closing, then the money is recorded and its refund asked', async () => {
    const order = await anOrder(mugs);
    await order.until('2026-11-28 13:00');
    await pays(order, 30_000);
    expect(order.now().money).toMatchObject({ paid: 30_000, refundAsked: 30_000 });
    expect(order.now().tasks.map((task) => task.kind)).toEqual(['approve_refund']);
    expect(order.now().closed?.reason).toBe('not_paid');
  });
});

describe('added later', () => {
  test('when a prepaid-only line is added before anything is instructed, then all waits for its money', async () => {
    const order = await aShopInMemory({ shelves: SHELVES }).order();
    await adds(order);
    expect(order.now().wish.lines[1]?.prepaidOnly).toBe(true);
    await order.hears('confirm', { channel: 'phone' });
    expect(order.life().turn.stage).toBe('awaiting_prepayment');
    await pays(order, 30_000);
    expect(packed(order)).toEqual(['1 DRESS', '1 MUG']);
  });

  test('when it is added while picking, then it is packed once paid, and the rest goes on meanwhile', async () => {
    const order = await anOrder();
    await allAccept(order);
    await adds(order);
    expect(packed(order)).toEqual(['1 DRESS']);
    expect(eventsOf(order, 'MessageNoted').at(-1)).toMatchObject({
      ...{ purpose: 'order_amended', news: { owed: 30_000 } },
    });
    const courier = order.now().instructions.find((one) => one.kind === 'deliver');
    expect((courier?.pending?.content ?? courier?.content)?.collect).toBe(290_000);
    await pays(order, 30_000);
    expect(packed(order)).toEqual(['1 DRESS', '1 MUG']);
    expect(order.types()).toContain('PrepaymentMet');
  });

  test('when the rest has come already by the time it is paid, then it travels in a parcel of its own', async () => {
    const order = await anOrder();
    await allAccept(order);
    await adds(order);
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
    await pays(order, 30_000);
    await allAccept(order);
    expect(packed(order)).toEqual(['1 DRESS', '1 MUG']);
    expect(order.now().parcels.map(({ state, lines }) => [state, lines[0]?.lineId])).toEqual([
      ['delivered', 'line-1'],
      ['announced', 'line-2'],
    ]);
  });

  test('when it is never paid, then it is left out, the customer is told, and the rest goes on', async () => {
    const order = await anOrder();
    await allAccept(order);
    await adds(order);
    await allAccept(order);
    await order.until('2026-11-28 12:30');
    expect(order.now().wish.lines.map((line) => line.removed)).toEqual([false, true]);
    expect(order.now().closing).toBeNull();
    expect(purposes(order).filter((one) => one === 'order_amended')).toHaveLength(2);
    expect(order.now().instructions.every((one) => one.pending === null)).toBe(true);
    expect(order.now().prepayment).toBeNull();
  });

  test('when it is left of an order whose other lines are gone, then the order ends as not paid', async () => {
    const order = await anOrder();
    await allAccept(order);
    await adds(order);
    await order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-1' }] });
    await allAccept(order);
    await order.until('2026-11-28 12:30');
    expect(order.now().closing?.reason ?? order.now().closed?.reason).toBe('not_paid');
  });

  test('when a paid order gets one more line, then only that waits for its money, with a deadline of its own', async () => {
    const order = await anOrder({ payment: 'prepaid' });
    await pays(order, 290_000);
    await allAccept(order);
    await order.until('2026-11-27 11:00');
    await adds(order, { ...MUG, sku: 'DRESS', price: { amount: 260_000, currency: 'RUB' } });
    expect(packed(order)).toEqual(['1 DRESS']);
    await order.until('2026-11-27 18:00');
    expect(order.now().wish.lines.map((line) => line.removed)).toEqual([false, false]);
    await pays(order, 260_000);
    expect(packed(order)).toEqual(['1 DRESS', '1 DRESS']);
  });
});
