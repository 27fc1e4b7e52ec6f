/**
 * What there is to say with a change besides the change itself: what is missing, and what is to be paid first. Only
 * what; when it is told, and in which words, is not decided here.
 */
import type { Message, News } from '../../messages/message';
import type { Terms } from '../../policy/policy';
import { same } from '../../same';
import { lackOf, shortLines } from '../goods/short-lines';
import { isPrepaymentOpen } from '../money/prepayment-open';
import { prepaymentOwed } from '../money/totals';
import type { Order } from '../order';
import { changeNews } from './change-news';

/** A message about a change that is to be written, or was. */
export interface Saying {
  readonly version: number;
  /** Messages that are not sent because this one is: what they asked for, it asks for. */
  readonly instead?: readonly Pick<Message, 'news'>[];
}

/** Whether the money that is asked for is this message's to name, and no other's. */
export function namesOwed(order: Order, { version, instead = [] }: Saying): boolean {
  if (!isPrepaymentOpen(order)) return false;
  const asked = order.prepayment?.version ?? order.wish.version;
  const named = [asked, order.told.payment_asked];
  return named.includes(version) || instead.some(({ news }) => news?.owed !== undefined);
}

/** What has changed with the change a message is about; of one that a newer change may undo it stays as it was noted. */
function changedBy(
  order: Order,
  terms: Terms,
  { version, instead = [] }: Saying,
): Pick<News, 'changed'> {
  const { changes, wish, amendment } = order;
  const said = instead.flatMap(({ news }) => news?.changed ?? []);
  const latest = order.told.order_amended ?? -1;
  const isStill = version <= latest && amendment !== null && version < wish.version;
  const [asNoted] = said;
  if (isStill && asNoted) return { changed: asNoted };
  const before = said.flatMap((one) => one.parts);
  const own = version > latest ? changes?.untold : version === latest ? changes?.told : [];
  const parts = [...new Set([...before, ...(own ?? [])])];
  return parts.length > 0 ? { changed: changeNews(order, terms, parts) } : {};
}

/** What a message about a change says besides, as things stand now. */
export function newsOf(order: Order, terms: Terms, saying: Saying): News {
  const short = shortLines(order).map((line) => ({
    lineId: line.id,
    quantity: lackOf(order, line),
  }));
  return {
    ...changedBy(order, terms, saying),
    ...(short.length > 0 ? { short } : {}),
    ...(namesOwed(order, saying) ? { owed: prepaymentOwed(order) } : {}),
  };
}

/** The same as a part of a message; nothing where there is none. */
export function newsIn(order: Order, terms: Terms, saying: Saying): { readonly news?: News } {
  const news = newsOf(order, terms, saying);
  return same(news, {}) ? {} : { news };
}

/** Whether the customer is told of a newer change, and this message has nothing more to say than that one. */
export function isOvertaken(
  order: Order,
  { purpose, version, news }: Pick<Message, 'purpose' | 'version' | 'news'>,
): boolean {
  const told = order.told.order_amended ?? 0;
  if (purpose !== 'order_amended' || version >= told) return false;
  const newer = order.changes?.told ?? [];
  const isSaid = (news?.changed?.parts ?? []).every((part) => newer.includes(part));
  return isSaid && !namesOwed(order, { version });
}
