/**
 * The one message to the customer about a change: how the order is now and, where it comes of the change, what is
 * missing and what is to be paid first. Goods that fail later, and money asked for later, are messages of their own.
 */
import type { Instant } from '../../calendar/instant';
import type { Message } from '../../messages/message';
import type { Terms } from '../../policy/policy';
import { same } from '../../same';
import { factsOf, record } from '../intent';
import type { OrderIntent } from '../intent';
import type { Order } from '../order';
import { channelsOf, tellCustomer } from '../tasks/asking';
import { newsIn, newsOf } from './asked-with-change';
import { saidAnew, toJoin, waitingOnes, withdrawn } from './said-together';

/** Whether the customer has still to hear of the wish as it now is; who agreed to just this version knows it. */
function isUntold({ agreement, closing, wish: { version }, told }: Order): boolean {
  if (!agreement || closing || (told.order_amended ?? -1) >= version) return false;
  const { version: agreed, changed } = agreement;
  return version > agreed || (version === agreed && changed === true);
}

/** The message about the newest change takes the place of all that wait: the customer hears how the order is now. */
function noted(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (channelsOf(order).length === 0) return [];
  const { version } = order.wish;
  const instead = waitingOnes(order, at);
  const news = newsIn(order, terms, { version, instead });
  const told = tellCustomer(order, terms, { purpose: 'order_amended', version, at, ...news });
  return [record(...instead.map(withdrawn), ...factsOf(told))];
}

/** What waits for the morning says then what is so now, and what older ones would have said. */
function keptTrue(order: Order, terms: Terms, { waiting, at }: Moment): readonly OrderIntent[] {
  const joined = toJoin(order, waiting, at);
  const saying = { version: waiting.version, instead: [waiting, ...joined] };
  if (same(waiting.news ?? {}, newsOf(order, terms, saying))) return [];
  return [record(...joined.map(withdrawn), ...saidAnew(order, terms, { waiting, joined }))];
}

interface Moment {
  readonly waiting: Message;
  readonly at: Instant;
}

/** The customer hears of the change once all parties have agreed to it. */
export function tellResult(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (order.closing) return [];
  if (isUntold(order) && !order.amendment) return noted(order, terms, at);
  return waitingOnes(order, at).flatMap((waiting) => keptTrue(order, terms, { waiting, at }));
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
  if (isUntold(order)) return noted(order, terms, at);
  const waiting = waitingOnes(order, at).find((one) => one.version === version);
  if (waiting) return keptTrue(order, terms, { waiting, at });
  return tellCustomer(order, terms, { purpose, version, at });
}
