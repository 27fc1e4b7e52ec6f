/**
 * Minor units as people write them: a currency has cents, none, or thousandths. Formats nothing else.
 */

/**
 * Currencies whose minor unit is no hundredth, by ISO 4217 (list one). How many digits people are shown is another thing
 * and changes with the tables of the runtime: forints are shown without the hundredths in which they are counted.
 */
const NO_HUNDREDTHS: Readonly<Record<number, readonly string[]>> = {
  0: [
    ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG'],
    ...['RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
  ],
  3: ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'],
  4: ['CLF', 'UYW'],
};

/** How many digits of the currency stand after the point. */
export function fractionDigits(currency: string): number {
  const known = Object.entries(NO_HUNDREDTHS).find(([, codes]) => codes.includes(currency));
  return Number(known?.[0] ?? 2);
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
