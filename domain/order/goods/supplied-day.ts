/**
 * By when suppliers can have delivered what they promised for an order. The promised day follows it (R111);
 * telling the customer is not its business.
 */
import { latest } from '../../calendar/instant';
import type { Instant } from '../../calendar/instant';
import { addDays, fromLocal, localDate } from '../../calendar/local-time';
import type { LocalDate } from '../../calendar/local-time';
import { remembered } from '../../remembered';
import { lastTold } from '../../parties/instruction';
import type { InstructionContent } from '../../parties/instruction';
import { goodsOf, wantedQuantity } from './goods';
import type { Order } from '../order';

/** Whether a supplier's promise for a line still stands or was kept. */
function isRelied(order: Order, lineId: string, party: string): boolean {
  const { sourced } = goodsOf(order, lineId);
  const sent = order.parcels
    .filter((parcel) => parcel.source === party && parcel.state !== 'cancelled')
    .some((parcel) => parcel.lines.some((line) => line.lineId === lineId && line.shipped));
  return sent || (sourced.some((part) => part.party === party) && !isLeftOut(order, lineId, party));
}

/** Whether a supplier that had been told of a line was told since that it is needed no more. */
function isLeftOut({ instructions }: Order, lineId: string, party: string): boolean {
  const isIn = (content: InstructionContent | null): boolean =>
    content?.lines.some((line) => line.lineId === lineId) ?? false;
  return instructions.some(
    (one) => one.party === party && one.pending && isIn(one.content) && !isIn(lastTold(one)),
  );
}

/** Nobody says at which hour of its day a supplier delivers. */
const END_OF_DAY = '20:00';

/** The moment by which a supplier has delivered that promised a day. */
export function endOfSupply(date: LocalDate, zone: string): Instant {
  return fromLocal({ date, time: END_OF_DAY }, zone);
}

/** The local day for which a supplier promised a line; null where it has no deal about it. */
export function promisedBySupplier(
  order: Order,
  { party, lineId }: { readonly party: string; readonly lineId: string },
  zone: string,
): LocalDate | null {
  const deal = goodsOf(order, lineId).deals?.[party];
  return deal ? addDays(localDate(begins(order, deal.since), zone), deal.term ?? 0) : null;
}

/** A supplier's days begin when it was told; until then, when it was chosen. */
function begins(order: Order, since: Instant): Instant {
  return latest(since, order.instructedAt ?? since);
}

/** The local day by which the last of the suppliers relied on has delivered; null where there is none. */
export function suppliedDay(order: Order, zone: string): LocalDate | null {
  return remembered(order, `supplied day in ${zone}`, () => lastSupplied(order, zone));
}

function lastSupplied(order: Order, zone: string): LocalDate | null {
  const days = order.wish.lines
    .filter((line) => wantedQuantity(order, line) > 0)
    .flatMap((line) =>
      Object.keys(goodsOf(order, line.id).deals ?? {})
        .filter((party) => isRelied(order, line.id, party))
        .flatMap((party) => promisedBySupplier(order, { party, lineId: line.id }, zone) ?? []),
    );
  return days.sort().at(-1) ?? null;
}
