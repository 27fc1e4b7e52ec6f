/**
 * Makes a new order out of what was asked for, or refuses it. The caller has stored personal data
 * already and gives ids; whether goods exist is no reason to refuse: an unknown SKU becomes short.
 */
import type { Refusal } from '../life/life';
import { withCode } from './codes/apply-codes';
import type { CodesFound } from './codes/apply-codes';
import type { EventOf, OrderFact } from './events';
import { mayCost } from './money/most-sum';
import type { Contact, Delivery, Line, PaymentMethod, Wish } from './wish';
import { isPayableBy } from './money/payable-by';

interface Priced {
  readonly amount: number;
  readonly currency: string;
}

export interface OrderRequest {
  readonly id: string;
  readonly shop: string;
  readonly number: string;
  readonly source: string;
  readonly campaign: string | null;
  readonly lines: readonly (Omit<Line, 'id' | 'price' | 'removed'> & { readonly price: Priced })[];
  readonly delivery: Omit<Delivery, 'price'> & { readonly price: Priced };
  readonly payment: PaymentMethod;
  readonly certificates: readonly string[];
  readonly promoCode: string | null;
  readonly contact: Contact;
  readonly noteId: string | null;
  /** Taken on the phone and agreed there. */
  readonly agreed: { readonly channel: string } | null;
  readonly knownCustomer?: boolean;
}

/** The first sum that is not of the currency. */
function strangeSum({ lines, delivery }: OrderRequest, currency: string): string | null {
  const strange = lines.findIndex((line) => line.price.currency !== currency);
  if (strange >= 0) return `/lines/${String(strange)}/price/currency`;
  return delivery.price.currency === currency ? null : '/delivery/price/currency';
}

/** The first facts of an order, all sums in the shop's currency; or why not with the field at fault. */
export function placeOrder(
  request: OrderRequest,
  codes: CodesFound = { known: [], at: '' },
  currency = request.delivery.price.currency,
): readonly OrderFact[] | Refusal {
  const strange = strangeSum(request, currency);
  if (strange !== null) return { refusal: 'other_currency', pointer: strange };
  const { window, method } = request.delivery;
  if (codes.at !== '' && window && window.to <= codes.at) {
    return { refusal: 'too_late', pointer: '/delivery/window' };
  }
  if (!isPayableBy(method, request.payment)) {
    return { refusal: 'payment_does_not_fit', pointer: '/payment/method' };
  }
  const lines = request.lines.map((line, index) => ({
    ...line,
    id: `line-${String(index + 1)}`,
    price: line.price.amount,
    removed: false,
  }));
  const { id, shop, number, source, campaign, contact, payment, noteId } = request;
  const delivery = { ...request.delivery, price: request.delivery.price.amount };
  const plain: Wish = { version: 1, currency, lines, delivery, payment, contact };
  if (!mayCost(plain)) return { refusal: 'sum_too_large', pointer: '/lines' };
  const wish = withCodes(plain, request, codes);
  if ('refusal' in wish) return wish;
  const placed: EventOf<'OrderPlaced'> = {
    type: 'OrderPlaced',
    id,
    shop,
    number,
    source,
    campaign,
    wish,
    noteId,
    ...(request.knownCustomer ? { knownCustomer: true } : {}),
  };
  const agreed: readonly OrderFact[] = request.agreed
    ? [{ type: 'OrderAgreed', channel: request.agreed.channel, version: 1 }]
    : [];
  return [placed, ...agreed];
}

/** The codes the order is placed with, each at its own field. */
function withCodes(
  plain: Wish,
  { certificates, promoCode }: Pick<OrderRequest, 'certificates' | 'promoCode'>,
  codes: CodesFound,
): Wish | Refusal {
  let wish = plain;
  if (promoCode !== null) {
    const applied = withCode(wish, { kind: 'promo', code: promoCode }, codes);
    if ('refusal' in applied) return { ...applied, pointer: '/payment/promoCode' };
    wish = applied;
  }
  for (const [index, code] of certificates.entries()) {
    const applied = withCode(wish, { kind: 'certificate', code }, codes);
    const pointer = `/payment/certificates/${String(index)}`;
    if ('refusal' in applied) return { ...applied, pointer };
    wish = applied;
  }
  return wish;
}
