/**
 * In which country a shop is at home: said by its policy, else read off its ways or its money.
 */
import { DEMO_DELIVERY_WAYS } from '../../../domain/policy/demo-delivery-ways';
import { countryOf } from '../../../domain/policy/shop-country';
import type { DeliveryWays } from '../../../domain/delivery/delivery-ways';

/** Ways whose zones lie in these countries, in turns. */
function waysTo(...countries: readonly string[]): DeliveryWays {
  const ways = DEMO_DELIVERY_WAYS.ways.map((way, nth) => ({
    ...way,
    zones: way.zones.map((zone) => ({ ...zone, country: countries[nth % countries.length] ?? '' })),
  }));
  return { ...DEMO_DELIVERY_WAYS, ways };
}

test.each([
  ['where it says so', { country: 'FR', currency: 'USD', deliveryWays: waysTo('KZ') }, 'FR'],
  ['where all ways lead to one', { currency: 'EUR', deliveryWays: waysTo('FR') }, 'FR'],
  ['where ways lead to several', { currency: 'KZT', deliveryWays: waysTo('RU', 'KZ') }, 'KZ'],
  [
    'where ways lead to several and its money to none of them',
    { currency: 'EUR', deliveryWays: waysTo('FR', 'BE') },
    'FR',
  ],
  ['where there are no ways', { currency: 'EUR' }, 'DE'],
  [
    'where ways name no place',
    { currency: 'GBP', deliveryWays: { ...waysTo('RU'), ways: [] } },
    'GB',
  ],
  ['where nobody can tell', { currency: 'XOF' }, 'RU'],
])('a shop is at home %s', (_where, policy, country) => {
  expect(countryOf(policy)).toBe(country);
});
