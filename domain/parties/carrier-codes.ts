/**
 * The numbers of courier services in the words of parties and carriers, one table a service. A number that is
 * not in its table is kept as it came and shown; it changes nothing.
 */
import type { AdapterName } from './party';
import type { CarrierWord } from './parcel';

export type CarrierMeaning =
  | { readonly answer: 'accepted' | 'refused' | 'done' }
  | { readonly status: CarrierWord }
  | { readonly unknown: string };

type Table = Readonly<Record<string, Exclude<CarrierMeaning, { readonly unknown: string }>>>;

const TABLES: Readonly<Record<AdapterName, Table>> = {
  'metro-courier': {
    '10': { answer: 'accepted' },
    '11': { answer: 'refused' },
    '20': { status: 'handed_over' },
    '30': { status: 'in_transit' },
    '35': { status: 'at_pickup_point' },
    '40': { status: 'delivered' },
    '50': { status: 'attempt_failed' },
    '60': { status: 'returning' },
    '70': { status: 'returned' },
    '99': { status: 'lost' },
  },
};

/** What a service means by a number. */
export function meaningOf(adapter: AdapterName, code: string): CarrierMeaning {
  const table = TABLES[adapter];
  const found = Object.hasOwn(table, code) ? table[code] : undefined;
  return found ?? { unknown: `${adapter} ${code}` };
}
