/**
 * What is to be taken at the door, parcel by parcel, as the order's money stands now: the one answer for the
 * courier's page, routes, route sheet and packing slip. Nothing is kept, and nobody is told here.
 */
import { isCalledOff, isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { isMissing, isSettledParcel } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { orderTotals } from '../money/totals';
import type { Order } from '../order';
import { desiredInstructions, desiredOf } from './desired';
import { isSought, parcelsFor, piecesIn } from './packing';

export interface DoorMoney {
  /** Minor units for everything the carrier brings, what it has brought already included. */
  readonly sum: number;
  /** The share of each parcel in it, by id; nothing where no parcel is announced yet. */
  readonly shares: ReadonlyMap<string, number>;
}

/** Whether the carrier is not to bring what it was told: it is being called off, was, or has said no. */
export function isOff(instruction: Instruction): boolean {
  return isCalledOff(instruction) || instruction.state === 'refused';
}

/** What one carrier takes by the order's money now, whatever it was told. */
export function doorMoney(order: Order, terms: Terms, instruction: Instruction): DoorMoney {
  const parcels = parcelsFor(order, instruction);
  const sought = parcels.filter((parcel) => isSought(order, parcel));
  const brought = parcels.filter((parcel) => !sought.includes(parcel));
  const isFirst = order.instructions.find(({ kind }) => kind === 'deliver') === instruction;
  const isWorth = sought.length === 0 || brought.some((parcel) => valueOf(order, parcel) > 0);
  const sum = isWorth ? sumOf(order, terms, instruction) : 0;
  const all = { isOpen: !isOff(instruction), isAll: isInParcels(order, terms, instruction) };
  const money = shared(order, brought, { sum, isFirst, ...all });
  return sought.length === 0 ? money : withSought(order, money, { terms, instruction, sought });
}

/** What is lost is asked for at no door but its own, where it is found: what is owed with it and not without it. */
function withSought(
  order: Order,
  { sum, shares }: DoorMoney,
  of: {
    readonly terms: Terms;
    readonly instruction: Instruction;
    readonly sought: readonly Parcel[];
  },
): DoorMoney {
  const found = of.sought.map((parcel): Parcel => ({ ...parcel, state: 'in_transit' }));
  const parcels = order.parcels.map((one) => found.find(({ id }) => id === one.id) ?? one);
  const then = { ...order, parcels };
  const more = Math.max(0, sumOf(then, of.terms, of.instruction) - sum);
  const own = shared(then, found, { sum: more, isFirst: false, isOpen: true, isAll: true });
  return { sum, shares: new Map([...shares, ...own.shares]) };
}

/** What is taken for one parcel by whoever brings it, told of it or not yet. */
export function parcelMoney(order: Order, terms: Terms, parcel: Parcel): number {
  const carrier = carrierOfParcel(order, parcel);
  if (carrier) return doorMoney(order, terms, carrier).shares.get(parcel.id) ?? 0;
  const untold = desiredInstructions(order, terms).find(
    ({ party, instructionId, content }) =>
      party === parcel.carrier && instructionId === null && content.task === 'deliver',
  );
  const isFirst = order.instructions.every(({ kind }) => kind !== 'deliver');
  const parcels = order.parcels.filter(
    (one) =>
      one.carrier === parcel.carrier && one.state !== 'cancelled' && !carrierOfParcel(order, one),
  );
  const sum = order.closing ? 0 : (untold?.content.collect ?? 0);
  const toShare = { sum, isFirst, isOpen: true, isAll: true };
  return shared(order, parcels, toShare).shares.get(parcel.id) ?? 0;
}

/** The instruction by which a parcel is brought. */
export function carrierOfParcel(order: Order, parcel: Parcel): Instruction | undefined {
  return order.instructions.find(
    (one) =>
      one.kind === 'deliver' && parcelsFor(order, one).some((other) => other.id === parcel.id),
  );
}

function sumOf(order: Order, terms: Terms, instruction: Instruction): number {
  const own = parcelsFor(order, instruction);
  const isOver = own.length > 0 && own.every(isSettledParcel);
  const isTaken = own.some(({ lines }) => lines.some(({ delivered }) => delivered > 0));
  if (!isOver && isOff(instruction)) return order.closing && isTaken ? orderTotals(order).due : 0;
  // Who brings it although the order is being ended takes what he was told; once it is over, what is owed.
  if (order.closing && !isOver) return instruction.content.collect ?? 0;
  const desired = desiredOf(desiredInstructions(order, terms), instruction);
  if (desired && !order.closing && isLive(instruction)) return desired.content.collect ?? 0;
  return isTaken ? orderTotals(order).due : 0;
}

interface ToShare {
  readonly sum: number;
  /** The delivery goes with these parcels. */
  readonly isFirst: boolean;
  /** What has not come yet is still to be brought. */
  readonly isOpen: boolean;
  /** Nothing is to be brought that is in no parcel yet. */
  readonly isAll: boolean;
}

/** Whether everything the carrier is to bring is in parcels; what goes in place of the lost may be packed later. */
function isInParcels(order: Order, terms: Terms, instruction: Instruction): boolean {
  const wanted = desiredOf(desiredInstructions(order, terms), instruction) ?? instruction;
  const parcels = parcelsFor(order, instruction).filter((one) => {
    return !one.comesBack && (one.state !== 'lost' || isMissing(one));
  });
  return wanted.content.lines.every(
    ({ lineId, quantity }) => quantity <= piecesIn(parcels, lineId),
  );
}

/**
 * The sum by parcel: its goods, and the delivery with the first. What is covered already was for parcels that
 * have come, then for the first ones; the last takes what is left over, unless that is for what is packed later.
 */
function shared(
  order: Order,
  parcels: readonly Parcel[],
  { sum, isFirst, isOpen, isAll }: ToShare,
): DoorMoney {
  const values = withDelivery(
    parcels.map((one) => (isOpen || isSettledParcel(one) ? valueOf(order, one) : 0)),
    isFirst ? order.wish.delivery.price : 0,
  );
  const whole = values.reduce((all, value) => all + value, 0);
  let covered = Math.max(0, whole - sum);
  let left = sum;
  const shares = new Map<string, number>();
  const indexed = parcels.map((parcel, index) => ({ parcel, value: values[index] ?? 0 }));
  const arrivedFirst = [
    ...indexed.filter(({ parcel }) => isSettledParcel(parcel)).sort(byArrival),
    ...indexed.filter(({ parcel }) => !isSettledParcel(parcel)),
  ];
  for (const { parcel, value } of arrivedFirst) {
    const share = Math.min(left, Math.max(0, value - covered));
    covered = Math.max(0, covered - value);
    left -= share;
    shares.set(parcel.id, share);
  }
  const last = arrivedFirst.findLast(({ value }) => value > 0) ?? arrivedFirst.at(-1);
  if (last && isAll) shares.set(last.parcel.id, (shares.get(last.parcel.id) ?? 0) + left);
  return { sum, shares };
}

function byArrival(one: { readonly parcel: Parcel }, other: { readonly parcel: Parcel }): number {
  return (one.parcel.reportedAt ?? '').localeCompare(other.parcel.reportedAt ?? '');
}

/** The first of them that is worth anything brings the delivery with it. */
function withDelivery(values: readonly number[], delivery: number): readonly number[] {
  const first = values.findIndex((value) => value > 0);
  return values.map((value, index) => (index === first ? value + delivery : value));
}

/** The price of what the customer gets or has of a parcel, less its part of the discount. */
function valueOf(order: Order, parcel: Parcel): number {
  const { goods, discount } = orderTotals(order);
  if (parcel.takenBack) return 0;
  const value = parcel.lines.reduce((sum, line) => {
    const wanted = order.wish.lines.find((one) => one.id === line.lineId && !one.removed);
    const pieces = isSettledParcel(parcel) ? line.delivered : line.quantity;
    return sum + Math.min(pieces, wanted?.quantity ?? 0) * (wanted?.price ?? 0);
  }, 0);
  return goods > 0 ? value - Math.round((value / goods) * discount) : value;
}
