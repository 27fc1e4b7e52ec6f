/**
 * What follows when goods that were promised are not to be had: a warehouse cannot find them, a supplier
 * refuses or stays silent to the end. The source is given up, so that the search goes on elsewhere.
 */
import type { Instant } from '../../calendar/instant';
import type { Instruction } from '../../parties/instruction';
import { goodsOf, skuOf } from './goods';
import { record } from '../intent';
import type { OrderIntent, StockMove } from '../intent';
import type { OrderFact } from '../events';
import type { Order } from '../order';

/** Lines a refusal is about: those it names, else all. */
function refusedLines(instruction: Instruction): readonly string[] {
  const lineIds = instruction.content.lines.map((line) => line.lineId);
  const named = lineIds.filter((lineId) => instruction.refusedLines?.includes(lineId));
  return named.length > 0 ? named : lineIds;
}

/** What a warehouse cannot find is taken off its stock in the act that forgets the instruction. */
function notFound(order: Order, instruction: Instruction): OrderIntent {
  const { id: instructionId, party: place } = instruction;
  const aside: OrderFact = { type: 'InstructionSetAside', instructionId, party: place };
  const moves = refusedLines(instruction).flatMap((lineId): StockMove[] => {
    const held = goodsOf(order, lineId).held.find((part) => part.place === place);
    if (!held) return [];
    const { quantity } = held;
    const sku = skuOf(order, lineId);
    return [{ kind: 'missing', lineId, sku, place, quantity, parcelId: null }];
  });
  return moves.length > 0 ? { kind: 'move', moves, facts: [aside] } : record(aside);
}

/** What a supplier promised is promised by nobody any more; it is not asked for these lines again. */
export function dropped(
  order: Order,
  { party }: Instruction,
  why: 'refused' | 'silent',
): readonly OrderFact[] {
  return Object.entries(order.goods).flatMap(([lineId, goods]): OrderFact[] => {
    const part = goods.sourced.find((one) => one.party === party);
    return part ? [{ type: 'SourceDropped', lineId, party, quantity: part.quantity, why }] : [];
  });
}

/** Neither yes nor no by the second deadline; who is being called off already is left to that. */
function isSilent({ state, pending, remindedAt, dueBy }: Instruction, at: Instant): boolean {
  const isAsked = state === 'sent' && pending?.kind !== 'call_off';
  return isAsked && remindedAt !== null && dueBy !== null && dueBy <= at;
}

/** Sources that will not give what they were to give, each given up in one act. */
export function toGiveUp(order: Order, at: Instant): readonly OrderIntent[] {
  return order.instructions.flatMap((instruction): readonly OrderIntent[] => {
    const { id: instructionId, party, kind, state, reason } = instruction;
    if (kind === 'pack') {
      const isMissing = state === 'refused' && reason === 'out_of_stock';
      return isMissing ? [notFound(order, instruction)] : [];
    }
    if (kind !== 'supply') return [];
    if (state === 'refused') {
      const aside: OrderFact = { type: 'InstructionSetAside', instructionId, party };
      return [record(...dropped(order, instruction, 'refused'), aside)];
    }
    const facts = order.closing ? [] : dropped(order, instruction, 'silent');
    return isSilent(instruction, at) && facts.length > 0 ? [record(...facts)] : [];
  });
}
