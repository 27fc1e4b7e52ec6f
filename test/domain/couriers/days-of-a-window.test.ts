/**
 * A window of several days: the visit may stand on any day of it, on one at a time, and what its courier did not come
 * to waits for the next. The check asks after the last day.
 */
import type { Courier } from '../../../domain/couriers/courier';
import { isStillThere, isToBeMadeThere, placeOn } from '../../../domain/couriers/day-route';
import type { DayRoute } from '../../../domain/couriers/day-route';
import { planDay } from '../../../domain/couriers/plan-day';
import { dayToPut, hoursOnDay } from '../../../domain/couriers/visit-days';
import { visitsOf } from '../../../domain/couriers/visit';
import type { Visit } from '../../../domain/couriers/visit';
import { windowText } from '../../../domain/messages/window-text';
import { shopTerms } from '../../../scripts/simulate/demo-shop';
import { aShopInMemory, DELIVERY, moment, momentsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const ZONE = 'Europe/Moscow';
const [BEFORE, TUE, WED, THU, FRI] = [
  ...(['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'] as const),
] as const;
const WINDOW = { from: moment(`${TUE} 12:00`), to: moment(`${THU} 15:00`) };

const IVAN: Courier = {
  ...{ id: 'ivan', name: 'Иван', locale: 'ru', zones: ['*'], cashLimit: null, active: true },
  windows: [
    { from: '09:00', to: '12:00', capacity: 1 },
    { from: '15:00', to: '18:00', capacity: 1 },
  ],
};

const aRoute = (date: string, stops: DayRoute['stops'] = []): DayRoute => ({
  ...{ courier: IVAN, date, stops, off: [] },
});

async function fromTuesdayToThursday(window = WINDOW): Promise<OrderInMemory> {
  const delivery = { ...DELIVERY, window };
  return aShopInMemory().order({ delivery, agreed: { channel: 'phone' } });
}

function visitOf(order: OrderInMemory): Visit {
  const [visit] = visitsOf(order.now(), shopTerms());
  if (!visit) throw new Error('nobody is to go there');
  return visit;
}

test('when a window reaches over days, then the visit has its place on each of them, by the hours left of it', async () => {
  const visit = visitOf(await fromTuesdayToThursday());
  const placed = (date: string) => placeOn(aRoute(date), visit, ZONE);
  expect([BEFORE, TUE, WED, THU, FRI].map(placed)).toEqual([
    { why: 'other_window' },
    { slot: '15:00' },
    { slot: '09:00' },
    { slot: '09:00' },
    { why: 'other_window' },
  ]);
  const onRoute = (date: string, slot: string): boolean =>
    isStillThere(aRoute(date), { visit, slot }, ZONE);
  expect([onRoute(TUE, '15:00'), onRoute(WED, '15:00'), onRoute(THU, '09:00')]).toEqual([
    ...[true, true, true],
  ]);
  expect([onRoute(TUE, '09:00'), onRoute(THU, '15:00'), onRoute(FRI, '09:00')]).toEqual([
    ...[false, false, false],
  ]);
});

test('when a window ends at midnight, then it does not reach into the next day', async () => {
  const to = moment(`${THU} 24:00`);
  const visit = visitOf(await fromTuesdayToThursday({ ...WINDOW, to }));
  expect(visit.days).toEqual({ first: TUE, last: THU });
  expect(hoursOnDay(visit.window, { date: THU, zone: ZONE })).toBeNull();
  expect(windowText(visit.window, ZONE)).toBe('01.12 12:00 – 03.12 24:00');
});

test('when a courier reads when to come, then it is what the day leaves of the window', () => {
  const texts = [TUE, WED, THU].map((date) => hoursOnDay(WINDOW, { date, zone: ZONE }));
  expect(texts).toEqual(['12:00–24:00', null, '00:00–15:00']);
  const oneDay = { from: WINDOW.from, to: moment(`${TUE} 14:00`) };
  expect(hoursOnDay(oneDay, { date: TUE, zone: ZONE })).toBe('12:00–14:00');
  expect(windowText(oneDay, ZONE)).toBe('01.12 12:00–14:00');
  expect(windowText(WINDOW, ZONE)).toBe('01.12 12:00 – 03.12 15:00');
});

test('when a day was not long enough, then the visit waits for the next, and not while its day is still to come', async () => {
  const visit = visitOf(await fromTuesdayToThursday());
  const placed = { visit, slot: '15:00' };
  const waitsThere = (today: string): boolean =>
    isToBeMadeThere(aRoute(TUE), placed, { today, zone: ZONE });
  expect([BEFORE, TUE, WED].map(waitsThere)).toEqual([true, true, false]);
});

test('when it is planned on a day of its window, then it takes a place of that day alone', async () => {
  const first = visitOf(await fromTuesdayToThursday());
  const [second, third] = [
    { ...first, instruction: { ...first.instruction, id: 'ins_9' } },
    { ...first, instruction: { ...first.instruction, id: 'ins_8' } },
  ];
  const toPlan = [second, third].map((visit) => ({ visit, postalCode: null, holder: null }));
  const full = aRoute(TUE, [{ visit: first, slot: '15:00' }]);
  const of = (date: string) => ({ date, zone: ZONE });
  expect(planDay([full], toPlan, of(TUE)).left.map(({ why }) => why)).toEqual([
    ...['no_capacity', 'no_capacity'],
  ]);
  expect(planDay([aRoute(WED)], toPlan, of(WED)).assigned.map(({ slot }) => slot)).toEqual([
    ...['09:00', '15:00'],
  ]);
});

test.each([
  ['before its window', BEFORE, {}, TUE],
  ['within its window', WED, {}, WED],
  ['after its window', FRI, {}, null],
  ['where it stands on a day to come', TUE, { stands: WED }, WED],
  ['where it stood on a day that is over', WED, { stands: TUE }, WED],
  ['where it stands on a day no longer of it', TUE, { stands: FRI }, TUE],
  ['for a day that is named', TUE, { stands: WED, named: THU }, THU],
  ['for a day that is over', WED, { named: TUE }, null],
])('when a person puts it %s, then the day follows', async (_when, today, given, day) => {
  const visit = visitOf(await fromTuesdayToThursday());
  expect(dayToPut(visit, { today, named: null, stands: null, ...given })).toBe(day);
});

test('when nobody came on any day of the window, then the check asks on the day after the last', async () => {
  const order = await fromTuesdayToThursday();
  await order.until(`${FRI} 11:59`);
  expect(order.types()).not.toContain('DeliveryFoundMissing');
  await order.until(`${FRI} 12:01`);
  expect(momentsOf(order, 'DeliveryFoundMissing')).toEqual([moment(`${FRI} 12:00`)]);
});
