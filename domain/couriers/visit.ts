/**
 * What an order asks of own couriers: one visit for each instruction to deliver, with its days, its window and
 * the cash of it. Read from the order as it is; nothing is kept here.
 */
import type { Instant } from '../calendar/instant';
import { addDays, localDate } from '../calendar/local-time';
import type { LocalDate } from '../calendar/local-time';
import { nextWorkingDay } from '../calendar/working-calendar';
import type { WorkingCalendar } from '../calendar/working-calendar';
import { promisedDay } from '../order/delivery/promise';
import type { Order } from '../order/order';
import { doorMoney, isOff } from '../order/parties/door-money';
import { isSought, parcelsFor } from '../order/parties/packing';
import type { Window } from '../order/wish';
import { lastTold, toldOfPlaceAt } from '../parties/instruction';
import type { Instruction, InstructionContent } from '../parties/instruction';
import { hasLeft, isSettledParcel } from '../parties/parcel';
import type { Parcel } from '../parties/parcel';
import type { Terms } from '../policy/policy';
import { daysOf, minuteAt, minuteOf } from './visit-days';
import type { VisitDays } from './visit-days';

export type VisitState = 'planned' | 'on_the_way' | 'failed' | 'called_off' | 'done';

export interface Visit {
  readonly order: Order;
  readonly instruction: Instruction;
  /** What the courier is to do by the last thing he was told; what he was told before, once called off. */
  readonly content: InstructionContent;
  readonly parcels: readonly Parcel[];
  readonly state: VisitState;
  /** On one of which it is made. */
  readonly days: VisitDays;
  readonly window: Window | null;
  /** Minor units still to be taken at the door, by the order's money as it is now. */
  readonly collect: number;
  /** Minor units of `collect` that go with each parcel, by its id. */
  readonly shares: ReadonlyMap<string, number>;
  /** Minor units that were to be taken for what is brought already and have not come in yet. */
  readonly taken: number;
  /** What of both is cash: cards weigh nothing. */
  readonly cash: number;
  /** The first day it can be put on, by the hour at which it was told. */
  readonly earliest: LocalDate;
}

/** Every visit of the order by own couriers, those that are over included. */
export function visitsOf(order: Order, terms: Terms): readonly Visit[] {
  return order.instructions
    .filter((one) => one.kind === 'deliver' && isOwn(terms, one.party))
    .map((instruction) => visitOf(order, instruction, terms));
}

function isOwn({ parties }: Terms, party: string): boolean {
  return parties.some((one) => one.id === party && one.kind === 'own_couriers');
}

function visitOf(order: Order, instruction: Instruction, terms: Terms): Visit {
  const { calendar } = terms.policy;
  const content = lastTold(instruction) ?? instruction.content;
  const { window } = content;
  const parcels = parcelsFor(order, instruction);
  const { sum, shares } = doorMoney(order, terms, instruction);
  const taken = parcels
    .filter((parcel) => isSettledParcel(parcel) && !isSought(order, parcel))
    .reduce((all, { id }) => all + (shares.get(id) ?? 0), 0);
  return {
    ...{ order, instruction, content, parcels, window, shares, taken },
    state: stateOf(instruction, parcels),
    days: window ? daysOf(window, calendar.zone) : onlyOn(promisedDay(order, terms)),
    collect: sum - taken,
    cash: inCash(order, sum),
    earliest: earliestDay(
      toldOfPlaceAt(instruction),
      calendar,
      terms.policy.delivery.cutOff ?? null,
    ),
  };
}

/** What of a sum is cash: cards weigh nothing. */
export function inCash({ wish }: Order, sum: number): number {
  return wish.payment === 'card_on_delivery' ? 0 : sum;
}

const onlyOn = (date: LocalDate): VisitDays => ({ first: date, last: date });

function stateOf(instruction: Instruction, parcels: readonly Parcel[]): VisitState {
  const open = parcels.filter((parcel) => !isSettledParcel(parcel));
  if (parcels.length > 0 && open.length === 0) return 'done';
  if (isOff(instruction)) return 'called_off';
  if (parcels.length > 0 && open.every((parcel) => parcel.takenBack)) return 'done';
  if (open.some((parcel) => parcel.state === 'attempt_failed')) return 'failed';
  return open.some(hasLeft) ? 'on_the_way' : 'planned';
}

/** The day of the telling, or the next working one where it came after the hour at which routes are made. */
export function earliestDay(
  told: Instant,
  calendar: WorkingCalendar,
  cutOff: string | null,
): LocalDate {
  const date = localDate(told, calendar.zone);
  if (cutOff === null || minuteAt(told, calendar.zone) < minuteOf(cutOff)) return date;
  return nextWorkingDay(calendar, date) ?? addDays(date, 1);
}
