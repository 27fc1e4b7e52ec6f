/**
 * The country a shop is at home in: that of addresses and phone numbers which name none. Where it delivers to is
 * not said here.
 */
import type { Policy } from './policy';

/** Whose money it is, for shops that say nothing else. */
const BY_CURRENCY: Readonly<Record<string, string>> = {
  ...{ RUB: 'RU', KZT: 'KZ', BYN: 'BY', UAH: 'UA' },
  ...{ EUR: 'DE', USD: 'US', GBP: 'GB' },
};

/** As the policy names it, else of those to which its ways lead that of its currency, else the first of them. */
export function countryOf(policy: Pick<Policy, 'country' | 'currency' | 'deliveryWays'>): string {
  if (policy.country !== undefined) return policy.country;
  const zones = policy.deliveryWays?.ways.flatMap((way) => way.zones) ?? [];
  const countries = new Set(zones.map(({ country }) => country));
  const byMoney = BY_CURRENCY[policy.currency] ?? 'RU';
  const [first = byMoney] = countries;
  return countries.has(byMoney) ? byMoney : first;
}
