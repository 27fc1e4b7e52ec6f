/**
 * Puts certificates and promo codes into a wish and takes them out again, or says why not. What they are worth
 * is for the totals, how much of a certificate is held is for plan.
 */
import type { Instant } from '../../calendar/instant';
import type { Refusal } from '../../life/life';
import type { Wish } from '../wish';
import { codeKey } from './code-register';
import type { CodeKind, KnownCode } from './code-register';

/** What was found of the codes that were named, and the moment at which they must be valid. */
export interface CodesFound {
  readonly known: readonly KnownCode[];
  readonly at: Instant;
}

/** Nobody puts more certificates into one order. */
const MOST_CERTIFICATES = 20;

interface Named {
  readonly kind: CodeKind;
  readonly code: string;
}

function usable({ currency }: Wish, { kind, code }: Named, found: CodesFound): KnownCode | Refusal {
  const known = found.known.find((one) => one.kind === kind && one.code === code);
  if (!known) return { refusal: 'code_unknown', pointer: '/code' };
  if (known.currency !== null && known.currency !== currency) {
    return { refusal: 'other_currency', pointer: '/code' };
  }
  if (known.from !== null && known.from > found.at) {
    return { refusal: 'code_not_yet_valid', pointer: '/code' };
  }
  if (known.until !== null && known.until <= found.at) {
    return { refusal: 'code_expired', pointer: '/code' };
  }
  if (known.left === 0 || known.isUsedByCustomer) return { refusal: 'code_used', pointer: '/code' };
  return known;
}

/** The wish with a code more; one it has already changes nothing. */
export function withCode(
  wish: Wish,
  named: { readonly kind: CodeKind; readonly code: string },
  found: CodesFound,
): Wish | Refusal {
  const code = codeKey(named.code);
  const { certificates = [], promo } = wish;
  const isThere = named.kind === 'promo' ? promo?.code === code : certificates.includes(code);
  if (isThere) return wish;
  const known = usable(wish, { kind: named.kind, code }, found);
  if ('refusal' in known) return known;
  if (named.kind === 'promo') {
    if (promo) return { refusal: 'one_promo_code', pointer: '/code' };
    return known.promo ? { ...wish, promo: known.promo } : wish;
  }
  return certificates.length < MOST_CERTIFICATES
    ? { ...wish, certificates: [...certificates, code] }
    : { refusal: 'too_many_codes', pointer: '/code' };
}

/** The wish without a code; `code_unknown` where it has none such. */
export function withoutCode(wish: Wish, kind: CodeKind, written: string): Wish | Refusal {
  const code = codeKey(written);
  const { certificates = [], promo, ...rest } = wish;
  if (kind === 'promo') {
    if (promo?.code !== code) return { refusal: 'code_unknown', pointer: '/code' };
    return { ...rest, ...(wish.certificates ? { certificates } : {}) };
  }
  if (!certificates.includes(code)) return { refusal: 'code_unknown', pointer: '/code' };
  const left = certificates.filter((one) => one !== code);
  return { ...rest, ...(promo ? { promo } : {}), certificates: left };
}

/** Every code that changes of a command speak of, whatever else the command is. */
export function codesNamed(command: unknown): readonly string[] {
  if (typeof command !== 'object' || command === null) return [];
  const { changes, data } = command as { readonly changes?: unknown; readonly data?: unknown };
  const own = Array.isArray(changes) ? (changes as readonly unknown[]).flatMap(codeOf) : [];
  return data === undefined ? own : [...own, ...codesNamed(data)];
}

function codeOf(change: unknown): readonly string[] {
  if (typeof change !== 'object' || change === null || !('code' in change)) return [];
  return typeof change.code === 'string' ? [codeKey(change.code)] : [];
}
