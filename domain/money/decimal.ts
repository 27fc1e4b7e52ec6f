/**
 * Minor units as people write them: a currency has cents, none, or thousandths. Formats nothing else.
 */

/** How many digits of the currency stand after the point. */
function fractionDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 0;
}

/** A sum in whole units of its currency, for whoever formats it. */
export function wholeUnits(minor: number, currency: string): number {
  return minor / 10 ** fractionDigits(currency);
}

/** "3799.00", or "1599" where the currency has no cents. */
export function decimalText(minor: number, currency: string): string {
  return wholeUnits(minor, currency).toFixed(fractionDigits(currency));
}

/** The minor units of what somebody typed, "3799.00" or "3799,5"; null where it is no sum of the currency. */
export function minorUnits(typed: string, currency: string): number | null {
  const digits = fractionDigits(currency);
  const [, units = '', fraction = ''] = /^(\d{1,10})(?:[.,](\d+))?$/.exec(typed) ?? [];
  if (units === '' || fraction.length > digits) return null;
  return Number(`${units}${fraction.padEnd(digits, '0')}`);
}
