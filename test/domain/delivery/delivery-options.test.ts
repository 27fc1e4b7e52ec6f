/**
 * Which ways of delivery there are, for how much and by when: by place, by kind of goods, by working days.
 */
import { deliveryOptions } from '../../../domain/delivery/delivery-options';
import type { DeliveryOption, OptionsWanted } from '../../../domain/delivery/delivery-options';
import { metresBetween, nearestPoint } from '../../../domain/delivery/nearest-point';
import type { PickupPoint } from '../../../domain/delivery/pickup-point';
import { locationOf, zoneIdAt } from '../../../domain/delivery/zone-of';
import { DEMO_DELIVERY_WAYS } from '../../../domain/policy/demo-delivery-ways';
import type { Policy } from '../../../domain/policy/policy';
import { shopTerms } from '../../../scripts/simulate/demo-shop';
import { moment } from '../../support/an-order-in-memory';

const GOODS = { sum: 260_000, groups: [] as readonly string[], urgent: false };

function place(postalCode: string | null, country = 'RU') {
  return { country, postalCode, location: null };
}

function options(
  wanted: Partial<OptionsWanted> = {},
  policy: Partial<Policy> = {},
): readonly DeliveryOption[] {
  return deliveryOptions(shopTerms(policy), {
    place: place('101000'),
    goods: GOODS,
    nearest: new Map(),
    at: moment('2026-11-26 11:00'),
    ...wanted,
  });
}

const of = (method: string, ways: readonly DeliveryOption[]): DeliveryOption | undefined =>
  ways.find((one) => one.method === method);

test.each([
  ['101000', 'own-couriers', 30_000],
  ['141006', 'own-couriers', 55_000],
  ['690000', 'city-courier', 90_000],
])('when the place is %s, then the courier is %s for %d', (code, carrier, price) => {
  expect(of('courier', options({ place: place(code) }))).toMatchObject({ carrier, price });
});

test('when a postal code is written with spaces, then it is the same place', () => {
  expect(zoneIdAt(DEMO_DELIVERY_WAYS, 'courier', place('141 006'))).toBe('moscow-region');
});

test('when an address has no postal code, then the order keeps no zone where codes tell zones apart', () => {
  expect(zoneIdAt(DEMO_DELIVERY_WAYS, 'courier', place(null))).toBeNull();
  expect(zoneIdAt(DEMO_DELIVERY_WAYS, 'post', place(null))).toBe('russia');
});

test('when the country is another or nothing goes there, then no way is offered', () => {
  expect(options({ place: place('10115', 'DE') })).toEqual([]);
});

test.each([
  [999_999, 30_000, false],
  [1_000_000, 0, true],
])('when goods cost %d, then delivery is %d and free is said: %s', (sum, price, free) => {
  const ways = options({ goods: { ...GOODS, sum } });
  expect(of('courier', ways)).toMatchObject({ price, free });
});

test('when goods are urgent, then only ways that are quick enough are offered', () => {
  const methods = (goods: Partial<typeof GOODS>): readonly string[] =>
    options({ goods: { ...GOODS, ...goods } }).map(({ method }) => method);
  expect(methods({})).toEqual(['courier', 'pickup', 'post', 'transport']);
  expect(methods({ urgent: true })).toEqual(['courier']);
  expect(methods({ groups: ['baby-food'] })).toEqual(['courier']);
});

test('when a way does not take a group of goods, then it is not offered for them', () => {
  const ways = options({ goods: { ...GOODS, groups: ['toys', 'fragile'] } });
  expect(of('post', ways)).toBeUndefined();
  expect(of('courier', ways)).toBeDefined();
});

test.each([
  ['2026-11-26 11:00', '2026-11-27 10:00', '2026-11-27 19:00', 'Thursday for Friday'],
  ['2026-11-27 18:59', '2026-11-28 11:00', '2026-11-28 16:00', 'Friday before closing'],
  ['2026-11-27 19:00', '2026-11-30 10:00', '2026-11-30 19:00', 'Friday at closing'],
  ['2026-11-28 12:00', '2026-11-30 10:00', '2026-11-30 19:00', 'Saturday for Monday'],
])('when it is ordered at %s, then it comes from %s to %s (%s)', (at, from, to) => {
  const courier = of('courier', options({ at: moment(at) }));
  expect(courier).toMatchObject({ from: moment(from), to: moment(to) });
});

test('when holidays lie between, then they are no working days', () => {
  const { calendar } = shopTerms().policy;
  const holidays = ['2026-11-27', '2026-11-28', '2026-11-30'];
  const courier = of('courier', options({}, { calendar: { ...calendar, holidays } }));
  expect(courier?.from).toBe(moment('2026-12-01 10:00'));
});

test('when the clocks change between, then it comes at the hours on the wall', () => {
  const { calendar } = shopTerms().policy;
  const berlin = { ...calendar, zone: 'Europe/Berlin' };
  const at = moment('2027-03-27 12:00', 'Europe/Berlin');
  expect(of('courier', options({ at }, { calendar: berlin }))).toMatchObject({
    from: moment('2027-03-29 10:00', 'Europe/Berlin'),
    to: moment('2027-03-29 19:00', 'Europe/Berlin'),
  });
});

const POINT: PickupPoint = {
  id: 'point-1',
  title: 'Мясницкая, 24',
  address: {},
  location: { lat: 55.76, lon: 37.63 },
  hours: null,
  storageDays: 7,
  carrier: 'pickup-network',
  active: true,
};

test('when a point is near, then it is the one that is named; else the reason is', () => {
  const nearest = new Map([['pickup-network', POINT]]);
  expect(of('pickup', options({ nearest }))).toMatchObject({ pickupPoint: POINT, reason: null });
  expect(of('pickup', options())).toMatchObject({ pickupPoint: null, reason: 'no_point' });
  const nowhere = options({ place: place(null) });
  expect(of('pickup', nowhere)).toMatchObject({ pickupPoint: null, reason: 'place_unknown' });
});

test('when an address has no location, then its postal code’s centre stands for it, the longest first', () => {
  expect(locationOf(DEMO_DELIVERY_WAYS, place('101000'))).toEqual({ lat: 55.765, lon: 37.638 });
  expect(locationOf(DEMO_DELIVERY_WAYS, place('105000'))).toEqual({ lat: 55.756, lon: 37.617 });
  expect(locationOf(DEMO_DELIVERY_WAYS, place('690000'))).toBeNull();
  const there = { lat: 1, lon: 2 };
  expect(locationOf(DEMO_DELIVERY_WAYS, { ...place('101000'), location: there })).toEqual(there);
});

test('when points lie on both sides of the date line, then the nearer one across it is found', () => {
  const fiji = { lat: -17, lon: 179.9 };
  const points = [
    { id: 'west', location: { lat: -17, lon: 175 } },
    { id: 'east', location: { lat: -17, lon: -179.9 } },
  ];
  expect(nearestPoint(points, fiji)?.id).toBe('east');
  expect(nearestPoint([], fiji)).toBeNull();
});

test('when two points are equally near, then it is always the same one', () => {
  const location = { lat: 55, lon: 37 };
  const points = [
    { id: 'b', location },
    { id: 'a', location },
  ];
  expect(nearestPoint(points, location)?.id).toBe('a');
});

test('from Moscow to Saint Petersburg it is about 634 km', () => {
  const metres = metresBetween({ lat: 55.7558, lon: 37.6173 }, { lat: 59.9343, lon: 30.3351 });
  expect(metres / 1000).toBeGreaterThan(630);
  expect(metres / 1000).toBeLessThan(638);
});
