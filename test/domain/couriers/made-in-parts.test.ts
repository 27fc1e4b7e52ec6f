/**
 * A visit of which a customer took one parcel and the other is to come another day: what was taken is the money of the
 * day and courier who took it, and the next starts with what is still owed.
 */
import type { Courier } from '../../../domain/couriers/courier';
import { toBringBack } from '../../../domain/couriers/brought-back';
import { cashOf, placeOn } from '../../../domain/couriers/day-route';
import {
  leftOff,
  madeParcels,
  madePart,
  stillOwed,
  withoutMade,
} from '../../../domain/couriers/made';
import { visitsOf } from '../../../domain/couriers/visit';
import type { Visit } from '../../../domain/couriers/visit';
import { aShopInMemory, aWantedLine, moment, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (amount: number): { amount: number; currency: string } => ({
  amount: amount * 100,
  currency: 'RUB',
});
const LINES = [aWantedLine(), aWantedLine({ sku: 'BELT', title: 'Belt', price: rub(600) })];

interface Told {
  readonly shop: ShopInMemory;
  readonly order: OrderInMemory;
}

const says = (order: OrderInMemory, number: number, status: string, more: object = {}) =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status, ...more });

/** The first parcel was handed out on Friday as it is said, the second comes on Saturday. */
async function halfMade(first: string, more: object = {}, fields: object = {}): Promise<Told> {
  const shelves = [
    { place: 'warehouse-main', sku: 'DRESS', onHand: 10 },
    { place: 'warehouse-south', sku: 'BELT', onHand: 3 },
  ];
  const shop = aShopInMemory({ shelves });
  const order = await shop.order({ agreed: { channel: 'phone' }, lines: LINES, ...fields });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  for (const number of [1, 2]) await says(order, number, 'handed_over');
  await order.until('2026-11-27 12:00');
  await says(order, 1, first, more);
  await says(order, 2, 'attempt_failed');
  await order.hears('recordContact', { outcome: 'reached' });
  const window = { from: moment('2026-11-28 12:00'), to: moment('2026-11-28 15:00') };
  const taskId = taskOf(order, 'find_out_why');
  const data = { reason: 'other', window };
  await order.hears('closeTask', { taskId, outcome: 'new_date', data });
  return { shop, order };
}

function visitOf({ shop, order }: Told): Visit {
  const [visit] = visitsOf(order.now(), shop.market.state().terms);
  if (!visit) throw new Error('nobody is to go there');
  return visit;
}

const moneyOf = ({ state, collect, taken, cash, parcels }: Visit) => ({
  ...{ state, collect, taken, cash },
  parcels: parcels.map(({ id }) => id),
});

test('when one of two was taken, then its money stays with the first day, and the second begins with the rest', async () => {
  const of = await halfMade('delivered');
  const visit = visitOf(of);
  const made = madeParcels(visit);
  expect(made).toEqual(['par_1_1']);
  expect(moneyOf(madePart(visit, made))).toEqual({
    ...{ state: 'done', collect: 0, taken: 290_000, cash: 290_000, parcels: ['par_1_1'] },
  });
  expect(moneyOf(withoutMade(visit, made))).toEqual({
    ...{ state: 'failed', collect: 60_000, taken: 0, cash: 60_000, parcels: ['par_1_2'] },
  });
  await says(of.order, 2, 'delivered');
  expect(moneyOf(withoutMade(visitOf(of), made))).toMatchObject({ collect: 0, taken: 60_000 });
  expect(moneyOf(madePart(visitOf(of), made))).toMatchObject({ collect: 0, taken: 290_000 });
});

test('when the money of the first day is in, then that of the second is what is left', async () => {
  const of = await halfMade('delivered');
  await of.order.hears('recordPayment', { method: 'cash', amount: rub(2900) });
  const visit = visitOf(of);
  expect(moneyOf(madePart(visit, ['par_1_1']))).toMatchObject({ taken: 0, cash: 0 });
  expect(moneyOf(withoutMade(visit, ['par_1_1']))).toMatchObject({ collect: 60_000, taken: 0 });
});

test('when the parcel named last came first, then money that is in was for that one', async () => {
  const of = await halfMade('attempt_failed');
  await says(of.order, 2, 'delivered');
  await of.order.until('2026-11-28 13:00');
  await of.order.hears('recordPayment', { method: 'cash', amount: rub(600) });
  await says(of.order, 1, 'delivered');
  const visit = visitOf(of);
  expect(madePart(visit, ['par_1_2']).taken).toBe(0);
  expect(withoutMade(visit, ['par_1_2']).taken).toBe(290_000);
});

test('when one of two was refused whole, then whoever had it brings it back, and nobody else', async () => {
  const lines = [{ lineId: 'line-1', accepted: 0, refused: 1 }];
  const visit = visitOf(await halfMade('partly_delivered', { lines }));
  const made = madeParcels(visit);
  expect(toBringBack(madePart(visit, made)).map(({ id }) => id)).toEqual(['par_1_1']);
  const rest = { ...withoutMade(visit, made), state: 'done' } as const;
  expect(toBringBack(rest).map(({ id }) => id)).toEqual(['par_1_2']);
});

test('when it is paid by card, then neither day brings cash', async () => {
  const visit = visitOf(await halfMade('delivered', {}, { payment: 'card_on_delivery' }));
  const made = madeParcels(visit);
  for (const part of [madePart(visit, made), withoutMade(visit, made), leftOff(visit)]) {
    expect(part.cash).toBe(0);
  }
});

test('when a courier has taken money for a visit that was put off, then his limit counts it, and the next only what is owed', async () => {
  const visit = visitOf(await halfMade('delivered'));
  const ivan: Courier = {
    ...{ id: 'ivan', name: 'Иван', locale: 'ru', zones: ['*'], active: true },
    ...{ cashLimit: 349_999, windows: [{ from: '09:00', to: '18:00', capacity: 5 }] },
  };
  const route = { courier: ivan, date: '2026-11-28', stops: [] };
  const off = [{ visit: leftOff(visit), slot: '09:00' }];
  expect(cashOf(off)).toBe(290_000);
  const zone = 'Europe/Moscow';
  expect(placeOn({ ...route, off }, stillOwed(visit), zone)).toEqual({ why: 'cash_limit' });
  expect(placeOn({ ...route, off: [] }, stillOwed(visit), zone)).toEqual({ slot: '09:00' });
  expect(placeOn({ ...route, off: [] }, visit, zone)).toEqual({ why: 'cash_limit' });
});
