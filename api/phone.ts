/**
 * Phone numbers as people write them, made one number that a provider can dial.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

/** The country of a number written without one, by the shop's currency. */
export function countryOf(policy: { readonly currency: string }): CountryCode {
  const countries: Readonly<Record<string, CountryCode>> = {
    ...{ RUB: 'RU', KZT: 'KZ', BYN: 'BY', UAH: 'UA' },
    ...{ EUR: 'DE', USD: 'US', GBP: 'GB' },
  };
  return countries[policy.currency] ?? 'RU';
}

/** The number in E.164, or null where it is none. */
export function toE164(written: string, country: CountryCode): string | null {
  const number = parsePhoneNumberFromString(written, country);
  return number?.isPossible() ? number.number : null;
}
