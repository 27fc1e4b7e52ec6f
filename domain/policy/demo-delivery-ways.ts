/**
 * How the demo shops bring their goods: Moscow, its region, all of Russia. Data only.
 */
import type { DeliveryWays, DeliveryZone } from '../delivery/delivery-ways';

const MOSCOW = ['101', '103', '105', '107', '109', '111', '115', '117', '119', '121', '123'];
const MOSCOW_MORE = ['125', '127', '129'];
const REGION = ['140', '141', '142', '143', '144'];

interface Priced {
  readonly price: number;
  readonly freeFrom: number | null;
  readonly days: readonly [number, number];
}

function zone(id: string, postalPrefixes: readonly string[], terms: Priced): DeliveryZone {
  const [from, to] = terms.days;
  const { price, freeFrom } = terms;
  return { id, country: 'RU', postalPrefixes, price, freeFrom, days: { from, to } };
}

const EVERYWHERE: readonly string[] = [];

export const DEMO_DELIVERY_WAYS: DeliveryWays = {
  ways: [
    {
      method: 'courier',
      payments: ['cash', 'card_on_delivery', 'prepaid'],
      notFor: [],
      zones: [
        zone('moscow', [...MOSCOW, ...MOSCOW_MORE], {
          price: 30_000,
          freeFrom: 1_000_000,
          days: [1, 1],
        }),
        zone('moscow-region', REGION, { price: 55_000, freeFrom: 1_500_000, days: [1, 2] }),
        {
          ...zone('russia', EVERYWHERE, { price: 90_000, freeFrom: null, days: [3, 7] }),
          carrier: 'city-courier',
        },
      ],
    },
    {
      method: 'pickup',
      payments: ['prepaid', 'cash'],
      notFor: [],
      zones: [
        zone('moscow', [...MOSCOW, ...MOSCOW_MORE, ...REGION], {
          price: 15_000,
          freeFrom: 300_000,
          days: [1, 3],
        }),
        zone('russia', EVERYWHERE, { price: 25_000, freeFrom: 500_000, days: [3, 6] }),
      ],
    },
    {
      method: 'post',
      payments: ['prepaid', 'cod_post'],
      notFor: ['fragile'],
      zones: [zone('russia', EVERYWHERE, { price: 35_000, freeFrom: null, days: [4, 7] })],
    },
    {
      method: 'transport',
      payments: ['prepaid'],
      notFor: [],
      zones: [zone('russia', EVERYWHERE, { price: 80_000, freeFrom: null, days: [2, 5] })],
    },
  ],
  urgentGroups: ['baby-food'],
  urgentDays: 2,
  postalCentres: [
    { country: 'RU', prefix: '1', location: { lat: 55.756, lon: 37.617 } },
    { country: 'RU', prefix: '101', location: { lat: 55.765, lon: 37.638 } },
    { country: 'RU', prefix: '119', location: { lat: 55.72, lon: 37.55 } },
    { country: 'RU', prefix: '125', location: { lat: 55.81, lon: 37.52 } },
    { country: 'RU', prefix: '190', location: { lat: 59.92, lon: 30.31 } },
  ],
};
