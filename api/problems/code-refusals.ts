/**
 * Refusals of certificates and promo codes, as part of the one table of refusals.
 */
import { kind } from './problem-kind';

export const CODE_REFUSALS = {
  code_unknown: kind(
    422,
    'The code is not known',
    'The shop has no certificate or promotion with this code.',
  ),
  code_used: kind(
    422,
    'The code is used up',
    'The certificate or promotion has been used already.',
  ),
  code_expired: kind(
    422,
    'The code has expired',
    'The certificate or promotion is no longer valid.',
  ),
  code_not_yet_valid: kind(422, 'The code is not valid yet', 'The promotion begins later.'),
  one_promo_code: kind(
    422,
    'The order has a promo code',
    'An order takes one promo code: remove the other one in the same request.',
  ),
  too_many_codes: kind(422, 'Too many certificates', 'An order takes at most twenty certificates.'),
} as const;
