/**
 * A certificate is taken out of an order that its carrier brings for the sum with it: nobody was asked for more at the
 * door, so it pays as before.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, report } from '../../support/sent-order';

async function takenOut(): Promise<OrderInMemory> {
  const codes = [{ kind: 'certificate', code: 'GIFT', currency: 'RUB', limit: 200_000 }] as const;
  const shop = aShopInMemory({ policy: { partlyRefused: 'ask' }, codes: [...codes] });
  const order = await shop.order({ certificates: ['GIFT'], agreed: { channel: 'phone' } });
  await allSayYes(order);
  await report(order, 'handed_over');
  await order.hears('amend', { changes: [{ type: 'remove_certificate', code: 'GIFT' }] });
  return order;
}

const owed = (order: OrderInMemory): object => {
  const { total, certificates, due } = orderTotals(order.now());
  return { total, certificates, due, codes: order.now().wish.certificates };
};
const AS_BEFORE = { total: 290_000, certificates: 200_000, due: 90_000, codes: ['GIFT'] };

test('when the courier delivers before he has answered, then the certificate pays as he knew', async () => {
  const order = await takenOut();
  await report(order, 'delivered');
  expect(order.now().amendment).toBeNull();
  expect(owed(order)).toEqual(AS_BEFORE);
});

test('when the courier says no and delivers, then the certificate pays as he knew', async () => {
  const order = await takenOut();
  const no = { to: 'revision', answer: 'refused', reason: 'already_packed' };
  await order.hears('answerInstruction', { instructionId: 'ins_1_2', ...no });
  await report(order, 'delivered');
  expect(owed(order)).toEqual(AS_BEFORE);
});

test('when the courier says yes and delivers, then it is paid without the certificate', async () => {
  const order = await takenOut();
  await allSayYes(order);
  await report(order, 'delivered');
  expect(owed(order)).toEqual({ total: 290_000, certificates: 0, due: 290_000, codes: [] });
});
