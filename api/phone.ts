/**
 * Phone numbers as people write them, made one number that a provider can dial.
 */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The number in E.164, of this country where it names none; null where it is no number. */
export function toE164(written: string, country: string): string | null {
  const number = isSupportedCountry(country)
    ? parsePhoneNumberFromString(written, country)
    : parsePhoneNumberFromString(written);
  return number?.isPossible() ? number.number : null;
}
