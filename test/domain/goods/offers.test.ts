/**
 * Which of several suppliers' offers is the best, by each rule a shop may choose (R33).
 */
import { bestOffer } from '../../../domain/stock/offers';
import type { Offer, OfferRule } from '../../../domain/stock/offers';

const NORTH: Offer = { party: 'north', price: 45_000, term: 2, quality: 8 };
const SOUTH: Offer = { party: 'south', price: 42_000, term: 5, quality: 5 };
const EAST: Offer = { party: 'east', price: 60_000, term: 3, quality: 9 };
const OFFERS = [NORTH, SOUTH, EAST];

const weighed = (price: number, term: number, quality: number): OfferRule => ({
  by: 'weighed',
  weights: { price, term, quality },
});

test.each<[string, OfferRule, string]>([
  ['the price', { by: 'price' }, 'south'],
  ['the term', { by: 'term' }, 'north'],
  ['the quality', { by: 'quality' }, 'east'],
  ['price alone, weighed', weighed(1, 0, 0), 'south'],
  ['term alone, weighed', weighed(0, 1, 0), 'north'],
  ['quality alone, weighed', weighed(0, 0, 1), 'east'],
  ['price and term, weighed', weighed(1, 1, 0), 'north'],
])('when the shop goes by %s, then its best offer is taken', (_, rule, party) => {
  expect(bestOffer(OFFERS, rule)?.party).toBe(party);
});

test.each<[string, readonly Offer[], string]>([
  ['one price, then the sooner', [{ ...SOUTH, price: 45_000 }, NORTH], 'north'],
  ['one price and term, then the finer', [NORTH, { ...NORTH, party: 'a', quality: 9 }], 'a'],
  ['everything the same, then the first by its name', [NORTH, { ...NORTH, party: 'a' }], 'a'],
])('when two offers have %s', (_, offers, party) => {
  expect(bestOffer(offers, { by: 'price' })?.party).toBe(party);
  expect(bestOffer([...offers].reverse(), { by: 'price' })?.party).toBe(party);
});

test('when an offer tells no quality, then any that tells one is finer', () => {
  const silent: Offer = { party: 'a', price: 1, term: 0 };
  expect(bestOffer([silent, SOUTH], { by: 'quality' })?.party).toBe('south');
});

test('when there is no offer, then there is no best one', () => {
  expect(bestOffer([], { by: 'term' })).toBeUndefined();
  expect(bestOffer([], weighed(1, 1, 1))).toBeUndefined();
});
