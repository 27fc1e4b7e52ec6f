/**
 * By when suppliers can have delivered what they promised for an order. The promised day follows it (R111);
 * telling the customer is not its business.
 */
import { latest } from '../../calendar/instant';
import type { Instant } from '../../calendar/instant';
import { addDays, localDate } from '../../calendar/local-time';
import { goodsOf, wantedQuantity } from './goods';
import type { Order } from '../order';

/** Whether a supplier's promise for a line still stands or was kept. */
function isRelied(order: Order, lineId: string, party: string): boolean {
  const { sourced } = goodsOf(order, lineId);
  const sent = order.parcels
    .filter((parcel) => parcel.source === party && parcel.state !== 'cancelled')
    .some((parcel) => parcel.lines.some((line) => line.lineId === lineId && line.shipped));
  return sent || sourced.some((part) => part.party === party);
}

/** A supplier's days begin when it was told; until then, when it was chosen. */
function begins(order: Order, since: Instant): Instant {
  return latest(since, order.instructedAt ?? since);
}

/** The local day by which the last of the suppliers relied on has delivered; null where there is none. */
export function suppliedDay(order: Order, zone: string): string | null {
  const days = order.wish.lines
    .filter((line) => wantedQuantity(order, line) > 0)
    .flatMap((line) =>
      Object.entries(goodsOf(order, line.id).deals ?? {})
        .filter(([party]) => isRelied(order, line.id, party))
        .map(([, { term, since }]) => addDays(localDate(begins(order, since), zone), term ?? 0)),
    );
  return days.sort().at(-1) ?? null;
}
