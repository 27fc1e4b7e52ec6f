/**
 * Folds what happens to the money of an order: what came in, what was asked back and by whom, what went back.
 * What is owed is never kept, always counted.
 */
import type { Instant } from '../../calendar/instant';
import type { OrderEvent } from '../events';
import type { Order } from '../order';

type Of<Type extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: Type }>;

/** What names a payment from outside is kept, so that it counts once. */
function withReference(
  { money }: Order,
  { paymentId, method, reference, amount }: Of<'PaymentRecorded'>,
): Pick<Order['money'], 'references'> {
  if (reference === null) return {};
  return { references: [...(money.references ?? []), { paymentId, method, reference, amount }] };
}

/** More or less is asked back, so much of it by Ordo itself; never less than nothing of either. */
function asked(money: Order['money'], more: number, byOrdo: number): Order['money'] {
  const refundAsked = Math.max(0, money.refundAsked + more);
  const refundAskedByOrdo = Math.max(0, (money.refundAskedByOrdo ?? 0) + byOrdo);
  return { ...money, refundAsked, refundAskedByOrdo };
}

/** Who asked is remembered until it is decided: somebody else decides. */
function askedBack(money: Order['money'], { amount, by }: Of<'RefundAsked'>): Order['money'] {
  if (by === 'ordo') return asked(money, amount, amount);
  const others = money.refundAsked > 0 ? (money.refundAskedBy ?? []) : [];
  const refundAskedBy = others.includes(by) ? others : [...others, by];
  return { ...asked(money, amount, 0), refundAskedBy };
}

/** Folds one event of the order's money. */
export function evolveMoney(
  order: Order,
  event: Of<
    | 'PaymentRecorded'
    | 'PrepaymentAsked'
    | 'PrepaymentMet'
    | 'RefundAsked'
    | 'RefundMade'
    | 'RefundRefused'
    | 'RefundWithdrawn'
  >,
  at: Instant,
): Order {
  const { money, counts } = order;
  switch (event.type) {
    case 'PaymentRecorded':
      return {
        ...order,
        money: { ...money, paid: money.paid + event.amount, ...withReference(order, event) },
        counts: { ...counts, payment: counts.payment + 1 },
      };
    case 'PrepaymentAsked':
      return {
        ...order,
        prepayment: { askedAt: at, remindedAt: null, version: event.version ?? 0 },
      };
    case 'PrepaymentMet':
      return { ...order, prepayment: null };
    case 'RefundAsked':
      return { ...order, money: askedBack(money, event) };
    case 'RefundWithdrawn':
      return { ...order, money: asked(money, -event.amount, -event.amount) };
    case 'RefundMade':
      return {
        ...order,
        money: {
          ...asked(money, -event.amount, -event.amount),
          refunded: money.refunded + event.amount,
        },
      };
    case 'RefundRefused': {
      const refundRefused = money.refundRefused + event.amount;
      const rest = asked(money, -event.amount, -event.amount);
      return { ...order, money: { ...rest, refundRefused } };
    }
  }
}
