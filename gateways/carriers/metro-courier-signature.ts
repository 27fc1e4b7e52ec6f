/**
 * How Metro Courier signs, both ways: HMAC-SHA256 over some fields joined by semicolons. Only the check: what a
 * call of theirs means is not decided here.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The `sign` of some fields, in the order the service documents. */
export function metroSign(values: readonly string[], secret: string): string {
  return createHmac('sha256', secret).update(values.join(';')).digest('hex');
}

/** True only where one of the secrets signed these fields. Never throws. */
export function isFromMetro(
  { sign, values }: { readonly sign: string; readonly values: readonly string[] },
  secrets: readonly string[],
): boolean {
  // A semicolon in a field would let two different calls have one signature.
  if (!/^[0-9a-f]{64}$/.test(sign) || values.some((value) => value.includes(';'))) return false;
  const given = Buffer.from(sign);
  const matches = secrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(given, Buffer.from(metroSign(values, secret))));
  return matches.includes(true);
}
