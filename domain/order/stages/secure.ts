/**
 * Secure the goods: reserve what is wanted, let go what no longer is, and see that what is short
 * is told to the customer and taken up by a person (R3, R9, R11, R89).
 */
import { isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { allocation, shippedFrom } from '../goods/allocation';
import type { Share } from '../goods/allocation';
import { lackOf, shortLines } from '../goods/short-lines';
import { lent } from '../goods/lent';
import { entriesOf, lineOf } from '../goods/pieces-of';
import { askPerson, channelsOf, tellCustomer } from '../tasks/asking';
import { coveredQuantity, goodsOf, skuOf, unwillingFor, wantedQuantity } from '../goods/goods';
import { tellNews } from '../amendment/tell-amended';
import { remembered } from '../../remembered';
import { record } from '../intent';
import type { OrderIntent, StockMove } from '../intent';
import type { OrderFact } from '../events';
import type { Order } from '../order';
import { toGiveUp } from '../goods/given-up';
import { taskWait } from '../tasks/task-wait';
import { phrase } from '../waiting';
import type { Stage } from './stage';

/** Lines to search for: short, and not searched for since they came to want so much. */
function toReserve(order: Order): readonly OrderIntent[] {
  const wants = shortLines(order)
    .map((line) => {
      const goods = goodsOf(order, line.id);
      const quantity = lackOf(order, line);
      const isNew = !Object.hasOwn(order.goods, line.id);
      const want = { lineId: line.id, sku: line.sku, quantity, avoid: unwillingFor(goods), isNew };
      return { want, known: goods.short };
    })
    .filter(({ want, known }) => known !== want.quantity)
    .map(({ want }) => want);
  return wants.length > 0 ? [{ kind: 'reserve', wants }] : [];
}

/** Pieces of a line that a party was told to pack and has not yet agreed to leave out. */
function stillToldToPack(order: Order, source: string, lineId: string): number {
  const told = remembered(order, 'told to pack', () => toldToPack(order));
  return (told.get(`${source}\n${lineId}`) ?? 0) - shippedFrom(order, source, lineId);
}

function toldToPack({ instructions }: Order): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  for (const { party, content } of instructions.filter(isLive)) {
    for (const { lineId, quantity } of content.lines) {
      const of = `${party}\n${lineId}`;
      told.set(of, (told.get(of) ?? 0) + quantity);
    }
  }
  return told;
}

function stillNeeded(order: Order, { lineId, source, quantity }: Share): number {
  return quantity - shippedFrom(order, source, lineId);
}

/**
 * How many pieces a source need keep at most. Who has refused to pack anything keeps none in place of those that
 * another source was told to pack and does not give back: these come all the same.
 */
function leftFor(order: Order, { lineId, source }: Share): number {
  const isRefused = ({ party, kind, state }: Instruction): boolean =>
    party === source && kind === 'pack' && state === 'refused';
  if (!order.instructions.some(isRefused)) return Infinity;
  const shares = allocation(order).filter((share) => share.lineId === lineId);
  return shares.reduce((left, share) => {
    const needed = stillNeeded(order, share);
    if (share.source === source) return left + needed;
    return left + needed - Math.max(needed, stillToldToPack(order, share.source, lineId));
  }, 0);
}

/**
 * Promised pieces beyond what is wanted are let go, but never while the one who packs them was told
 * to and has not agreed otherwise: else goods on their way would be sold again. A closed order keeps
 * nothing: what came to it was set aside while it was being closed.
 */
function toLetGo(order: Order): readonly OrderIntent[] {
  const moves: StockMove[] = [];
  const dropped: OrderFact[] = [];
  for (const share of allocation(order)) {
    const { lineId, source, task } = share;
    const needed = Math.min(stillNeeded(order, share), leftFor(order, share));
    const kept = order.closed ? 0 : Math.max(needed, stillToldToPack(order, source, lineId));
    const over = share.promised - kept;
    if (over <= 0) continue;
    if (task === 'supply') {
      dropped.push({ type: 'SourceDropped', lineId, party: source, quantity: over });
    } else {
      const sku = skuOf(order, lineId);
      moves.push({ kind: 'release', lineId, sku, place: source, quantity: over, parcelId: null });
    }
  }
  const drops = dropped.length > 0 ? [record(...dropped)] : [];
  return moves.length > 0 ? [...drops, { kind: 'move', moves }] : drops;
}

