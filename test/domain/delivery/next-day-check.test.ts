/**
 * When the next-day check of the delivery falls, with luxon as the second opinion on time zones.
 */
import { DateTime } from 'luxon';
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import type { Policy } from '../../../domain/policy/policy';
import { checkAt } from '../../../domain/order/delivery/promise';
import { aShopInMemory, DELIVERY, moment, momentsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const windowOn = (date: string, zone?: string): typeof DELIVERY => ({
  ...DELIVERY,
  window: { from: moment(`${date} 10:00`, zone), to: moment(`${date} 14:00`, zone) },
});

async function instructed(
  date: string,
  given: { policy?: Partial<Policy>; at?: string; zone?: string } = {},
): Promise<{ shop: ShopInMemory; order: OrderInMemory; check: string }> {
  const shop = aShopInMemory(given);
  const delivery = windowOn(date, given.zone);
  const order = await shop.order({ delivery, agreed: { channel: 'phone' } });
  return { shop, order, check: checkAt(order.now(), shop.market.state().terms) };
}

test.each([
  ['a Friday', '2026-11-27', '2026-11-28 12:00'],
  ['a Saturday', '2026-11-28', '2026-11-30 12:00'],
  ['a Monday', '2026-11-30', '2026-12-01 12:00'],
])(
  'when delivery is promised for %s, then the check falls on the first working day after',
  async (_, date, falls) => {
    expect((await instructed(date)).check).toBe(moment(falls));
  },
);

test('story 42c: when three holidays follow the promised day, then the check falls on the first working day after them', async () => {
  const holidays = ['2026-11-28', '2026-11-30', '2026-12-01'];
  const policy = { calendar: { ...DEMO_POLICY.calendar, holidays } };
  expect((await instructed('2026-11-27', { policy })).check).toBe(moment('2026-12-02 12:00'));
});

test('story 27: when Thursday’s delivery is moved to Saturday, then nothing is checked on Friday', async () => {
  const { shop, order } = await instructed('2026-11-26');
  await order.hears('answerInstruction', { instructionId: 'ins_1_1', answer: 'accepted' });
  await order.hears('answerInstruction', { instructionId: 'ins_1_2', answer: 'accepted' });
  await order.hears('amend', {
    changes: [{ type: 'change_delivery', delivery: windowOn('2026-11-28') }],
  });
  const { terms } = shop.market.state();
  expect(checkAt(order.now(), terms)).toBe(moment('2026-11-30 12:00'));
  const told = order.now().instructions.map((one) => one.pending?.content.window);
  expect(told).toEqual([windowOn('2026-11-28').window, windowOn('2026-11-28').window]);
  await order.until('2026-11-30 11:59');
  expect(order.types()).not.toContain('DeliveryFoundMissing');
  await order.until('2026-11-30 12:00');
  expect(momentsOf(order, 'DeliveryFoundMissing')).toEqual([moment('2026-11-30 12:00')]);
});

describe('story 55: a shop in Berlin over the nights when the clocks change', () => {
  const zone = 'Europe/Berlin';
  const policy = { calendar: { ...DEMO_POLICY.calendar, zone } };

  test.each([
    ['2026-03-27', '2026-03-28'],
    ['2026-03-28', '2026-03-30'],
    ['2026-10-23', '2026-10-24'],
    ['2026-10-24', '2026-10-26'],
  ])(
    'when promised for %s, then the check is at twelve on %s by the clock on the wall',
    async (date, next) => {
      const { check } = await instructed(date, { policy, zone, at: `${date} 10:30` });
      const expected = DateTime.fromISO(`${next}T12:00`, { zone }).toUTC().toISO();
      expect(check).toBe(expected);
    },
  );
});

test('when it is found delivered, then the check passes; a minute before, nothing is checked', async () => {
  const { order } = await instructed('2026-11-27');
  await order.until('2026-11-27 12:30');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await order.until('2026-11-28 11:59');
  expect(order.types()).not.toContain('DeliveryCheckPassed');
  await order.until('2026-11-28 12:00');
  expect(order.types()).toContain('DeliveryCheckPassed');
});

test('story 35: when the check finds nothing and the customer is silent for two working hours, then the dispatcher finds out why', async () => {
  const { order } = await instructed('2026-11-27');
  await order.until('2026-11-28 13:59');
  expect(order.now().tasks.some((task) => task.kind === 'find_out_why')).toBe(false);
  await order.until('2026-11-28 14:00');
  expect(order.now().tasks.some((task) => task.kind === 'find_out_why')).toBe(true);
});

test('story 37: when it was delivered late and reported before the check, then nobody is asked', async () => {
  const { order } = await instructed('2026-11-27');
  await order.until('2026-11-28 08:00');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await order.until('2026-11-28 12:00');
  expect(order.types()).not.toContain('DeliveryFoundMissing');
});
