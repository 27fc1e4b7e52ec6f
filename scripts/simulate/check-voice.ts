/**
 * What must hold of the last thing every party was told: it is the wish as it stands, where anything in it is for
 * that party. Looks at orders and parcels, and asks no rule what it should have told.
 */
import { zoneOf } from '../../domain/delivery/zone-of';
import { isLive } from '../../domain/parties/instruction';
import type { Instruction, InstructionContent } from '../../domain/parties/instruction';
import { hasLeft, outstanding } from '../../domain/parties/parcel';
import { coveredQuantity } from '../../domain/order/goods/goods';
import { orderTotals, prepaymentOwed, priceOfMissing } from '../../domain/order/money/totals';
import type { Order } from '../../domain/order/order';
import { wantedLines } from '../../domain/order/wish';
import type { Terms } from '../../domain/policy/policy';
import { same } from '../../domain/same';
import { awaitedBack, checkBrings } from './check-brings';
import { isDecidedOn } from './decided-on';
import { must } from './must';
import { isOutOfHand } from './out-of-hand';

interface Told {
  readonly one: Instruction;
  readonly told: InstructionContent;
}

/** Every party has been told of the wish as it is, where anything differs for it. */
export function checkVoice(order: Order, terms: Terms): void {
  if (order.closing || order.deliveredAt) return;
  const isApart = order.instructions.some((one) => isLive(one) && isOfCarrier(one) && one.stands);
  for (const one of order.instructions.filter(isLive)) {
    const told = one.pending?.kind === 'call_off' ? null : (one.pending?.content ?? one.content);
    if (!told || isDecidedOn(order, one) || isOutOfHand(order, one)) continue;
    const isSo = same(told.window, order.wish.delivery.window);
    must(isSo, `${order.id}: ${one.party} was told another window`);
    if (!isOfCarrier(one)) {
      checkPacker(order, terms, { one, told });
      continue;
    }
    checkDoorOf(order, { one, told });
    if (isApart) {
      const isEnough = (told.collect ?? 0) <= orderTotals(order).due;
      must(isEnough, `${order.id}: ${one.party} is to collect too much`);
      continue;
    }
    checkCollect(order, { one, told });
    checkBrings(order, one.party, told);
  }
}

const isOfCarrier = ({ kind }: Instruction): boolean => kind === 'deliver';

/**
 * To whom it hands its parcels, and that it packs neither more than is wanted or has left it nor too little; who
 * stands keeps to both.
 */
function checkPacker(order: Order, { policy }: Terms, { one, told }: Told): void {
  const { party, kind, id } = one;
  const isAside = ({ stands, party: whose }: Instruction): boolean => stands && whose === party;
  if (order.instructions.some((other) => other.kind === kind && isAside(other))) return;
  const { delivery } = order.wish;
  const own = zoneOf(policy.deliveryWays, delivery)?.carrier ?? policy.carriers[delivery.method];
  const carrier = order.carrier ?? own;
  must(told.carrier === carrier, `${order.id}: ${party} was told another carrier`);
  for (const { lineId, quantity } of told.lines) {
    const wanted = wantedLines(order.wish).find((line) => line.id === lineId)?.quantity ?? 0;
    const gone = order.parcels
      .filter((parcel) => parcel.source === party && hasLeft(parcel))
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
    // What came back or was lost and goes once more is packed beside what left before.
    const again = Math.min(gone, order.goods[lineId]?.replaced ?? 0);
    const most = Math.max(wanted + again, gone);
    must(quantity <= most, `${order.id}: ${id} packs ${String(quantity)} of ${lineId}`);
  }
  checkEnough(order, { one, told });
}

/** It packs all that lies with it for a line, as long as that has no more than is wanted and nothing waits for money. */
function checkEnough(order: Order, { one: { party, id }, told }: Told): void {
  if (prepaymentOwed(order) > 0) return;
  for (const line of wantedLines(order.wish)) {
    const goods = order.goods[line.id];
    if (!goods || coveredQuantity(goods) > line.quantity) continue;
    const held = goods.held.find(({ place }) => place === party)?.quantity ?? 0;
    const sourced = goods.sourced.find((part) => part.party === party)?.quantity ?? 0;
    const packs = told.lines.find(({ lineId }) => lineId === line.id)?.quantity ?? 0;
    const isEnough = packs >= held + sourced;
    must(isEnough, `${order.id}: ${id} packs only ${String(packs)} of ${line.id}`);
  }
}

/** Where it leads, whom it rings up, and how it is paid where it takes anything. */
function checkDoorOf({ id, wish }: Order, { one, told }: Told): void {
  const { addressId, pickupPointId } = wish.delivery;
  must(told.addressId === addressId, `${id}: ${one.party} was told another address`);
  must(told.pickupPointId === pickupPointId, `${id}: ${one.party} was told another pickup point`);
  const { phoneId, personalId } = wish.contact;
  must(told.contactId === (phoneId ?? personalId), `${id}: ${one.party} was told another number`);
  const isByCard = wish.payment === 'card_on_delivery' && told.collect !== 0;
  must((told.byCard ?? false) === isByCard, `${id}: ${one.party} was told another way to pay`);
}

/** All that is due, but for the price of what it does not bring. */
function checkCollect(order: Order, { one, told }: Told): void {
  const missing = priceOfMissing(order, (line) => {
    const asked = told.lines.find((part) => part.lineId === line.id)?.quantity ?? 0;
    const brings = Math.max(0, asked - lostUnopened(order, line.id));
    return Math.max(0, line.quantity - brings - awaitedBack(order, line.id));
  });
  const due = Math.max(0, orderTotals(order).due - missing);
  must(told.collect === due, `${order.id}: ${one.party} is to collect another sum`);
}

/** Pieces of a line that are lost and may turn up: nobody is asked for their price until they do. */
function lostUnopened(order: Order, lineId: string): number {
  return order.parcels
    .filter(({ state, opened, takenBack }) => state === 'lost' && !opened && !takenBack)
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId && outstanding(line) > 0)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
