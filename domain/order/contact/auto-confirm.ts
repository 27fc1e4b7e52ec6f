/**
 * When an order needs no confirmation by the customer: the shop's policy says what has to be so, and
 * this says what of it is missing. It confirms nothing itself.
 */
import { goodsOf, heldQuantity } from '../goods/goods';
import type { Order } from '../order';
import { orderTotals } from '../money/totals';
import { wantedLines } from '../wish';

export type AutoConfirmNeed = 'paid' | 'address_whole' | 'in_stock' | 'known_customer';

/** The rule of a shop; `totalUnder` is in minor units, null where the sum says nothing. */
export interface AutoConfirm {
  readonly needs: readonly AutoConfirmNeed[];
  readonly totalUnder: number | null;
}

/** `total_under`: the order is too dear. `nothing_said`: somebody has spoken with the customer, who is then to be asked. */
export type AutoConfirmLack = AutoConfirmNeed | 'total_under' | 'nothing_said';

const IS_SO: Readonly<Record<AutoConfirmNeed, (order: Order) => boolean>> = {
  paid: (order) => order.wish.payment === 'prepaid' && orderTotals(order).due === 0,
  address_whole: ({ wish }) =>
    wish.delivery.method === 'pickup'
      ? wish.delivery.pickupPointId !== null
      : wish.delivery.addressWhole === true,
  in_stock: (order) =>
    wantedLines(order.wish).every((line) => heldQuantity(goodsOf(order, line.id)) >= line.quantity),
  known_customer: (order) => order.knownCustomer === true,
};

/** What the rule asks for and the order does not have; nothing where nobody need be asked. */
export function lackingForAutoConfirm(order: Order, rule: AutoConfirm): readonly AutoConfirmLack[] {
  const { contact, tasks } = order;
  const spoken =
    contact.lastReachedAt !== null ||
    contact.wrongNumber ||
    tasks.some((task) => task.kind === 'customer_wants_change');
  const isDear = rule.totalUnder !== null && orderTotals(order).total >= rule.totalUnder;
  return [
    ...rule.needs.filter((need) => !IS_SO[need](order)),
    ...(isDear ? (['total_under'] as const) : []),
    ...(spoken ? (['nothing_said'] as const) : []),
  ];
}
