/**
 * The sums of an order and the identity they keep; refunds and what is too much.
 */
import fc from 'fast-check';
import { moneyAddsUp, totalsOf } from '../../../domain/money/money';
import { aShopInMemory, eventsOf, refusalOf } from '../../support/an-order-in-memory';

const rub = (amount: number): { amount: number; currency: string } => ({ amount, currency: 'RUB' });

describe('the sums (stories 44 to 46, as far as codes go)', () => {
  const amounts = fc.nat(10_000_000);

  test('due and overpaid are never both there, and the identity holds', () => {
    fc.assert(
      fc.property(
        fc.tuple(amounts, amounts, amounts, amounts, amounts),
        ([goods, delivery, certificates, paid, back]) => {
          const discount = Math.min(goods, back);
          const totals = totalsOf(
            { goods, delivery, discount },
            { certificates, paid, refunded: Math.min(paid, back) },
          );
          expect(moneyAddsUp(totals)).toBe(true);
          expect(totals.due * totals.overpaid).toBe(0);
        },
      ),
    );
  });

  test.each([
    ['a certificate of 3,000 on 2,500 + 300', 250_000, 30_000, 0, 280_000, 280_000, 0],
    ['a certificate of 3,000 on 5,000 + 300', 500_000, 30_000, 0, 300_000, 530_000, 230_000],
    [
      '10 % off 6,000, + 300, certificate 2,000',
      600_000,
      30_000,
      60_000,
      200_000,
      570_000,
      370_000,
    ],
    ['the same with one line of 2,000 less', 400_000, 30_000, 40_000, 200_000, 390_000, 190_000],
  ])('%s', (_, goods, delivery, discount, certificates, total, due) => {
    const totals = totalsOf({ goods, delivery, discount }, { certificates, paid: 0, refunded: 0 });
    expect(totals).toMatchObject({ total, due, overpaid: 0 });
  });

  test('a sum that does not add up is seen', () => {
    const totals = totalsOf(
      { goods: 5, delivery: 1, discount: 0 },
      { certificates: 0, paid: 0, refunded: 0 },
    );
    expect(moneyAddsUp({ ...totals, due: 5 })).toBe(false);
    expect(moneyAddsUp({ ...totals, due: 6.5, overpaid: 0.5 })).toBe(false);
  });

  test('when more is paid than is due, then the rest is asked back once', async () => {
    const order = await aShopInMemory().order();
    await order.hears('recordPayment', { method: 'card', amount: rub(300_000) });
    expect(eventsOf(order, 'RefundAsked')).toMatchObject([{ amount: 10_000 }]);
  });

  test('when goods were delivered and paid for, then a mere refund is refused', async () => {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    await order.hears('recordPayment', { method: 'card', amount: rub(290_000) });
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
    const heard = await order.hears('askRefund', { amount: rub(100), reason: 'goodwill' });
    expect(refusalOf(heard)).toBe('more_than_paid');
  });
});
