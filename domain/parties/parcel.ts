/**
 * A parcel and the carrier's story about it: pure data that only moves forward.
 * Unknown words are kept and shown; they never change the state.
 */
import type { Instant } from '../calendar/instant';

export type CarrierWord =
  | 'handed_over'
  | 'in_transit'
  | 'at_pickup_point'
  | 'attempt_failed'
  | 'delivered'
  | 'partly_delivered'
  | 'returning'
  | 'returned'
  | 'lost';

export type ParcelState = 'announced' | 'packed' | CarrierWord | 'cancelled';

export interface ParcelLine {
  readonly lineId: string;
  readonly quantity: number;
  /** The pieces have been taken off the stock of the source. */
  readonly shipped: boolean;
  /** Pieces that are with the customer. */
  readonly delivered: number;
  /** Pieces that came back or were written off. */
  readonly returned: number;
}

export interface Parcel {
  readonly id: string;
  /** The warehouse or supplier that packs it. */
  readonly source: string;
  readonly carrier: string;
  readonly tracking: string | null;
  readonly state: ParcelState;
  readonly lines: readonly ParcelLine[];
  readonly reportedAt: Instant | null;
  readonly lastWord: string | null;
  readonly reason: string | null;
  /** When its carrier says it will come. */
  readonly expectedAt: Instant | null;
  /** It came back to be sent by somebody else. */
  readonly comesBack: boolean;
  /** It was tried in vain or on its way back when the customer asked for its goods once more: back, they are sent again. */
  readonly wantedAgain?: true;
  /** The versions of the wish that asked for them; absent where a person planned it anew. */
  readonly wantedBy?: readonly number[];
  /** A person had it taken back while the rest of the order went on: nobody pays for it or waits for it. */
  readonly takenBack?: true;
  /** The customer has had it in hands and refused something of it. */
  readonly opened?: true;
  /** Instructions that stand as they were told: nothing is added to what they go for. */
  readonly sealedBy: readonly string[];
  /** Its carrier takes just this, though its packer has more to pack: that goes into others. */
  readonly apart?: true;
}

/** Everything a carrier may still say of a parcel that is on its way. */
const ENDS: readonly CarrierWord[] = ['delivered', 'partly_delivered', 'returned'];
const ON_THE_WAY: readonly CarrierWord[] = [
  'attempt_failed',
  'at_pickup_point',
  'returning',
  'lost',
  ...ENDS,
];

/**
 * What may be the first that is heard of a parcel: what came back or was lost must have been on its way. Nor has who
 * was in vain at the door necessarily anything with him, as long as nobody has said that it is packed.
 */
const FIRST_HEARD: readonly CarrierWord[] = [
  ...(['handed_over', 'in_transit', 'at_pickup_point'] as const),
  ...(['returning', 'delivered', 'partly_delivered'] as const),
];

/**
 * The moves of a parcel: its story goes forward only, but may leave out any part of it.
 * One table for the guard, the diagram and the reachability test.
 */
export const PARCEL_MOVES: Readonly<Record<ParcelState, readonly ParcelState[]>> = {
  announced: ['packed', 'cancelled', ...FIRST_HEARD],
  packed: ['announced', 'cancelled', 'attempt_failed', ...FIRST_HEARD],
  handed_over: ['in_transit', ...ON_THE_WAY],
  in_transit: ON_THE_WAY,
  attempt_failed: ['in_transit', 'at_pickup_point', 'returning', 'lost', ...ENDS],
  at_pickup_point: ['attempt_failed', 'returning', 'lost', ...ENDS],
  returning: ['lost', ...ENDS],
  lost: ENDS,
  partly_delivered: ['returned', 'lost'],
  delivered: [],
  returned: [],
  cancelled: [],
};

export const CARRIER_WORDS: readonly CarrierWord[] = [
  'handed_over',
  'in_transit',
  'at_pickup_point',
  'attempt_failed',
  'delivered',
  'partly_delivered',
  'returning',
  'returned',
  'lost',
];

export function isCarrierWord(word: string): word is CarrierWord {
  return (CARRIER_WORDS as readonly string[]).includes(word);
}

/** Whether a report moves the parcel on; what was written off as lost is not found any more. */
export function movesOn(parcel: Parcel, word: CarrierWord, at: Instant | null = null): boolean {
  const isNext = PARCEL_MOVES[parcel.state].includes(word);
  return isNext && !isWrittenOff(parcel) && !isOvertaken(parcel, word, at);
}

/** Whether it counts as lost for good, so that others go in its place or nobody waits for it. */
function isWrittenOff(parcel: Parcel): boolean {
  return parcel.state === 'lost' && parcel.lines.some((line) => line.returned > 0);
}

/** Of two words each of which may follow the other, the one said of the later moment holds. */
function isOvertaken(parcel: Parcel, word: CarrierWord, at: Instant | null): boolean {
  const isEither = PARCEL_MOVES[word].includes(parcel.state);
  return isEither && at !== null && at < (parcel.reportedAt ?? '');
}

/** Whether the goods have left the warehouse. */
export function hasLeft(parcel: Parcel): boolean {
  return !['announced', 'packed', 'cancelled'].includes(parcel.state);
}

/** Pieces of a line that left and are neither with the customer nor back. */
export function outstanding(line: ParcelLine): number {
  return line.shipped ? line.quantity - line.delivered - line.returned : 0;
}

/** Whether pieces of the parcel are still somewhere on the way, there or back; what is back may wait to be inspected. */
export function isOut(parcel: Parcel): boolean {
  const isAway = hasLeft(parcel) && parcel.state !== 'returned';
  return isAway && parcel.lines.some((line) => outstanding(line) > 0);
}

/** Whether it came back to be sent again and somebody looks at its goods first. */
export function isLookedAt(parcel: Parcel): boolean {
  const isToGo = parcel.state === 'returned' && parcel.comesBack;
  return isToGo && parcel.lines.some((line) => outstanding(line) > 0);
}

/** Whether the parcel was lost and nothing has come of that yet. */
export function isMissing(parcel: Parcel): boolean {
  const isGone = parcel.state === 'lost' && !parcel.takenBack;
  return isGone && parcel.lines.some((line) => outstanding(line) > 0);
}

/** Whether the parcel's story has ended: with the customer, back, lost, or never sent. */
export function isSettledParcel(parcel: Parcel): boolean {
  return ['delivered', 'partly_delivered', 'returned', 'lost', 'cancelled'].includes(parcel.state);
}
