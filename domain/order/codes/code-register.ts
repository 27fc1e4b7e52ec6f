/**
 * What the rules may know of a shop's certificates and promo codes, and what they may ask of the register that
 * keeps them. The register is a table in the database or one in memory; no rule is hidden in it.
 */
import type { Instant } from '../../calendar/instant';
import type { Promo } from '../wish';

export type CodeKind = 'certificate' | 'promo';

/** A code that was named, as the register has it; locked for whoever asks until the step is written. */
export interface KnownCode {
  readonly kind: CodeKind;
  readonly code: string;
  /** Of a certificate and of a promo code that is a sum; null where it does not matter. */
  readonly currency: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  /** Minor units on a certificate, uses of a promo code, the order's own included; null: without limit. */
  readonly left: number | null;
  /** Another order of this customer has it, and it is for one order of each. */
  readonly isUsedByCustomer: boolean;
  readonly promo: Promo | null;
}

/** Who asks: an order, and under which id its customer's data are kept. */
export interface CodeAsker {
  readonly shop: string;
  readonly lifeId: string;
  readonly customerId: string;
  readonly at: Instant;
}

/** `hold` takes as much as there is, up to the amount; the others are done whole. */
export type CodeMove =
  | { readonly do: 'take' | 'give_back'; readonly code: string }
  | {
      readonly do: 'hold';
      readonly code: string;
      readonly amount: number;
      readonly version: number;
    }
  | { readonly do: 'release' | 'spend'; readonly code: string; readonly amount: number };

/** The register behind a step. */
export interface CodeRegister {
  readonly look: (asker: CodeAsker, codes: readonly string[]) => Promise<readonly KnownCode[]>;
  /** Carries the moves out and tells how much of each was done. */
  readonly move: (asker: CodeAsker, moves: readonly CodeMove[]) => Promise<readonly number[]>;
}

/** A code as it is kept: people write small letters and capitals as it comes. */
export function codeKey(written: string): string {
  return written.trim().normalize('NFKC').toUpperCase();
}
