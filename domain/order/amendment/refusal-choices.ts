/**
 * What may be done with a change that some party refused, and what each choice would bring in money and days.
 * Looks ahead only: the choice is made by a person or by the shop's policy.
 */
import type { Instant } from '../../calendar/instant';
import type { LocalDate } from '../../calendar/local-time';
import type { Totals } from '../../money/money';
import type { Terms } from '../../policy/policy';
import { asIfHeld } from '../codes/as-if-held';
import { promisedDay } from '../delivery/promise';
import { revert } from '../duties/amendments';
import type { OrderFact } from '../events';
import { evolve } from '../evolve';
import { factsOf } from '../intent';
import { orderTotals } from '../money/totals';
import type { Order } from '../order';
import { surplusIsOut, wishKept } from './keep-wish';

export interface RefusalChoice {
  readonly decision: 'second_parcel' | 'take_back' | 'revert';
  readonly totals: Totals;
  /** Minor units more to be collected, or to be paid back, than if the change had been taken. */
  readonly toCollect: number;
  readonly toRefund: number;
  /** The day of delivery to the customer, on the shop's calendar. */
  readonly day: LocalDate;
}

/** The choices that make sense now; none where nothing is refused. */
export function refusalChoices(order: Order, terms: Terms, at: Instant): readonly RefusalChoice[] {
  const { amendment } = order;
  if (amendment?.state !== 'partly_refused' || order.closing) return [];
  const ways: readonly (readonly [RefusalChoice['decision'], readonly OrderFact[] | null])[] = [
    ['second_parcel', wishKept(order, terms, 'second_parcel')],
    ['take_back', surplusIsOut(order, terms) ? wishKept(order, terms, 'take_back') : null],
    ['revert', factsOf([revert(order, amendment, at)])],
  ];
  return ways.flatMap(([decision, facts]) =>
    facts ? [{ decision, ...consequences(order, terms, { facts, at }) }] : [],
  );
}

function consequences(
  order: Order,
  terms: Terms,
  { facts, at }: { readonly facts: readonly OrderFact[]; readonly at: Instant },
): Omit<RefusalChoice, 'decision'> {
  const decided = facts.reduce<Order>(
    (after, fact) => evolve(after, { ...fact, by: 'ordo' }, at),
    order,
  );
  const after = asIfHeld(decided, []);
  const [now, then] = [orderTotals(order), orderTotals(after)];
  return {
    totals: then,
    toCollect: Math.max(0, then.due - now.due),
    toRefund: Math.max(0, then.overpaid - now.overpaid),
    day: promisedDay(after, terms),
  };
}
