/**
 * A prepaid order that comes to cost more, or is to be prepaid, when everybody is at work on it already: who brings
 * it takes what is still owed, until it has come in (story 28).
 */
import { aShopInMemory, DELIVERY, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const rub = (amount: number): { amount: number; currency: string } => ({
  amount: amount * 100,
  currency: 'RUB',
});
const pays = (order: OrderInMemory, amount: number): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: rub(amount) });
const collects = (order: OrderInMemory): number | null | undefined => {
  const courier = order.now().instructions.find((one) => one.kind === 'deliver');
  return (courier?.pending?.content ?? courier?.content)?.collect;
};
const purposes = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map((event) => event.purpose);

async function allAccept(order: OrderInMemory): Promise<void> {
  for (const { id: instructionId, pending } of order.now().instructions) {
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
}

async function underWay(payment: 'cash' | 'prepaid'): Promise<OrderInMemory> {
  const order = await aShopInMemory().order({ payment, agreed: { channel: 'phone' } });
  if (payment === 'prepaid') await pays(order, 2900);
  await allAccept(order);
  return order;
}

const dearer = {
  type: 'change_delivery',
  delivery: { ...DELIVERY, addressId: 'adr_2', price: rub(550) },
};

test('when a paid order goes to a dearer zone, then the courier takes the difference and nothing is cancelled for it', async () => {
  const order = await underWay('prepaid');
  await order.hears('amend', { changes: [dearer] });
  expect(collects(order)).toBe(25_000);
  await allAccept(order);
  expect(purposes(order).filter((one) => one === 'order_amended')).toHaveLength(1);
  expect(purposes(order).filter((one) => one === 'payment_asked')).toHaveLength(1);
  await order.until('2026-12-01 18:00');
  expect(order.now().closing).toBeNull();
});

test('when the difference is paid meanwhile, then the courier is told to take nothing', async () => {
  const order = await underWay('prepaid');
  await order.hears('amend', { changes: [dearer] });
  await allAccept(order);
  await pays(order, 250);
  expect(collects(order)).toBe(0);
});

test('when it is to be prepaid while it is on its way, then the courier takes the sum until it has come in', async () => {
  const order = await underWay('cash');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.hears('amend', { changes: [{ type: 'change_payment', method: 'prepaid' }] });
  expect(collects(order)).toBe(290_000);
  await pays(order, 2900);
  expect(collects(order)).toBe(0);
});
