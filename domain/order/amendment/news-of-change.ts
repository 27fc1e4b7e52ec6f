/**
 * What there is to say with a change besides the change itself: what is missing, and what is to be paid first. Only
 * what; when it is told, and in which words, is not decided here.
 */
import type { Message, News } from '../../messages/message';
import { same } from '../../same';
import { coveredQuantity, goodsOf, shortLines, wantedQuantity } from '../goods/goods';
import { isPrepaymentOpen } from '../money/prepayment-open';
import { prepaymentOwed } from '../money/totals';
import type { Order } from '../order';

/** A message about a change that is to be written, or was. */
export interface Saying {
  readonly version: number;
  /** Messages that are not sent because this one is: what they asked for, it asks for. */
  readonly instead?: readonly Message[];
}

/** Whether the money that is asked for is this message's to name, and no other's. */
function namesOwed(order: Order, { version, instead = [] }: Saying): boolean {
  if (!isPrepaymentOpen(order)) return false;
  const asked = order.prepayment?.version ?? order.wish.version;
  const named = [asked, order.told.payment_asked];
  return named.includes(version) || instead.some(({ news }) => news?.owed !== undefined);
}

/** What a message about a change says besides, as things stand now. */
export function newsOf(order: Order, saying: Saying): News {
  const short = shortLines(order).map((line) => ({
    lineId: line.id,
    quantity: wantedQuantity(order, line) - coveredQuantity(goodsOf(order, line.id)),
  }));
  return {
    ...(short.length > 0 ? { short } : {}),
    ...(namesOwed(order, saying) ? { owed: prepaymentOwed(order) } : {}),
  };
}

/** The same as a part of a message; nothing where there is none. */
export function newsIn(order: Order, saying: Saying): { readonly news?: News } {
  const news = newsOf(order, saying);
  return same(news, {}) ? {} : { news };
}

/** Whether the customer is told of a newer change, and this message has nothing more to say than that one. */
export function isOvertaken(
  order: Order,
  { purpose, version }: Pick<Message, 'purpose' | 'version'>,
): boolean {
  const told = order.told.order_amended ?? 0;
  return purpose === 'order_amended' && version < told && !namesOwed(order, { version });
}
