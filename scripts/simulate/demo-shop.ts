/**
 * The shop that is simulated: its parties, goods, offers and terms, and a random order placed with it.
 */
import type { CodeGiven } from '../../domain/order/codes/memory-codes';
import type { Promo } from '../../domain/order/wish';
import type { Channel, Party } from '../../domain/parties/party';
import type { PartyKind } from '../../domain/parties/instruction';
import { DEMO_POLICY } from '../../domain/policy/demo-policy';
import type { ContactStep, Policy, Terms } from '../../domain/policy/policy';
import type { Offer } from '../../domain/stock/offers';
import { asStored } from './as-stored';

const PARTIES: readonly (readonly [string, PartyKind])[] = [
  ['warehouse-main', 'warehouse'],
  ['warehouse-south', 'warehouse'],
  ['supplier-north', 'supplier'],
  ['supplier-south', 'supplier'],
  ['own-couriers', 'own_couriers'],
  ['city-courier', 'courier_company'],
  ['post', 'post'],
  ['pickup-network', 'pickup_network'],
];

/** A shop that tries its customers in every way and lets good orders pass unasked. */
export const EAGER_CONTACT: Policy['contact'] = {
  steps: [
    { do: 'sms', after: { minutes: 0 } },
    { do: 'call', after: { minutes: 15 } },
    { do: 'sms', after: { minutes: 30 } },
    { do: 'call', after: 'next_morning' },
    { do: 'sms', after: 'next_morning' },
    { do: 'email', after: { minutes: 60 } },
  ],
  remindAfterMinutes: 12 * 60,
  closeAfterMinutes: 24 * 60,
  autoConfirm: { needs: ['in_stock', 'address_whole', 'known_customer'], totalUnder: 400_000 },
};

type Channels = Readonly<Record<string, Channel>>;

/** Parties that are told by their own server, by letter and by the adapter of their service. */
export const CHANNELS: Channels = {
  'warehouse-south': { type: 'webhook', url: 'https://south.example/ordo' },
  'supplier-north': { type: 'email', address: 'north@example.com' },
  'own-couriers': { type: 'webhook', url: 'https://couriers.example/ordo' },
  'city-courier': { type: 'adapter', name: 'metro-courier', url: 'https://city.example' },
};

/** One object for all histories, so that what was found out about its calendar is found out once. */
const POLICY = asStored(DEMO_POLICY);

/** The demo policy, or parts of it otherwise, with all parties told by their desk unless said otherwise. */
export function shopTerms(policy: Partial<Policy> = {}, channels: Channels = {}): Terms {
  const parties = PARTIES.map(([id, kind]): Party => ({
    id,
    kind,
    title: id,
    calendar: null,
    deadlines: { answerMinutes: 120 },
    channel: channels[id] ?? { type: 'desk' },
  }));
  return { policy: { ...POLICY, ...policy }, parties };
}

/** Contact policies that shops may choose: the demo shop's, and some with the voice menu. */
export const CONTACT_STEPS: readonly (readonly ContactStep[])[] = [
  DEMO_POLICY.contact.steps,
  [
    { do: 'voice', after: { minutes: 5 } },
    { do: 'call', after: { minutes: 120 } },
    { do: 'email', after: { minutes: 0 } },
  ],
  [
    { do: 'call', after: { minutes: 15 } },
    { do: 'voice', after: { minutes: 60 } },
    { do: 'voice', after: 'next_morning' },
    { do: 'email', after: { minutes: 30 } },
  ],
];

export interface Good {
  readonly sku: string;
  readonly price: number;
  readonly prepaidOnly: boolean;
}

/** What customers order; the last one is on no shelf and from no supplier. */
export const GOODS: readonly Good[] = [
  { sku: 'DRESS', price: 260_000, prepaidOnly: false },
  { sku: 'VASE', price: 90_000, prepaidOnly: false },
  { sku: 'BELT', price: 40_000, prepaidOnly: false },
  { sku: 'FILTER', price: 50_000, prepaidOnly: false },
  { sku: 'MUG', price: 30_000, prepaidOnly: true },
  { sku: 'UNICORN', price: 100_000, prepaidOnly: false },
];

export const PREPAID_ONLY = GOODS.filter((good) => good.prepaidOnly).map((good) => good.sku);

/** Goods of a kind, as products name it; of the others the shop names none. */
export const GROUPS: Readonly<Record<string, string>> = {
  DRESS: 'clothes',
  BELT: 'clothes',
  VASE: 'fragile',
};

/** Few pieces, so that orders compete for them. */
export const SHELVES = [
  { place: 'warehouse-main', sku: 'DRESS', onHand: 4 },
  { place: 'warehouse-south', sku: 'DRESS', onHand: 2 },
  { place: 'warehouse-main', sku: 'VASE', onHand: 1 },
  { place: 'warehouse-main', sku: 'BELT', onHand: 3 },
  { place: 'warehouse-south', sku: 'MUG', onHand: 5 },
] as const;

export const OFFERS: Readonly<Record<string, readonly Offer[]>> = {
  FILTER: [
    { party: 'supplier-north', price: 45_000, term: 2 },
    { party: 'supplier-south', price: 42_000, term: 5 },
  ],
  BELT: [{ party: 'supplier-north', price: 35_000, term: 2 }],
};

const promo = (code: string, worth: Partial<Promo>): Promo => ({
  ...{ code, percent: null, sum: null, skus: null },
  ...worth,
});

/** Few and small, so that orders compete for them, but for the first; one is over, one has not begun, one is of another currency. */
export const CODES: readonly CodeGiven[] = [
  { kind: 'certificate', code: 'GIFT-0', currency: 'RUB', limit: 100_000_000 },
  { kind: 'certificate', code: 'GIFT-1', currency: 'RUB', limit: 300_000 },
  { kind: 'certificate', code: 'GIFT-2', currency: 'RUB', limit: 50_000 },
  {
    kind: 'certificate',
    code: 'GIFT-3',
    currency: 'RUB',
    limit: 1,
    until: '2026-11-28T08:00:00.000Z',
  },
  { kind: 'certificate', code: 'DOLLARS', currency: 'USD', limit: 100_000 },
  { kind: 'promo', code: 'TEN', limit: null, promo: promo('TEN', { percent: 10 }) },
  {
    ...({ kind: 'promo', code: 'CLOTHES', limit: null } as const),
    promo: promo('CLOTHES', { percent: 15, groups: ['clothes', 'shoes'] }),
  },
  { kind: 'promo', code: 'SEVEN', limit: 2, promo: promo('SEVEN', { percent: 7, skus: ['BELT'] }) },
  {
    ...({ kind: 'promo', code: 'ONCE', limit: 3, oncePerCustomer: true } as const),
    ...{ currency: 'RUB', promo: promo('ONCE', { sum: 55_555 }) },
  },
  {
    ...({ kind: 'promo', code: 'LATER', limit: null, from: '2026-11-27T08:00:00.000Z' } as const),
    promo: promo('LATER', { percent: 100 }),
  },
];