/**
 * A new line that is lent all it wants is not searched for, so what kind of goods it is says the line it is lent by:
 * they are the same goods.
 */
function toKnow(order: Order): readonly OrderIntent[] {
  const known = lent(order).flatMap(({ from, lineId }): OrderFact[] => {
    const [line, lender] = [lineOf(order.wish, lineId), lineOf(order.wish, from)];
    if (!line || !lender || Object.hasOwn(order.goods, lineId)) return [];
    const { group } = lender;
    return [
      ...(group !== undefined && line.group === undefined
        ? [{ type: 'GoodsGrouped', lineId, group } as const]
        : []),
      ...(lender.prepaidOnly && !line.prepaidOnly
        ? [{ type: 'PrepaymentNeeded', lineId } as const]
        : []),
    ];
  });
  return known.length > 0 ? [record(...known)] : [];
}

/** What is lent is handed on as soon as its packer need not pack it for the old line any more; the stock is the same. */
function toHandOn(order: Order): readonly OrderIntent[] {
  const given = new Map<string, number>();
  const facts = lent(order).flatMap(({ from, lineId, place, quantity: all }): OrderFact[] => {
    const share = entriesOf(allocation(order), from).find(({ source }) => source === place);
    if (!share) return [];
    const before = given.get(`${place}\n${from}`) ?? 0;
    const kept = Math.max(stillNeeded(order, share), stillToldToPack(order, place, from));
    const quantity = Math.min(all, share.promised - kept - before);
    if (quantity <= 0) return [];
    given.set(`${place}\n${from}`, before + quantity);
    return [
      { type: 'GoodsReleased', lineId: from, place, quantity },
      { type: 'GoodsReserved', lineId, place, quantity },
    ];
  });
  return facts.length > 0 ? [record(...facts)] : [];
}

/** A line that is short no more must not go on counting as short. */
function noLongerShort(order: Order): readonly OrderIntent[] {
  const ended = order.wish.lines
    .filter((line) => {
      const goods = goodsOf(order, line.id);
      return goods.shortSince !== null && coveredQuantity(goods) >= wantedQuantity(order, line);
    })
    .map((line): OrderFact => ({ type: 'GoodsShort', lineId: line.id, quantity: 0 }));
  return ended.length > 0 ? [record(...ended)] : [];
}

export const secure: Stage = {
  intents: (order, terms, at) => {
    if (order.closed) return toLetGo(order);
    const goods = [
      ...toGiveUp(order, at),
      ...toKnow(order),
      ...toHandOn(order),
      ...toReserve(order),
      ...noLongerShort(order),
      ...toLetGo(order),
    ];
    if (order.closing || shortLines(order).length === 0) return goods;
    const { version } = order.wish;
    if (!order.agreement) {
      return [...goods, ...tellCustomer(order, terms, { purpose: 'goods_short', version, at })];
    }
    const told =
      channelsOf(order).length > 0 ? tellNews(order, terms, { purpose: 'goods_missing', at }) : [];
    const task = { kind: 'find_alternative', about: null, at } as const;
    return [...goods, ...told, ...askPerson(order, terms.policy, task)];
  },

  deadlines: () => [],

  waiting: (order) => {
    const short = shortLines(order)[0];
    if (!short || !order.agreement) return null;
    const task = order.tasks.find((one) => one.kind === 'find_alternative');
    const what = phrase('wait.find_alternative', { sku: short.sku });
    if (task) return { ...taskWait(task), what };
    const since = goodsOf(order, short.id).shortSince ?? order.placedAt;
    return { for: 'manager', party: null, what, since, until: null, then: phrase('then.stays') };
  },

  finished: (order) => shortLines(order).length === 0,
};
