/**
 * What every party should have been told for the wish as it stands. `instruct` compares it with
 * what they were told; previews compare it for two wishes.
 */
import type { InstructionContent } from '../parties/instruction';
import type { Terms } from '../policy/policy';
import { remembered } from '../remembered';
import { goodsOf } from './goods';
import { tellable } from './held-back';
import type { Order } from './order';
import { orderTotals } from './totals';
import type { Wish } from './wish';
import { wantedLines } from './wish';

export interface Desired {
  readonly party: string;
  readonly content: InstructionContent;
}

/** The party that brings the order. */
export function carrierOf(order: Order, terms: Terms): string {
  return order.carrier ?? terms.policy.carriers[order.wish.delivery.method];
}

/**
 * Minor units the carrier takes from the customer: what is due, where it is paid on delivery, less the price
 * of pieces that are not brought, because they are short or wait for their money.
 */
function toCollect(order: Order, brought: InstructionContent['lines']): number {
  if (order.wish.payment === 'prepaid') return 0;
  const missing = wantedLines(order.wish).reduce((sum, line) => {
    const quantity = brought.find((one) => one.lineId === line.id)?.quantity ?? 0;
    return sum + line.price * Math.max(0, line.quantity - quantity);
  }, 0);
  return Math.max(0, orderTotals(order).due - missing);
}

function linesFor(
  order: Order,
  wanted: (share: ReturnType<typeof tellable>[number]) => boolean,
): InstructionContent['lines'] {
  const quantities = new Map<string, number>();
  for (const share of tellable(order).filter(wanted)) {
    quantities.set(share.lineId, (quantities.get(share.lineId) ?? 0) + share.quantity);
  }
  return order.wish.lines
    .map(({ id: lineId, sku, title }) => ({
      lineId,
      sku,
      title,
      quantity: quantities.get(lineId) ?? 0,
    }))
    .filter((line) => line.quantity > 0);
}

/** The purchase as it was offered, for the supplier who offered it. */
function priced(order: Order, party: string, lines: InstructionContent['lines']): typeof lines {
  return lines.map((line) => {
    const { price = null, term = null } = goodsOf(order, line.lineId).deals?.[party] ?? {};
    return { ...line, ...(price === null ? {} : { price }), ...(term === null ? {} : { term }) };
  });
}

/** Instructions of packers and carrier; one with no lines means: nothing is to be done any more. */
export function desiredInstructions(order: Order, terms: Terms): readonly Desired[] {
  const question = `instructions by ${carrierOf(order, terms)}`;
  return remembered(order, question, () => instructionsFor(order, terms));
}

function instructionsFor(order: Order, terms: Terms): readonly Desired[] {
  const { window, addressId, pickupPointId } = order.wish.delivery;
  const shares = tellable(order);
  const sources = [...new Set(shares.map((share) => share.source))];
  const packers = sources.map((party): Desired => {
    const task = shares.find((share) => share.source === party)?.task ?? 'pack';
    const toPack = linesFor(order, (share) => share.source === party);
    const lines = task === 'supply' ? priced(order, party, toPack) : toPack;
    const content = { task, lines, window, addressId: null, pickupPointId: null, collect: null };
    return { party, content };
  });
  const brought = linesFor(order, () => true);
  const carrier: Desired = {
    party: carrierOf(order, terms),
    content: {
      task: 'deliver',
      lines: brought,
      window,
      addressId,
      pickupPointId,
      collect: toCollect(order, brought),
    },
  };
  return [...packers, carrier].filter((desired) => desired.content.lines.length > 0);
}

/** The order as it would be with another wish, for previews. */
export function withWish(order: Order, wish: Wish): Order {
  return { ...order, wish };
}
