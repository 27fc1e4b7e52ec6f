/**
 * What a message about a change says of what has changed for the customer, as things stand now: the day, the way, what
 * is to be paid at the door, what comes back. Nothing of a person: an address that is another is only said to be one.
 */
import { localDate } from '../../calendar/local-time';
import type { ChangeNews } from '../../messages/message';
import type { Terms } from '../../policy/policy';
import { foreseenDelay } from '../delivery/promise';
import { isPrepaymentOpen } from '../money/prepayment-open';
import { sumRows } from '../money/sum-rows';
import { orderTotals, prepaymentOwed } from '../money/totals';
import type { Order } from '../order';
import { desiredInstructions } from '../parties/desired';
import type { ChangedPart } from './changed-parts';

/** What those parts of the order are now. */
export function changeNews(order: Order, terms: Terms, parts: readonly ChangedPart[]): ChangeNews {
  return {
    parts,
    ...whenNow(order, terms, parts),
    ...whereNow(order, parts),
    ...sumsNow(order, terms, parts),
  };
}

/** The day that suppliers or carriers say, where that is later than the window; else the window. */
function whenNow(
  order: Order,
  terms: Terms,
  parts: readonly ChangedPart[],
): Pick<ChangeNews, 'day' | 'window'> {
  const { window } = order.wish.delivery;
  const late = order.deliveredAt ? null : foreseenDelay(order, terms);
  if (late && !parts.every((part) => part === 'payment')) {
    return { day: localDate(late, terms.policy.calendar.zone) };
  }
  return window && parts.includes('window') ? { window } : {};
}

/** Another way says where it goes by itself. */
function whereNow(
  { wish }: Order,
  parts: readonly ChangedPart[],
): Pick<ChangeNews, 'way' | 'place'> {
  const { method: way, pickupPointId } = wish.delivery;
  if (parts.includes('way')) return { way };
  return parts.includes('place') ? { place: pickupPointId === null ? 'address' : 'point' } : {};
}

function sumsNow(
  order: Order,
  terms: Terms,
  parts: readonly ChangedPart[],
): Pick<ChangeNews, 'door' | 'by' | 'back'> {
  const isOtherPay = parts.includes('payment');
  if (!isOtherPay && !parts.includes('sums')) return {};
  const door = atTheDoor(order, terms);
  const back = sumRows(order).find(({ name }) => name === 'comesBack')?.amount ?? 0;
  const isSaid = door > 0 && (isOtherPay || door !== orderTotals(order).total);
  return {
    ...(isSaid ? { door } : {}),
    ...(isSaid && isOtherPay ? howPaid(order) : {}),
    ...(back > 0 ? { back } : {}),
  };
}

/** What carriers take, less what is to be paid before. */
function atTheDoor(order: Order, terms: Terms): number {
  if (order.deliveredAt) return 0;
  const taken = desiredInstructions(order, terms).reduce(
    (sum, { content }) => sum + (content.collect ?? 0),
    0,
  );
  if (!isPrepaymentOpen(order)) return taken;
  return Math.min(taken, Math.max(0, orderTotals(order).due - prepaymentOwed(order)));
}

function howPaid({ wish }: Order): Pick<ChangeNews, 'by'> {
  if (wish.payment === 'card_on_delivery') return { by: 'card' };
  return wish.payment === 'cash' ? { by: 'cash' } : {};
}
