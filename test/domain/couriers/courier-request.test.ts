/**
 * The courier decides nothing (R70): a wish is a task, and only what is granted changes the order.
 */
import { aShopInMemory, moment, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { earliestDay } from '../../../domain/couriers/visit';
import { overlapMinutes } from '../../../domain/couriers/visit-days';
import { zoneFit } from '../../../domain/couriers/courier';
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';

async function underWay(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order();
  await order.hears('confirm', { channel: 'phone' });
  return order;
}

const asks = (order: OrderInMemory, wish: string, parcelId = 'par_1_1') =>
  order.hears('courierAsks', { parcelId, wish, actor: 'courier:ivan' });

const close = (order: OrderInMemory, outcome: string, data: object = {}) =>
  order.hears('closeTask', { taskId: taskOf(order, 'courier_request'), outcome, data });

const tasksOf = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);

test('when a courier asks the same twice, then it is one task; another wish is another', async () => {
  const order = await underWay();
  await asks(order, 'cancel');
  await asks(order, 'cancel');
  expect(tasksOf(order)).toEqual(['courier_request']);
  await asks(order, 'change_sum');
  expect(tasksOf(order)).toEqual(['courier_request', 'courier_request']);
  expect(order.now().closing).toBeNull();
});

test('when cancelling is granted, then the order is cancelled; when it is refused, then nothing is', async () => {
  const refused = await underWay();
  await asks(refused, 'cancel');
  await close(refused, 'refused');
  expect(refused.now().closing).toBeNull();
  const granted = await underWay();
  await asks(granted, 'cancel');
  await close(granted, 'granted', { reason: 'price' });
  expect(granted.now().closing).toMatchObject({ reason: 'price' });
});

test('when the parcel has arrived, then a wish about it is kept and asked of nobody', async () => {
  const order = await underWay();
  await asks(order, 'cancel');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  expect(tasksOf(order)).not.toContain('courier_request');
  await asks(order, 'cancel');
  expect(tasksOf(order)).not.toContain('courier_request');
});

test.each([
  ['before the hour', '2026-11-26 14:59', '2026-11-26'],
  ['at the hour', '2026-11-26 15:00', '2026-11-27'],
  ['after it on the last working day', '2026-11-28 15:30', '2026-11-30'],
])('when a visit is told of %s, then its earliest day follows', (_when, at, day) => {
  expect(earliestDay(moment(at), DEMO_POLICY.calendar, '15:00')).toBe(day);
});

test('when the shop has no such hour, then the same day is always possible', () => {
  const late = moment('2026-11-26 23:00');
  expect(earliestDay(late, DEMO_POLICY.calendar, null)).toBe('2026-11-26');
});

test('when zones overlap, then the longest beginning of the postal code counts', () => {
  const courier = { id: 'a', name: 'A', locale: 'ru', windows: [], cashLimit: null } as const;
  const zones = (...named: string[]) => ({ ...courier, zones: named, active: true });
  expect(zoneFit(zones('10', '101'), '101000')).toBe(3);
  expect(zoneFit(zones('*'), null)).toBe(0);
  expect(zoneFit(zones('10'), null)).toBeNull();
  expect(zoneFit(zones('20'), '101000')).toBeNull();
});

test('when windows only touch, then they do not meet', () => {
  const window = { from: moment('2026-11-26 10:00'), to: moment('2026-11-26 14:00') };
  const day = { date: '2026-11-26', zone: 'Europe/Moscow' };
  expect(overlapMinutes({ window }, { from: '14:00', to: '18:00' }, day)).toBe(0);
  expect(overlapMinutes({ window }, { from: '12:00', to: '18:00' }, day)).toBe(120);
  expect(overlapMinutes({ window: null }, { from: '12:00', to: '18:00' }, day)).toBe(360);
});
