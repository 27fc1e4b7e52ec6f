/**
 * What stands on a courier's day when the courier, his hours or the order change: nobody's visit is lost, and what
 * he has in his hands stays his.
 */
import type { Courier } from '../../../domain/couriers/courier';
import { isStillThere, isWithCourier } from '../../../domain/couriers/day-route';
import type { DayRoute } from '../../../domain/couriers/day-route';
import { planDay } from '../../../domain/couriers/plan-day';
import { visitsOf } from '../../../domain/couriers/visit';
import type { Visit } from '../../../domain/couriers/visit';
import { shopTerms } from '../../../scripts/simulate/demo-shop';
import { aShopInMemory, DELIVERY, moment } from '../../support/an-order-in-memory';

const DAY = '2026-11-27';
const ZONE = 'Europe/Moscow';

const aCourier = (fields: Partial<Courier> = {}): Courier => ({
  ...{ id: 'ivan', name: 'Иван', locale: 'ru', zones: ['*'], cashLimit: null, active: true },
  windows: [{ from: '09:00', to: '18:00', capacity: 5 }],
  ...fields,
});

const aRoute = (fields: Partial<Courier> = {}, date = DAY): DayRoute => {
  return { courier: aCourier(fields), date, stops: [], off: [] };
};

/** The visit of an order agreed on Thursday for Friday, after what its courier reported. */
async function aVisit(...said: readonly string[]): Promise<Visit> {
  const order = await aShopInMemory().order();
  await order.hears('confirm', { channel: 'phone' });
  for (const status of said) await order.hears('reportParcel', { parcelId: 'par_1_1', status });
  const [visit] = visitsOf(order.now(), shopTerms());
  if (!visit) throw new Error('the order has no visit');
  return visit;
}

const LATER = { windows: [{ from: '08:00', to: '18:00', capacity: 5 }] };

test('when a courier works no more or his hours changed, then what he has not taken leaves his route', async () => {
  const stop = { visit: await aVisit(), slot: '09:00' };
  expect(isStillThere(aRoute(), stop, ZONE)).toBe(true);
  expect(isStillThere(aRoute({ active: false }), stop, ZONE)).toBe(false);
  expect(isStillThere(aRoute(LATER), stop, ZONE)).toBe(false);
});

test.each([
  ['taken', ['handed_over'], true],
  ['not delivered', ['handed_over', 'attempt_failed'], true],
  ['delivered', ['delivered'], true],
])(
  'when a courier works no more, then what he has %s stays on his route',
  async (_what, said, isThere) => {
    const stop = { visit: await aVisit(...said), slot: '09:00' };
    expect(isStillThere(aRoute({ active: false }), stop, ZONE)).toBe(isThere);
    expect(isStillThere(aRoute(LATER), stop, ZONE)).toBe(isThere);
  },
);

test('when a visit taken is put off to another day, then it leaves the route of the day and is with its courier', async () => {
  const visit = await aVisit('handed_over');
  const putOff = { ...visit, days: { first: '2026-11-28', last: '2026-11-28' } };
  expect(isStillThere(aRoute(), { visit: putOff, slot: '09:00' }, ZONE)).toBe(false);
  expect(isWithCourier(putOff)).toBe(true);
  expect(isWithCourier(await aVisit())).toBe(false);
});

test('when a day is planned, then what a courier has in his hands goes to nobody else', async () => {
  const visit = await aVisit('handed_over');
  const routes = [aRoute({ id: 'anna' }), aRoute({ id: 'ivan' })];
  const of = { date: DAY, zone: ZONE };
  const plan = (holder: string | null, among = routes) =>
    planDay(among, [{ visit, postalCode: '101000', holder }], of);
  expect(plan(null).assigned).toMatchObject([{ courier: 'anna' }]);
  expect(plan('ivan').assigned).toMatchObject([{ courier: 'ivan' }]);
  const gone = [aRoute({ id: 'anna' }), aRoute({ id: 'ivan', active: false })];
  expect(plan('ivan', gone)).toMatchObject({ assigned: [], left: [{ why: 'not_active' }] });
  expect(moment(`${DAY} 10:00`)).toBe(visit.window?.from);
});

test.each([
  ['14:30', 'before', [{ courier: 'ivan' }], []],
  ['15:30', 'after', [], [{ why: 'after_cut_off' }]],
])(
  'when at %s, %s the cut-off, a visit for the same day is told of, then planning that day heeds it',
  async (told, _when, assigned, left) => {
    const today = '2026-11-26';
    const window = { from: moment(`${today} 16:00`), to: moment(`${today} 18:00`) };
    const shop = aShopInMemory({ at: `${today} ${told}` });
    const order = await shop.order({ delivery: { ...DELIVERY, window } });
    await order.hears('confirm', { channel: 'phone' });
    const visits = visitsOf(order.now(), shopTerms()).map((visit) => ({
      ...{ visit, postalCode: '101000', holder: null },
    }));
    expect(visits).toHaveLength(1);
    const planned = planDay([aRoute({}, today)], visits, { date: today, zone: ZONE });
    expect(planned).toMatchObject({ assigned, left });
  },
);
