/**
 * Suppliers' offers for goods that are on no shelf, and which of them is the best by the shop's rule (R33).
 * Who refused already is left out by the caller.
 */
export interface Offer {
  readonly party: string;
  readonly maker?: string | undefined;
  /** Minor units for one piece. */
  readonly price: number;
  /** Days until it can be here. */
  readonly term: number;
  /** The more the better; an offer that tells none comes last. */
  readonly quality?: number | undefined;
}

/** By what a shop chooses among offers; weighed: each measure relative to the best one of the offers. */
export type OfferRule =
  | { readonly by: 'price' | 'term' | 'quality' }
  | {
      readonly by: 'weighed';
      readonly weights: {
        readonly price: number;
        readonly term: number;
        readonly quality: number;
      };
    };

export const CHEAPEST: OfferRule = { by: 'price' };

/** The smaller the better, in the order in which they decide; the party's id ends every tie. */
function measures(rule: OfferRule, offers: readonly Offer[]): (offer: Offer) => readonly number[] {
  const quality = (offer: Offer): number => offer.quality ?? 0;
  switch (rule.by) {
    case 'price':
      return (offer) => [offer.price, offer.term, -quality(offer)];
    case 'term':
      return (offer) => [offer.term, offer.price, -quality(offer)];
    case 'quality':
      return (offer) => [-quality(offer), offer.price, offer.term];
    case 'weighed': {
      const { weights } = rule;
      // One more than nothing, so that a free or immediate offer can be divided by.
      const cheapest = 1 + Math.min(...offers.map((offer) => offer.price));
      const soonest = 1 + Math.min(...offers.map((offer) => offer.term));
      const finest = 1 + Math.max(...offers.map(quality));
      return (offer) => [
        weights.price * ((1 + offer.price) / cheapest) +
          weights.term * ((1 + offer.term) / soonest) +
          weights.quality * (finest / (1 + quality(offer))),
        offer.price,
        offer.term,
      ];
    }
  }
}

/** The best offer by the rule, or none where there are no offers. */
export function bestOffer(offers: readonly Offer[], rule: OfferRule = CHEAPEST): Offer | undefined {
  const measured = measures(rule, offers);
  return [...offers].sort((one, other) => {
    const differing = measured(one)
      .map((value, index) => value - (measured(other)[index] ?? 0))
      .find((difference) => difference !== 0);
    return differing ?? one.party.localeCompare(other.party);
  })[0];
}
