/**
 * What every party should have been told for the wish as it stands. `instruct` compares it with
 * what they were told, and so do previews.
 */
import { isLive } from '../../parties/instruction';
import type { Instruction, InstructionContent, Pieces } from '../../parties/instruction';
import { hasLeft } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import { zoneOf } from '../../delivery/zone-of';
import type { Terms } from '../../policy/policy';
import { remembered } from '../../remembered';
import { phoneIdOf } from '../contact/reach';
import { goodsOf } from '../goods/goods';
import { tellable } from '../goods/held-back';
import { entriesOf, piecesOf } from '../goods/pieces-of';
import type { Order } from '../order';
import {
  goesElsewhere,
  piecesForgone,
  standingCollect,
  standingPieces,
} from '../delivery/standing';
import { surplusWithCarrier } from '../delivery/coming-back/surplus-with-carrier';
import { orderTotals, priceOfMissing } from '../money/totals';
import { wantedLines } from '../wish';
import { forgottenPieces, isOfForgotten, isOnlyTakenBack, parcelsFor } from './packing';
import { piecesIn, piecesSought, piecesTakenBack } from './packing';

export interface Desired {
  readonly party: string;
  readonly content: InstructionContent;
  /** The instruction that stands as it was told; null for what its party's other instruction says. */
  readonly instructionId: string | null;
}

/** The party that brings the order. */
export function carrierOf(order: Order, terms: Terms): string {
  const { delivery } = order.wish;
  const { carriers, deliveryWays } = terms.policy;
  const own = zoneOf(deliveryWays, delivery)?.carrier;
  return order.carrier ?? own ?? carriers[delivery.method];
}

type PiecesOf = (lineId: string) => number;

/**
 * Minor units carriers take from the customer: what is due, less the price of pieces that nobody brings, because
 * they are short, wait for their money or are lost. Of a prepaid order too: what is owed of it when all are at work already
 * would never come in otherwise.
 */
function toCollect(order: Order, brought: PiecesOf): number {
  const missing = priceOfMissing(order, (line) => Math.max(0, line.quantity - brought(line.id)));
  return Math.max(0, orderTotals(order).due - missing);
}

function linesOf(order: Order, pieces: PiecesOf): InstructionContent['lines'] {
  return order.wish.lines
    .map(({ id: lineId, sku, title }) => ({ lineId, sku, title, quantity: pieces(lineId) }))
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
  const standing = order.instructions.filter(
    (one) => one.stands && isLive(one) && !goesElsewhere(order, one),
  );
  const bringer = carrierOf(order, terms);
  const packers = packersOf(order, standing, bringer);
  const carrier = carrierFor(order, standing, bringer);
  const rest = [...packers, carrier].filter((desired) => desired.content.lines.length > 0);
  const others = standing.filter((one) => one.kind === 'deliver');
  const due = toCollect(order, (lineId) => {
    const own = piecesOf(carrier.content.lines, lineId);
    const back = piecesTakenBack(order, lineId) + piecesForgone(order, others, lineId);
    const all = own + standingPieces(order, others, lineId) + back;
    return Math.max(0, all - piecesSought(order, lineId));
  });
  const isAll = carrier.content.lines.length === 0;
  const collected = standingCollect(order, standing, { due, isAll });
  const left = due - [...collected.values()].reduce((sum, one) => sum + one, 0);
  return [
    ...standing
      .filter((one) => !isOnlyTakenBack(order, one))
      .map((one) => asItStands(order, one, collected.get(one.id) ?? null))
      .filter(({ content }) => content.lines.length > 0 || content.takeBack),
    ...rest.map((one) =>
      one.content.task === 'deliver' ? { ...one, content: taking(one.content, left) } : one,
    ),
  ];
}

function asItStands(order: Order, told: Instruction, collect: number | null): Desired {
  const { id: instructionId, party, kind, content } = told;
  const { window, addressId, pickupPointId } = order.wish.delivery;
  if (kind !== 'deliver') return { party, instructionId, content: { ...content, window } };
  const { byCard: _byCard, takeBack: _before, ...kept } = content;
  const where = { window, addressId, pickupPointId, ...dealtWith(order) };
  const surplus = surplusWithCarrier(order, told);
  // What is in none of its parcels reaches it no more, whatever it was told.
  const lines = linesOf(
    order,
    (lineId) => standingPieces(order, [told], lineId) - piecesOf(surplus, lineId),
  );
  const back = [...surplus, ...takenBackOf(order, told)];
  const now = { ...kept, ...where, lines, ...takingBack(order, back) };
  return { party, instructionId, content: taking(now, collect) };
}

