/**
 * Whether the shop's own way of delivery takes what a change asks of it: the place, the way to pay, the goods. The
 * measure is what the shop would offer; what was so before the change is not asked for again.
 */
import type { DeliveryWay, DeliveryWays } from '../../delivery/delivery-ways';
import { zoneOf } from '../../delivery/zone-of';
import type { Refusal } from '../../life/life';
import type { Policy } from '../../policy/policy';
import { deliveryAsked } from '../amendment/change-at-fault';
import { isTakenOn } from '../money/payable-by';
import type { Change } from '../commands/shape-schemas';
import { wantedLines } from '../wish';
import type { Delivery, Line, Wish } from '../wish';

interface Asked {
  readonly before: Wish;
  readonly after: Wish;
  readonly changes: readonly Change[];
  readonly ways: DeliveryWays;
}

/** Why the shop's ways do not take the changed wish, with the change at fault; null where they do. */
export function refusedByWay(
  before: Wish,
  after: Wish,
  { changes, policy }: { readonly changes: readonly Change[]; readonly policy: Policy },
): Refusal | null {
  const ways = policy.deliveryWays;
  if (!ways || ways.ways.length === 0) return null;
  const asked = { before, after, changes, ways };
  return refusedPlace(asked) ?? refusedPayment(asked) ?? refusedGoods(asked);
}

const wayOf = ({ ways, after }: Asked): DeliveryWay | undefined =>
  ways.ways.find(({ method }) => method === after.delivery.method);

const isOtherMethod = ({ before, after }: Asked): boolean =>
  before.delivery.method !== after.delivery.method;

/** The part of the delivery that leads there: the newest word of it. */
function placeNamed(before: Delivery, after: Delivery): string {
  if (before.addressId !== after.addressId && after.addressId !== null) return 'address';
  const isOtherPoint = before.pickupPointId !== after.pickupPointId;
  return isOtherPoint && after.pickupPointId !== null ? 'pickupPointId' : 'method';
}

function refusedPlace(asked: Asked): Refusal | null {
  const { before, after, changes } = asked;
  const refusal = 'no_way_there';
  if (isOtherMethod(asked) && !wayOf(asked)) {
    return { refusal, pointer: deliveryAsked(asked.changes, 'method') };
  }
  const isUnserved = changes.some(
    (one) => one.type === 'change_delivery' && one.delivery.unserved === true,
  );
  const field = placeNamed(before.delivery, after.delivery);
  return isUnserved ? { refusal, pointer: deliveryAsked(asked.changes, field) } : null;
}

function refusedPayment(asked: Asked): Refusal | null {
  const { before, after, changes, ways } = asked;
  const isOther = before.payment !== after.payment || isOtherMethod(asked);
  if (!isOther || isTakenOn(ways, after.delivery.method, after.payment)) return null;
  const payment = changes.findIndex(({ type }) => type === 'change_payment');
  const pointer =
    payment >= 0 ? `/changes/${String(payment)}/method` : deliveryAsked(asked.changes, 'method');
  return { refusal: 'payment_does_not_fit', pointer };
}

/** Whether the way that is wished does not take such goods. */
function isUngoing({ ways }: DeliveryWays, { method }: Delivery, { group }: Line): boolean {
  const { notFor = [] } = ways.find((one) => one.method === method) ?? {};
  return group !== undefined && notFor.includes(group);
}

/** Whether goods that cannot wait would come too late by it. */
function isTooSlow(ways: DeliveryWays, delivery: Delivery, { urgent, group }: Line): boolean {
  const isUrgent = urgent === true || (group !== undefined && ways.urgentGroups.includes(group));
  const zone = zoneOf(ways, delivery);
  return isUrgent && zone !== undefined && zone.days.to > ways.urgentDays;
}

/** Whether the shop's way takes the money and the goods of a wish; where it leads is known when it is wished. */
export function goesAsWished(wish: Wish, { deliveryWays: ways }: Policy): boolean {
  const { delivery, payment } = wish;
  if (!isTakenOn(ways, delivery.method, payment)) return false;
  return !wantedLines(wish).some(
    (line) => ways && (isUngoing(ways, delivery, line) || isTooSlow(ways, delivery, line)),
  );
}

/** What goes another way is asked of all lines, else of those that are added. */
function refusedGoods(asked: Asked): Refusal | null {
  const { before, after, changes, ways } = asked;
  const isOther = isOtherMethod(asked);
  const isOtherZone = isOther || before.delivery.zone !== after.delivery.zone;
  const adding = changes.flatMap((one, index) => ('line' in one ? [index] : []));
  for (const [index, line] of after.lines.entries()) {
    const added = index - before.lines.length;
    const isAsked = (isElsewhere: boolean): boolean => isElsewhere || added >= 0;
    const isRefused =
      (isUngoing(ways, after.delivery, line) && isAsked(isOther)) ||
      (isTooSlow(ways, after.delivery, line) && isAsked(isOtherZone));
    if (line.removed || !isRefused) continue;
    const field = isOther ? 'method' : placeNamed(before.delivery, after.delivery);
    const pointer =
      added >= 0
        ? `/changes/${String(adding[added])}/line/sku`
        : deliveryAsked(asked.changes, field);
    return { refusal: 'goods_do_not_fit', pointer };
  }
  return null;
}
