/**
 * What can happen to the certificates and promo codes of an order. Facts only; what follows is the business of
 * evolve and plan.
 */
export type CodeEvent =
  | { readonly type: 'PromoCodeTaken' | 'PromoCodeGivenBack'; readonly code: string }
  | {
      readonly type: 'CertificateHeld';
      readonly code: string;
      /** Minor units held now beyond what was held before; none where nothing was left on it. */
      readonly amount: number;
      /** The version of the wish for which the certificate was asked. */
      readonly version: number;
    }
  | {
      readonly type: 'CertificateReleased' | 'CertificateSpent';
      readonly code: string;
      readonly amount: number;
    };
