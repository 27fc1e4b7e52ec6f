/**
 * A carrier's word by which goods or money are elsewhere than Ordo thinks or than was agreed: a person looks into it,
 * whether it counts or not. Which words are meant is one table; nothing of the order is changed here.
 */
import type { Instant } from '../../calendar/instant';
import { CARRIER_WORDS, isCarrierWord, isSettledParcel } from '../../parties/parcel';
import type { CarrierWord, Parcel, ParcelState } from '../../parties/parcel';
import type { OrderFact } from '../events';
import { goodsOf } from '../goods/goods';
import { wishedPieces } from '../goods/pieces-of';
import type { Order } from '../order';
import { parcelsFor } from '../parties/packing';
import type { Scene } from '../scene';
import { taskFacts } from '../tasks/asking';

/** What was said of a parcel, how many pieces were taken included. */
interface Said {
  readonly parcel: Parcel;
  readonly status: string;
  readonly at: Instant | null;
  readonly lines: readonly { readonly lineId: string; readonly accepted: number }[];
}

const NEVER_SENT: readonly CarrierWord[] = ['returned', 'lost'];
const NEVER_PACKED: readonly CarrierWord[] = [...NEVER_SENT, 'attempt_failed'];

/** By state, the words that cannot be true together with it. Those not here are late or repeated ones. */
const DOUBTFUL: Readonly<Partial<Record<ParcelState, readonly CarrierWord[]>>> = {
  announced: NEVER_PACKED,
  packed: NEVER_SENT,
  // It was never to leave: whoever speaks of it has it, or gave it away.
  cancelled: CARRIER_WORDS.filter((word) => word !== 'returned'),
  // Written off already: others go in its place, or its money has gone back.
  lost: ['delivered', 'partly_delivered', 'returned'],
  returned: ['delivered', 'partly_delivered', 'lost'],
  partly_delivered: ['delivered', 'partly_delivered', 'attempt_failed'],
  delivered: [
    ...(['delivered', 'partly_delivered', 'attempt_failed'] as const),
    ...(['returning', 'returned', 'lost'] as const),
  ],
};

/** Where the customer's pieces are known, words that say how many there are. */
const ON_PIECES: readonly string[] = ['delivered', 'partly_delivered'];

/** Whether the pieces named are just those that are known to be with the customer. */
function saysTheSame({ parcel, status, lines }: Said): boolean {
  return parcel.lines.every((line) => {
    const unnamed = parcel.lastWord === status ? line.delivered : line.quantity;
    const named = lines.find((one) => one.lineId === line.lineId)?.accepted;
    return (named ?? unnamed) === line.delivered;
  });
}

/** Whether it was said of a moment before the word known, and came late: of how it went, not of how it ended. */
function isLate({ parcel, status, at }: Said): boolean {
  const isOfTheWay = ['attempt_failed', 'returning', 'lost'].includes(status);
  return isOfTheWay && at !== null && at < (parcel.reportedAt ?? '');
}

function isDoubtful(said: Said): boolean {
  const { parcel, status } = said;
  if (!isCarrierWord(status) || !DOUBTFUL[parcel.state]?.includes(status)) return false;
  const isKnown = isSettledParcel(parcel) && !['cancelled', 'lost'].includes(parcel.state);
  if (!isKnown) return true;
  return ON_PIECES.includes(status) ? !saysTheSame(said) : !isLate(said);
}

/** The task for the dispatcher, where a word that did not count is doubtful; one at a time for a parcel. */
export function doubts(
  { order, terms, at }: Pick<Scene, 'order' | 'terms' | 'at'>,
  said: Said,
): readonly OrderFact[] {
  if (!isDoubtful(said)) return [];
  const { id: about, carrier, state } = said.parcel;
  const cause = `${carrier} says ${said.status} of ${about}, which is ${state}`;
  return taskFacts(order, terms.policy, { kind: 'doubtful_report', about, cause, at });
}

/** Whether pieces are named as taken that were agreed to be taken back at the door: nobody owes their price. */
function isGivenBeyond(order: Order, { parcel, status, lines }: Said): boolean {
  if (order.closing || parcel.sealedBy.length === 0 || !ON_PIECES.includes(status)) return false;
  return lines.some(({ lineId, accepted }) => {
    const wanted = wishedPieces(order.wish, lineId);
    return accepted > 0 && goodsOf(order, lineId).delivered + accepted > wanted;
  });
}

/** Whether it gave away what it had said yes to bring no more: the customer's wish was another one by then. */
function isBroughtAllTheSame(order: Order, { parcel, status, lines }: Said): boolean {
  if (!ON_PIECES.includes(status)) return false;
  const taken = parcel.lines.some(({ lineId, quantity }) => {
    return (lines.find((one) => one.lineId === lineId)?.accepted ?? quantity) > 0;
  });
  const bringing = order.instructions.filter(
    (one) => one.kind === 'deliver' && parcelsFor(order, one).some(({ id }) => id === parcel.id),
  );
  return taken && bringing.length > 0 && bringing.every(({ state }) => state === 'called_off');
}

/** The task for the dispatcher, where a word counts and says that something was done other than was agreed. */
export function doneOtherwise(
  { order, terms, at }: Pick<Scene, 'order' | 'terms' | 'at'>,
  said: Said,
): readonly OrderFact[] {
  const { id: about, carrier } = said.parcel;
  const ask = (cause: string): readonly OrderFact[] =>
    taskFacts(order, terms.policy, { kind: 'doubtful_report', about, cause, at });
  if (isBroughtAllTheSame(order, said)) {
    return ask(`${carrier} gave away ${about}, which it had agreed to bring no more`);
  }
  return isGivenBeyond(order, said)
    ? ask(`${carrier} gave away pieces of ${about} that it had agreed to take back`)
    : [];
}
