/**
 * What every party should have been told for the wish as it stands. `instruct` compares it with
 * what they were told; previews compare it for two wishes.
 */
import { isLive } from '../parties/instruction';
import type { Instruction, InstructionContent } from '../parties/instruction';
import type { Terms } from '../policy/policy';
import { remembered } from '../remembered';
import { allocation } from './allocation';
import { goodsOf } from './goods';
import type { Order } from './order';
import { standingCollect, standingPieces } from './standing';
import { orderTotals } from './totals';
import type { Wish } from './wish';

export interface Desired {
  readonly party: string;
  readonly content: InstructionContent;
  /** The instruction that stands as it was told; null for what its party's other instruction says. */
  readonly instructionId: string | null;
}

/** The party that brings the order. */
export function carrierOf(order: Order, terms: Terms): string {
  return order.carrier ?? terms.policy.carriers[order.wish.delivery.method];
}

/** Minor units carriers take from the customer: what is due, where it is paid on delivery. */
function toCollect(order: Order): number {
  return order.wish.payment === 'prepaid' ? 0 : orderTotals(order).due;
}

type Pieces = (lineId: string) => number;

function linesOf(order: Order, pieces: Pieces): InstructionContent['lines'] {
  return order.wish.lines
    .map(({ id: lineId, sku, title }) => ({ lineId, sku, title, quantity: pieces(lineId) }))
    .filter((line) => line.quantity > 0);
}

/** Instructions of packers and carrier; one with no lines means: nothing is to be done any more. */
export function desiredInstructions(order: Order, terms: Terms): readonly Desired[] {
  const question = `instructions by ${carrierOf(order, terms)}`;
  return remembered(order, question, () => instructionsFor(order, terms));
}

/** What is desired of an instruction already given, if anything. */
export function desiredOf(
  desired: readonly Desired[],
  { id, stands, party, kind }: Instruction,
): Desired | undefined {
  return desired.find((one) =>
    stands
      ? one.instructionId === id
      : one.instructionId === null && one.party === party && one.content.task === kind,
  );
}

function instructionsFor(order: Order, terms: Terms): readonly Desired[] {
  const standing = order.instructions.filter((one) => one.stands && isLive(one));
  const packers = [...packersOf(order, standing)];
  const carrier = carrierFor(order, standing, carrierOf(order, terms));
  const rest = [...packers, carrier].filter((desired) => desired.content.lines.length > 0);
  const collected = standingCollect(order, standing, {
    due: toCollect(order),
    isAll: carrier.content.lines.length === 0,
  });
  const left = toCollect(order) - [...collected.values()].reduce((sum, one) => sum + one, 0);
  return [
    ...standing.map((one) => asItStands(order, one, collected.get(one.id) ?? null)),
    ...rest.map((one) =>
      one.content.task === 'deliver' ? { ...one, content: { ...one.content, collect: left } } : one,
    ),
  ];
}

function asItStands(order: Order, told: Instruction, collect: number | null): Desired {
  const { id: instructionId, party, kind, content } = told;
  const { window, addressId, pickupPointId } = order.wish.delivery;
  const where = kind === 'deliver' ? { addressId, pickupPointId, collect } : {};
  return { party, instructionId, content: { ...content, window, ...where } };
}

function packersOf(order: Order, standing: readonly Instruction[]): readonly Desired[] {
  const { window } = order.wish.delivery;
  const shares = allocation(order);
  const sources = [...new Set(shares.map((share) => share.source))];
  return sources.map((party) => {
    const task = shares.find((share) => share.source === party)?.task ?? 'pack';
    const others = standing.filter((one) => one.party === party && one.kind !== 'deliver');
    const lines = linesOf(order, (lineId) => {
      const own = shares.filter((share) => share.source === party && share.lineId === lineId);
      const all = own.reduce((sum, share) => sum + share.quantity, 0);
      return all - standingPieces(order, others, lineId);
    });
    const nowhere = { addressId: null, pickupPointId: null, collect: null };
    return { party, instructionId: null, content: { task, lines, window, ...nowhere } };
  });
}

function carrierFor(order: Order, standing: readonly Instruction[], party: string): Desired {
  const { window, addressId, pickupPointId } = order.wish.delivery;
  const shares = allocation(order);
  const others = standing.filter((one) => one.kind === 'deliver');
  const lines = linesOf(order, (lineId) => {
    const own = shares.filter((share) => share.lineId === lineId);
    const all = own.reduce((sum, share) => sum + share.quantity, 0);
    return all - goodsOf(order, lineId).replaced - standingPieces(order, others, lineId);
  });
  const where = { window, addressId, pickupPointId, collect: 0 };
  return { party, instructionId: null, content: { task: 'deliver', lines, ...where } };
}

/** The order as it would be with another wish, for previews. */
export function withWish(order: Order, wish: Wish): Order {
  return { ...order, wish };
}
