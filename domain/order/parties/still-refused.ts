/**
 * What a party has refused and may still say yes to: nothing has come of its no so far. Whether an answer is such a
 * yes is not decided here.
 */
import { isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import type { Order } from '../order';
import { isOutOfHand, mayBeTold } from './in-hand';

export type Asked = NonNullable<Instruction['pending']>;

/** What the instruction's last no was to; null where there is none, or something else was asked since. */
export function lastRefused(instruction: Instruction): Asked | null {
  const { pending, refusedVersion: wishVersion, refusedContent, callOffRefused } = instruction;
  if (pending || wishVersion === null) return null;
  const { content } = instruction;
  if (callOffRefused) return { kind: 'call_off', wishVersion, content };
  return refusedContent ? { kind: 'revision', wishVersion, content: refusedContent } : null;
}

/** The same while it is still wanted of the party and nobody has decided to go another way. */
export function stillRefused(order: Order, instruction: Instruction): Asked | null {
  const refused = lastRefused(instruction);
  const { goesOn, telling } = instruction;
  if (!refused || goesOn || !isLive(instruction) || isOutOfHand(order, instruction)) return null;
  const { kind, wishVersion } = refused;
  if (!mayBeTold(order, instruction) || (telling && telling.kind !== kind)) return null;
  const isWanted = !order.closing && wishVersion === order.wish.version;
  return kind === 'call_off' || isWanted ? refused : null;
}
