/**
 * What may be done with a change that some party refused, and what each choice would bring in money and days.
 * Looks ahead only: the choice is made by a person or by the shop's policy.
 */
import type { LocalDate } from '../../calendar/local-time';
import type { Totals } from '../../money/money';
import { heldCodes } from '../codes/evolve-codes';
import { promisedDay } from '../delivery/promise';
import type { OrderFact } from '../events';
import { factsOf } from '../intent';
import { orderTotals } from '../money/totals';
import type { OpenAmendment, Order } from '../order';
import { imagined } from './imagined';
import type { Known } from './imagined';
import { surplusIsOut, wishKept } from './keep-wish';
import { revert } from './revert';
import { reverted } from './reverted';

export interface RefusalChoice {
  readonly decision: 'second_parcel' | 'take_back' | 'revert';
  readonly totals: Totals;
  /** Minor units more to be collected, or to be paid back, than if the change had been taken. */
  readonly toCollect: number;
  readonly toRefund: number;
  /** The day of delivery to the customer, on the shop's calendar. */
  readonly day: LocalDate;
  /** The amendments that would be no more, the oldest first; others that are open stay. */
  readonly takesBack: readonly Pick<OpenAmendment, 'id' | 'version'>[];
}

/** The choices that make sense now; none where nothing is refused. */
export function refusalChoices(order: Order, known: Known): readonly RefusalChoice[] {
  const { amendment } = order;
  const { terms, at } = known;
  // Once everything is delivered the change is settled by that.
  const isOver = order.closing ?? order.closed ?? order.deliveredAt;
  if (amendment?.state !== 'partly_refused' || isOver) return [];
  const back = reverted(order, amendment, terms).amendments.map(({ id, version }) => ({
    id,
    version,
  }));
  const ways: readonly (readonly [RefusalChoice['decision'], readonly OrderFact[] | null])[] = [
    ['second_parcel', wishKept(order, terms, 'second_parcel')],
    ['take_back', surplusIsOut(order, terms) ? wishKept(order, terms, 'take_back') : null],
    ['revert', factsOf([revert(order, amendment, { terms, at })])],
  ];
  return ways.flatMap(([decision, facts]) => {
    const takesBack = decision === 'revert' ? back : [];
    return facts ? [{ decision, ...consequences(order, facts, known), takesBack }] : [];
  });
}

/** The codes that a choice may take or give back, of which the register must be asked. */
export function codesInChoices(order: Order): readonly string[] {
  const wishes = [order.wish, ...(order.amendment ? [order.amendment.before] : [])];
  const wished = wishes.flatMap(({ certificates = [] }) => certificates);
  const replaced = (order.amendment?.open ?? [])
    .flatMap((one) => one.replaced)
    .flatMap((was) => (was.part === 'certificate' ? [was.code] : []));
  const held = heldCodes(order).certificates.map(({ code }) => code);
  return [...new Set([...wished, ...replaced, ...held])];
}

function consequences(
  order: Order,
  facts: readonly OrderFact[],
  known: Known,
): Omit<RefusalChoice, 'decision' | 'takesBack'> {
  const { order: after } = imagined(order, facts, known);
  const [now, then] = [orderTotals(order), orderTotals(after)];
  return {
    totals: then,
    toCollect: Math.max(0, then.due - now.due),
    toRefund: Math.max(0, then.overpaid - now.overpaid),
    day: promisedDay(after, known.terms),
  };
}
