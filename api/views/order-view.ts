/**
 * An order as the API shows it: its state, with people's data and words filled in.
 * Pure; it decides nothing and reads nothing.
 */
import type { Alternatives } from '../../database/stock/alternatives';
import type { CustomerData, PersonalData } from '../../database/orders/personal';
import type { FoundOrder } from '../../database/orders/orders';
import type { Totals } from '../../domain/money/money';
import type { Instruction } from '../../domain/parties/instruction';
import type { Party } from '../../domain/parties/party';
import type { Terms } from '../../domain/policy/policy';
import { allowedCommands } from '../../domain/order/allowed';
import type { Order } from '../../domain/order/order';
import { orderTotals } from '../../domain/order/money/totals';
import type { Delivery } from '../../domain/order/wish';
import type { OrderOut } from '../schemas/order';
import { lineView } from './line-view';
import { waitingView } from './waiting-view';
import { parcelView } from './parcel-view';

export interface Shown {
  readonly found: FoundOrder;
  readonly terms: Terms;
  readonly personal: ReadonlyMap<string, PersonalData>;
  /** What there is instead of short goods, where that was asked for. */
  readonly alternatives?: Alternatives;
  /** Instructions that were refused, where the order itself has forgotten them. */
  readonly refused?: readonly Instruction[];
}

/** The whole answer for one order. */
export function orderView(shown: Shown): OrderOut {
  const { found, terms, personal, alternatives = new Map(), refused = [] } = shown;
  const { order, stage } = found;
  const { wish, closed, amendment, agreement } = order;
  const customer = customerOf(order, personal);
  return {
    id: order.id,
    number: order.number,
    shop: order.shop,
    version: wish.version,
    stage,
    placedAt: order.placedAt,
    source: order.source ?? null,
    campaign: order.campaign ?? null,
    consent: consentOf(order, personal),
    closed: closed && { reason: closed.reason, at: closed.at },
    agreed: agreement && {
      channel: agreement.channel,
      at: agreement.at,
      version: agreement.version,
    },
    waiting: waitingView({ found, terms, customerName: customer.name }),
    lines: wish.lines.map((line) => lineView(order, line, alternatives)),
    totals: totalsView(orderTotals(order), wish.currency),
    delivery: deliveryView(wish.delivery, wish.currency, personal),
    payment: {
      method: wish.payment,
      certificates: [...(wish.certificates ?? [])],
      promoCode: wish.promo?.code ?? null,
    },
    customer: {
      name: customer.name,
      phone: customer.phone,
      email: customer.email,
      locale: wish.contact.locale,
      timeZone: wish.contact.zone,
      channel: wish.contact.channel,
      contactHours: wish.contact.hours && { ...wish.contact.hours },
      known: order.knownCustomer === true,
    },
    notes: notesOf(personal),
    instructions: withForgotten(order.instructions, refused).map((one) => ({
      id: one.id,
      party: one.party,
      kind: partyOf(terms, one.party)?.kind ?? one.kind,
      task: one.kind,
      state: one.state,
      wishVersion: one.wishVersion,
      pending: one.pending?.kind ?? null,
      dueBy: one.dueBy,
      overdue: one.overdue,
      reason: one.reason,
    })),
    parcels: order.parcels.map(parcelView),
    tasks: order.tasks.map(({ id, kind, role, about, dueBy }) => ({
      id,
      kind,
      role,
      about,
      dueBy,
    })),
    amendment: amendment && {
      id: amendment.id,
      version: amendment.version,
      state: amendment.state,
    },
    trouble: found.trouble,
    allowed: [...allowedCommands(order)],
  };
}

/** Those of the order first: what is to be done comes before what came to nothing. */
function withForgotten(
  present: readonly Instruction[],
  refused: readonly Instruction[],
): readonly Instruction[] {
  return [...present, ...refused.filter(({ id }) => !present.some((one) => one.id === id))];
}

/** The customer as last told of; nothing where the data were erased. */
export function customerOf(
  order: Order,
  personal: ReadonlyMap<string, PersonalData>,
): Pick<CustomerData, 'name' | 'phone' | 'email'> {
  const data = personal.get(order.wish.contact.personalId);
  return data?.kind === 'customer' ? data : { name: null, phone: null, email: null };
}

/** What the customer agreed to when the order was placed; nothing where the data were erased. */
function consentOf(order: Order, personal: Shown['personal']): CustomerData['consent'] {
  const data = personal.get(order.wish.contact.personalId);
  return data?.kind === 'customer' ? data.consent : null;
}

/** Sums in minor units as money. */
export function totalsView(totals: Totals, currency: string) {
  const money = (amount: number) => ({ amount, currency });
  return {
    goods: money(totals.goods),
    delivery: money(totals.delivery),
    discount: money(totals.discount),
    total: money(totals.total),
    certificates: money(totals.certificates),
    paid: money(totals.paid),
    refunded: money(totals.refunded),
    due: money(totals.due),
    overpaid: money(totals.overpaid),
  };
}

/** A delivery with its address in full. */
export function deliveryView(
  delivery: Delivery,
  currency: string,
  personal: ReadonlyMap<string, PersonalData>,
) {
  const { method, addressId, pickupPointId, window, price } = delivery;
  const data = addressId === null ? undefined : personal.get(addressId);
  return {
    method,
    address: data?.kind === 'address' ? { ...data.address } : null,
    pickupPointId,
    window: window && { ...window },
    price: { amount: price, currency },
  };
}

/** Notes of the customer's wishes, in the order in which they were taken down. */
export function notesOf(personal: ReadonlyMap<string, PersonalData>) {
  return [...personal].flatMap(([id, data]) =>
    data.kind === 'note' ? [{ id, text: data.text }] : [],
  );
}

function partyOf(terms: Terms, id: string): Party | undefined {
  return terms.parties.find((party) => party.id === id);
}
