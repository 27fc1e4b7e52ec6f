/**
 * What the customer hears of a part of the order that goes back while another part is with him: what it is, and what
 * becomes of its money. An order of which all goes back is ended, and that is told instead.
 */
import type { Instant } from '../../../calendar/instant';
import type { Parcel } from '../../../parties/parcel';
import type { Terms } from '../../../policy/policy';
import { goodsOf } from '../../goods/goods';
import { factsOf, record } from '../../intent';
import type { OrderIntent } from '../../intent';
import { orderTotals } from '../../money/totals';
import type { Order } from '../../order';
import { channelsOf, tellCustomer } from '../../tasks/asking';
import { followedOf } from '../following/evolve-following';

interface Pieces {
  readonly lineId: string;
  readonly quantity: number;
}

/** Pieces of a parcel that go back: all of one that came back, of one that was handed out what was refused. */
function piecesBack({ lines, opened }: Parcel): readonly Pieces[] {
  return lines
    .map(({ lineId, quantity, delivered }) => ({
      lineId,
      quantity: opened ? quantity - delivered : quantity,
    }))
    .filter(({ quantity }) => quantity > 0);
}

/** What of it is the customer's to know, by the number of the message that tells of it. */
export function backIn(order: Order, version: number) {
  const parcels = order.parcels.filter(
    ({ id }) => followedOf(order, id).backTold?.version === version,
  );
  const { givenBack = 0, notTaken = 0 } = followedOf(order, parcels[0]?.id ?? '').backTold ?? {};
  return { pieces: parcels.flatMap(piecesBack), givenBack, notTaken };
}

/** Minor units by which the order costs less for what goes back: paid back as far as they were paid, else not taken. */
function moneyOf(order: Order, parcels: readonly Parcel[]) {
  const goods = parcels.flatMap(piecesBack).reduce<Order['goods']>((all, { lineId, quantity }) => {
    const { refused, ...rest } = all[lineId] ?? goodsOf(order, lineId);
    return { ...all, [lineId]: { ...rest, refused: Math.max(0, refused - quantity) } };
  }, order.goods);
  const { total, overpaid } = orderTotals(order);
  const less = Math.max(0, orderTotals({ ...order, goods }).total - total);
  const givenBack = Math.min(less, overpaid);
  return { givenBack, notTaken: less - givenBack };
}

/** Parcels of which something goes back and the customer has not heard. */
function untold(order: Order): readonly Parcel[] {
  return order.parcels.filter(
    (parcel) =>
      (parcel.opened ?? (parcel.state === 'returned' && !parcel.comesBack)) &&
      !followedOf(order, parcel.id).backTold,
  );
}

/** Who refused it at the door knows: he hears of it only where money is to be given back to him. */
function toTell(order: Order): readonly Parcel[] {
  const all = untold(order);
  const isRecent = order.check.passedAt === null;
  const isOwed = isRecent && moneyOf(order, all).givenBack > 0;
  return isOwed ? all : all.filter(({ opened }) => !opened);
}

/** The customer hears once of what goes back, as soon as something else is with him. */
export function backIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const isThere = order.parcels.some(({ lines }) => lines.some(({ delivered }) => delivered > 0));
  if (!isThere || order.closing || channelsOf(order).length === 0) return [];
  const parcels = toTell(order);
  const { givenBack, notTaken } = moneyOf(order, parcels);
  if (givenBack + notTaken === 0) return [];
  const version = (order.told.parcel_back ?? 0) + 1;
  const money = { version, givenBack, notTaken };
  return [
    record(
      ...parcels.map(({ id: parcelId }) => ({ type: 'BackTold', parcelId, ...money }) as const),
      ...factsOf(tellCustomer(order, terms, { purpose: 'parcel_back', version, at })),
    ),
  ];
}
