/**
 * Instructions that stand as they were told although the wish has changed since: how many pieces they
 * go for and what of the sum their carriers take. What more is wanted goes by other instructions.
 */
import type { Instruction } from '../../parties/instruction';
import { isSettledParcel } from '../../parties/parcel';
import type { Parcel, ParcelLine } from '../../parties/parcel';
import { goodsOf } from '../goods/goods';
import { entriesOf, lineOf } from '../goods/pieces-of';
import { orderTotals } from '../money/totals';
import type { Order } from '../order';
import { parcelsFor } from '../parties/packing';

/**
 * Whether a carrier that stands by what it was told was to go to a door and the customer wants it at a point since, or
 * the other way round: nobody stands for that. What has come already was brought as it was told.
 */
export function goesElsewhere(order: Order, told: Instruction): boolean {
  if (told.kind !== 'deliver' || !told.stands) return false;
  const toPoint = order.wish.delivery.pickupPointId !== null;
  if ((told.content.pickupPointId !== null) === toPoint) return false;
  const own = parcelsFor(order, told);
  return own.length > 0 && !own.some(isSettledParcel);
}

/** Pieces of a parcel's line that nothing else goes in place of. */
export function counted(order: Order, parcel: Parcel, line: ParcelLine): number {
  if (parcel.comesBack || parcel.takenBack) return 0;
  // What the customer took of it before its rest was lost has come.
  const forgone = parcel.state === 'lost' && !order.closing ? line.returned : 0;
  return line.quantity - forgone;
}

/** Pieces of a line that some standing instructions go for. */
export function standingPieces(
  order: Order,
  standing: readonly Instruction[],
  lineId: string,
): number {
  return standing
    .flatMap((one) =>
      parcelsFor(order, one).flatMap((parcel) =>
        entriesOf(parcel.lines, lineId).map((line) =>
          one.kind === 'deliver' ? counted(order, parcel, line) : line.quantity,
        ),
      ),
    )
    .reduce((sum, pieces) => sum + pieces, 0);
}

/** Pieces of a line that were lost with a standing carrier and written off: others neither bring them nor go instead. */
export function piecesForgone(
  order: Order,
  standing: readonly Instruction[],
  lineId: string,
): number {
  if (order.closing) return 0;
  const lostIn = (parcels: readonly Parcel[]): number =>
    parcels
      .flatMap(({ state, lines }) => (state === 'lost' ? entriesOf(lines, lineId) : []))
      .reduce((sum, { returned }) => sum + returned, 0);
  const own = lostIn(standing.flatMap((one) => parcelsFor(order, one)));
  const calledBack = order.parcels
    .flatMap(({ comesBack, lines }) => (comesBack ? entriesOf(lines, lineId) : []))
    .reduce((sum, { returned }) => sum + returned, 0);
  const sentAnew = Math.max(0, goodsOf(order, lineId).replaced - calledBack);
  return Math.min(own, Math.max(0, lostIn(order.parcels) - sentAnew));
}

/** What the customer owes for the parcels of a standing carrier, delivery left aside. */
function valueOf(order: Order, carrier: Instruction): number {
  const { goods, discount } = orderTotals(order);
  const value = priceOf(order, carrier);
  return goods > 0 ? value - Math.round((value / goods) * discount) : value;
}

function priceOf(order: Order, carrier: Instruction): number {
  return parcelsFor(order, carrier)
    .flatMap((parcel) =>
      parcel.lines.map((line) => {
        const wanted = lineOf(order.wish, line.lineId);
        const all = isSettledParcel(parcel) ? line.delivered : counted(order, parcel, line);
        return wanted && !wanted.removed ? Math.min(all, wanted.quantity) * wanted.price : 0;
      }),
    )
    .reduce((sum, value) => sum + value, 0);
}

/**
 * Minor units each standing carrier takes of what is due: for its own parcels and the delivery first,
 * less what is paid already; all of it where nobody else goes to the customer.
 */
export function standingCollect(
  order: Order,
  standing: readonly Instruction[],
  owed: { readonly due: number; readonly isAll: boolean },
): ReadonlyMap<string, number> {
  const { certificates, paid, refunded } = orderTotals(order);
  const carriers = standing.filter((one) => one.kind === 'deliver');
  const collected = new Map<string, number>();
  let settled = certificates + paid - refunded;
  let delivery = order.wish.delivery.price;
  let left = owed.due;
  for (const [index, carrier] of carriers.entries()) {
    const goods = valueOf(order, carrier);
    const value = goods > 0 ? goods + delivery : 0;
    if (goods > 0) delivery = 0;
    const own = Math.min(left, Math.max(0, value - settled));
    settled = Math.max(0, settled - value);
    const takes = owed.isAll && index === carriers.length - 1 ? left : own;
    collected.set(carrier.id, takes);
    left -= takes;
  }
  return collected;
}
