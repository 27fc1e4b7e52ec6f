/**
 * What a person has talked over with a party that refused it is asked of it once more. Who refuses what, and whose
 * decision that is, is the stage's business.
 */
import type { Instant } from '../../calendar/instant';
import type { Instruction } from '../../parties/instruction';
import type { OrderFact } from '../events';
import type { Scene } from '../scene';
import { desiredInstructions, desiredOf } from './desired';
import { isRefusedLater } from './in-hand';

/** The revision it refused later, as it would be now; null where it refused none, or nothing is wanted of it. */
export function askedAnew(
  { order, terms }: Scene,
  instruction: Instruction,
  dueBy: Instant,
): OrderFact | null {
  if (!isRefusedLater(order, instruction)) return null;
  const wanted = desiredOf(desiredInstructions(order, terms), instruction);
  if (!wanted) return null;
  const { id: instructionId, party } = instruction;
  const { version: wishVersion } = order.wish;
  return {
    ...{ type: 'RevisionWritten', instructionId, party, wishVersion, dueBy },
    content: wanted.content,
  };
}
