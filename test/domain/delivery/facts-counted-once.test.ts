/**
 * What is said twice counts once, and what is said anew counts anew: attempts, payments, tracking numbers.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, eventsOf, refusalOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const onItsWay = async (): Promise<OrderInMemory> => {
  const order = await aShopInMemory({ at: '2026-11-30 11:00' }).order({
    agreed: { channel: 'phone' },
  });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  return order;
};

const fails = (order: OrderInMemory, at: string | null) =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status: 'attempt_failed', at });

const DAYS = ['2026-11-27T10:00:00.000Z', '2026-11-28T10:00:00.000Z', '2026-11-29T10:00:00.000Z'];

test('when an attempt failed on three days, then it was tried three times and is taken back', async () => {
  const order = await onItsWay();
  for (const day of DAYS.slice(0, 2)) await fails(order, day);
  expect(order.now()).toMatchObject({ check: { failed: 2 }, closing: null });
  await fails(order, DAYS[2] ?? null);
  expect(order.now()).toMatchObject({ check: { failed: 3 }, closing: { reason: 'undeliverable' } });
});

test('when the same failed attempt is told again, then it counts once', async () => {
  const order = await onItsWay();
  await fails(order, DAYS[0] ?? null);
  await fails(order, DAYS[0] ?? null);
  await fails(order, null);
  expect(order.now().check.failed).toBe(1);
});

test('when the carrier says a word nobody knows, then the parcel shows it and stays where it was', async () => {
  const order = await onItsWay();
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'stuck_at_customs' });
  expect(order.now().parcels[0]).toMatchObject({
    state: 'handed_over',
    lastWord: 'stuck_at_customs',
  });
});

const pays = (order: OrderInMemory, fields: object) =>
  order.hears('recordPayment', {
    method: 'card',
    amount: { amount: 100_000, currency: 'RUB' },
    reference: 'R-77',
    ...fields,
  });

describe('a payment named from outside', () => {
  test('when it is told twice, then it counts once', async () => {
    const order = await aShopInMemory().order();
    await pays(order, {});
    await pays(order, {});
    expect(orderTotals(order.now()).paid).toBe(100_000);
    expect(eventsOf(order, 'PaymentToldAgain')).toMatchObject([{ paymentId: 'pay_1_1' }]);
  });

  test('when its reference comes with another sum, then it is refused; with another method it is another', async () => {
    const order = await aShopInMemory().order();
    await pays(order, {});
    const amount = { amount: 50_000, currency: 'RUB' };
    expect(refusalOf(await pays(order, { amount }))).toBe('reference_used');
    await pays(order, { method: 'cash', amount });
    await pays(order, { reference: null, amount });
    await pays(order, { reference: null, amount });
    expect(orderTotals(order.now()).paid).toBe(250_000);
  });
});

describe('an answer', () => {
  test('when the carrier gives its number with a yes, then the parcel carries it', async () => {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    const said = { instructionId: 'ins_1_2', answer: 'accepted', tracking: 'TR-77' };
    await order.hears('answerInstruction', said);
    expect(order.now().parcels[0]?.tracking).toBe('TR-77');
  });

  test('when it is to a version that nobody was told, then it is kept and does not count', async () => {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    const said = { instructionId: 'ins_1_1', answer: 'accepted', wishVersion: 99 };
    await order.hears('answerInstruction', said);
    expect(eventsOf(order, 'PartyAnswered')).toMatchObject([{ counts: false }]);
    expect(order.now().instructions[0]?.state).toBe('sent');
  });
});