/** What a person decided to have back from it while the rest of the order goes on. */
function takenBackOf(order: Order, told: Instruction): Pieces {
  return parcelsFor(order, told).flatMap(({ takenBack, lines }) => (takenBack ? lines : []));
}

/** What its carrier is not to give away; absent where there is nothing. */
function takingBack(order: Order, back: Pieces): Pick<InstructionContent, 'takeBack'> {
  const takeBack = linesOf(order, (lineId) => piecesOf(back, lineId));
  return takeBack.length > 0 ? { takeBack } : {};
}

/** Who takes nothing needs nothing to take it with. */
function taking(content: InstructionContent, collect: number | null): InstructionContent {
  const { byCard, ...rest } = content;
  return { ...rest, collect, ...(byCard && collect !== 0 ? { byCard } : {}) };
}

/** How and with whom its carrier settles at the door. */
function dealtWith({ wish }: Order): Pick<InstructionContent, 'byCard' | 'contactId'> {
  const card = wish.payment === 'card_on_delivery' ? { byCard: true as const } : {};
  return { ...card, contactId: phoneIdOf(wish.contact) };
}

function packersOf(
  order: Order,
  standing: readonly Instruction[],
  carrier: string,
): readonly Desired[] {
  const { window } = order.wish.delivery;
  const shares = tellable(order);
  const sources = [...new Set(shares.map((share) => share.source))];
  return sources.map((party) => {
    const task = shares.find((share) => share.source === party)?.task ?? 'pack';
    const others = standing.filter((one) => one.party === party && one.kind !== 'deliver');
    const toPack = linesOf(order, (lineId) => {
      const own = entriesOf(shares, lineId).filter((share) => share.source === party);
      const all = own.reduce((sum, share) => sum + share.quantity, 0);
      return all - standingPieces(order, others, lineId) - forgottenPieces(order, party, lineId);
    });
    const lines = task === 'supply' ? priced(order, party, toPack) : toPack;
    const nowhere = { addressId: null, pickupPointId: null, collect: null };
    const parcels = packedBy(order, others, party);
    const content = { task, lines, window, ...nowhere, carrier, ...partsOf(lines, parcels) };
    return { party, instructionId: null, content };
  });
}

/** A packer's parcels less those of instructions that stand or were set aside. */
function packedBy(
  order: Order,
  standing: readonly Instruction[],
  party: string,
): readonly Parcel[] {
  const others = standing.flatMap((one) => parcelsFor(order, one));
  return order.parcels.filter(
    (parcel) =>
      parcel.source === party &&
      parcel.state !== 'cancelled' &&
      !others.includes(parcel) &&
      !isOfForgotten(order, parcel),
  );
}

/** What of a packer's lines has left, and what goes by itself though there is more. */
function partsOf(
  lines: InstructionContent['lines'],
  parcels: readonly Parcel[],
): Pick<InstructionContent, 'gone' | 'apart'> {
  const inside = (some: readonly Parcel[]) =>
    lines
      .map(({ lineId, quantity }) => ({
        ...{ lineId, quantity: Math.min(quantity, piecesIn(some, lineId)) },
      }))
      .filter(({ quantity }) => quantity > 0);
  const gone = inside(parcels.filter(hasLeft));
  const apart = inside(parcels.filter((parcel) => parcel.apart));
  const isMore = lines.some(({ lineId, quantity }) => quantity > piecesOf(apart, lineId));
  return {
    ...(gone.length > 0 ? { gone } : {}),
    ...(apart.length > 0 && isMore ? { apart } : {}),
  };
}

function carrierFor(order: Order, standing: readonly Instruction[], party: string): Desired {
  const { window, addressId, pickupPointId } = order.wish.delivery;
  const shares = tellable(order);
  const others = standing.filter((one) => one.kind === 'deliver');
  // What left beyond the wish is in the parcel, but not to be given away at the door.
  const wanted = new Map(wantedLines(order.wish).map(({ id, quantity }) => [id, quantity]));
  const lines = linesOf(order, (lineId) => {
    const all = piecesOf(shares, lineId);
    const { replaced } = goodsOf(order, lineId);
    const forgone = piecesForgone(order, others, lineId);
    const gone = replaced + piecesTakenBack(order, lineId) + forgone;
    const brought = Math.min(all - gone, wanted.get(lineId) ?? 0);
    return brought - standingPieces(order, others, lineId);
  });
  const where = { window, addressId, pickupPointId, ...dealtWith(order), collect: 0 };
  const told = order.instructions.find(
    (one) => one.party === party && one.kind === 'deliver' && !one.stands && isLive(one),
  );
  const back = takingBack(order, surplusWithCarrier(order, told));
  return { party, instructionId: null, content: { task: 'deliver', lines, ...where, ...back } };
}
