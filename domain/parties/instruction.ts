/**
 * What a party was told to do and what it answered, as a conversation with versions.
 * The moves are one table; late, repeated and stale answers are normal input.
 */
import type { Instant } from '../calendar/instant';
import { same } from '../same';
import { piecesOf } from '../order/goods/pieces-of';
import type { Window } from '../order/wish';
import type { Telling } from './telling';

export type PartyKind =
  | 'supplier'
  | 'warehouse'
  | 'own_couriers'
  | 'courier_company'
  | 'post'
  | 'pickup_network'
  | 'transport_company'
  | 'cashier';

/** What the instruction asks: the lines, where and when, what to collect. No personal data: ids only. */
export interface InstructionContent {
  readonly task: 'supply' | 'pack' | 'deliver';
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    /** What a supplier offered: minor units for a piece, days until it can be here. */
    readonly price?: number;
    readonly term?: number;
  }[];
  readonly addressId: string | null;
  readonly pickupPointId: string | null;
  readonly window: Window | null;
  /** Minor units the carrier takes from the customer; null for who takes no money. */
  readonly collect: number | null;
  /** It is taken by card, so a terminal goes with it; absent where it is taken otherwise. */
  readonly byCard?: true;
  /** The personal data that hold the customer's phone, for who brings it; absent in what was told before it was kept. */
  readonly contactId?: string;
  /** To whom a packer hands its parcels; absent in what was told before it was kept. */
  readonly carrier?: string;
  /** Pieces of a packer's lines that had left when it was told: nothing is to be done for them any more. */
  readonly gone?: Pieces;
  /** Pieces of a packer's lines that are to be in a parcel of their own, for another carrier or another day. */
  readonly apart?: Pieces;
  /** What is in a carrier's parcels beside its lines: not to be given away, it comes back. */
  readonly takeBack?: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
  }[];
}

/** Pieces by line. */
export type Pieces = readonly { readonly lineId: string; readonly quantity: number }[];

/** A revision or call-off that was neither answered nor stands any more: its answer may still come. */
export interface EarlierMessage {
  readonly number: number;
  readonly kind: 'revision' | 'call_off';
  readonly wishVersion: number;
  /** No try to send it can have reached the party; who works on Ordo's pages may have read it all the same. */
  readonly unsent?: true;
  /** An answer that may have been meant for it or for a newer one. */
  readonly said?: 'accepted' | 'refused' | 'done';
}

export type InstructionState = 'sent' | 'accepted' | 'refused' | 'done' | 'called_off';

export interface Instruction {
  readonly id: string;
  readonly party: string;
  readonly kind: InstructionContent['task'];
  readonly state: InstructionState;
  /** Version of the wish the party has last agreed to or, before any answer, was told. */
  readonly wishVersion: number;
  readonly content: InstructionContent;
  readonly pending: {
    readonly kind: 'revision' | 'call_off';
    readonly wishVersion: number;
    readonly content: InstructionContent;
  } | null;
  readonly askedAt: Instant;
  /** When it was told where and when it is to be; absent where that was with all it is asked now. */
  readonly placeToldAt?: Instant;
  readonly dueBy: Instant | null;
  readonly remindedAt: Instant | null;
  readonly overdue: boolean;
  /** When it said yes to what it now has to do, or to doing nothing more; absent where it has not, or not since it is kept. */
  readonly agreedAt?: Instant;
  readonly reason: string | null;
  /** Lines a refusal was about, where it named any. */
  readonly refusedLines?: readonly string[];
  /** The version of a revision or call-off the party refused, so that it is not asked the same again. */
  readonly refusedVersion: number | null;
  /** What just that revision asked for; absent or null where none is refused. */
  readonly refusedContent?: InstructionContent | null;
  /** The party said it is too late to call it off: a person decides. */
  readonly callOffRefused: boolean;
  /** Carried out as it was told: what more is wanted goes by another instruction. */
  readonly stands: boolean;
  /** A person decided that it is not called off any more. */
  readonly goesOn: boolean;
  /** How far it has been told by its channel; absent in orders older than channels. */
  readonly telling?: Telling;
  /** Messages whose answers may still come, the oldest first; absent where there are none. */
  readonly earlier?: readonly EarlierMessage[];
  /** The newest wish version of which a revision or call-off was answered. */
  readonly heardVersion?: number;
  /** The number of the message that says what it has to do; read it by `agreedMessageOf`, for it may be absent. */
  readonly agreedMessage?: number;
  /** When the party said it can do it, where that is not the time it was asked for. */
  readonly expectedAt: Instant | null;
}

/** The moves an instruction may make; drives the guard, the diagram and the reachability test. */
export const INSTRUCTION_MOVES: Readonly<Record<InstructionState, readonly InstructionState[]>> = {
  sent: ['accepted', 'refused', 'done', 'called_off'],
  accepted: ['done', 'refused', 'called_off'],
  refused: ['accepted', 'done'],
  done: ['accepted', 'called_off'],
  called_off: [],
};

/** Whether the party still has something to do or to undo. */
export function isLive(instruction: Instruction): boolean {
  return !['refused', 'called_off'].includes(instruction.state);
}

/** Whether the party is told to do nothing more, or has agreed to that. */
export function isCalledOff({
  state,
  pending,
}: {
  readonly state: InstructionState;
  readonly pending: Pick<NonNullable<Instruction['pending']>, 'kind'> | null;
}): boolean {
  return state === 'called_off' || pending?.kind === 'call_off';
}

/** Whether an answer of the party is awaited now. */
export function awaitsAnswer(instruction: Instruction): boolean {
  return instruction.state === 'sent' || instruction.pending !== null;
}

/**
 * Whether two contents ask the same; what was not yet kept when the party was told is no difference, and neither is
 * what has left since.
 */
export function asksTheSame(told: InstructionContent, wanted: InstructionContent): boolean {
  const { contactId, carrier, ...rest } = wanted;
  const later = {
    ...(told.contactId !== undefined && contactId !== undefined ? { contactId } : {}),
    ...(told.carrier !== undefined && carrier !== undefined ? { carrier } : {}),
  };
  return same(plainly(told), plainly({ ...rest, ...later }));
}

/** What has left is nothing to do, and who takes nothing takes it in no way. */
function plainly({ gone: _left, byCard, ...content }: InstructionContent): object {
  return { ...content, ...(byCard && content.collect !== 0 ? { byCard } : {}) };
}

/** The lines there was something to do for when it was told: what had left before is not packed once more. */
export function toDo({ lines, gone = [] }: InstructionContent): InstructionContent['lines'] {
  return lines
    .map((line) => ({ ...line, quantity: line.quantity - piecesOf(gone, line.lineId) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Whether a packer is to put other things into its parcels than by what it was told before. */
export function packsOtherwise(before: InstructionContent, after: InstructionContent): boolean {
  const packed = ({ lines, apart = [] }: InstructionContent): object => ({
    ...{ lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })), apart },
  });
  return !same(packed(before), packed(after));
}

/** When the party was told where and when it is to be: a new sum alone says nothing of that. */
export function toldOfPlaceAt({ placeToldAt, askedAt }: Instruction): Instant {
  return placeToldAt ?? askedAt;
}

/** What the party would do by the last thing it was told. */
export function lastTold(instruction: Instruction): InstructionContent | null {
  if (instruction.pending?.kind === 'call_off') return null;
  return instruction.pending?.content ?? instruction.content;
}
