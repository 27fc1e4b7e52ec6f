/**
 * The one message to the customer about a change: how the order is now and, where it comes of the change, what is
 * missing and what is to be paid first. Goods that fail later, and money asked for later, are messages of their own.
 */
import type { Instant } from '../../calendar/instant';
import type { Message, News } from '../../messages/message';
import type { Terms } from '../../policy/policy';
import { same } from '../../same';
import { coveredQuantity, goodsOf, shortLines, wantedQuantity } from '../goods/goods';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { isPrepaymentOpen } from '../money/prepayment-open';
import { prepaymentOwed } from '../money/totals';
import { nextId } from '../numbering';
import type { Order } from '../order';
import { channelsOf, tellCustomer } from '../tasks/asking';

/** What there is to say besides the change itself. */
function newsOf(order: Order): News {
  const short = shortLines(order).map((line) => ({
    lineId: line.id,
    quantity: wantedQuantity(order, line) - coveredQuantity(goodsOf(order, line.id)),
  }));
  const asked = order.prepayment?.version ?? order.wish.version;
  const isAskedNow = isPrepaymentOpen(order) && asked === order.wish.version;
  return {
    ...(short.length > 0 ? { short } : {}),
    ...(isAskedNow ? { owed: prepaymentOwed(order) } : {}),
  };
}

/** The same as a part of a message; nothing where there is none. */
export function newsIn(order: Order): { readonly news?: News } {
  const news = newsOf(order);
  return same(news, {}) ? {} : { news };
}

/** Whether the customer has still to hear of the wish as it now is; who agreed to just this version knows it. */
function isUntold({ agreement, closing, wish: { version }, told }: Order): boolean {
  if (!agreement || closing || (told.order_amended ?? -1) >= version) return false;
  const { version: agreed, changed } = agreement;
  return version > agreed || (version === agreed && changed === true);
}

/** The message about the present version, while it can still say something else. */
function waitingFor({ messages, wish }: Order, at: Instant): Message | undefined {
  return messages.find(
    ({ purpose, version, state, notBefore, failedChannels }) =>
      purpose === 'order_amended' &&
      version === wish.version &&
      state === 'waiting' &&
      failedChannels.length === 0 &&
      notBefore > at,
  );
}

function noted(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (channelsOf(order).length === 0) return [];
  const { version } = order.wish;
  return tellCustomer(order, terms, { purpose: 'order_amended', version, at, ...newsIn(order) });
}

/** What waits for the morning says then what is so now. */
function keptTrue(order: Order, waiting: Message): readonly OrderIntent[] {
  if (same(waiting.news ?? {}, newsOf(order))) return [];
  const { id: messageId, purpose, version, channel, notBefore } = waiting;
  const anew = { messageId: nextId(order, 'message'), purpose, version, channel, notBefore };
  return [
    record(
      { type: 'MessageWithdrawn', messageId },
      { type: 'MessageNoted', ...anew, ...newsIn(order) },
    ),
  ];
}

/** The customer hears of the change once all parties have agreed to it. */
export function tellResult(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  const waiting = waitingFor(order, at);
  if (waiting && !order.closing) return keptTrue(order, waiting);
  return isUntold(order) && !order.amendment ? noted(order, terms, at) : [];
}

/**
 * Goods are missing, or money is asked for: said with the change while that has not been told, else on its own. It
 * waits for no party: the customer has to decide or to pay.
 */
export function tellNews(
  order: Order,
  terms: Terms,
  { purpose, at }: { readonly purpose: 'goods_missing' | 'payment_asked'; readonly at: Instant },
): readonly OrderIntent[] {
  const { version } = order.wish;
  if (channelsOf(order).length === 0) return tellCustomer(order, terms, { purpose, version, at });
  const waiting = waitingFor(order, at);
  if (waiting) return keptTrue(order, waiting);
  if (isUntold(order)) return noted(order, terms, at);
  return tellCustomer(order, terms, { purpose, version, at });
}
