/**
 * What it means that a person lets somebody go on who will not be called off. Whom that is asked of is not found here.
 */
import type { Refusal } from '../../life/life';
import type { Instruction } from '../../parties/instruction';
import { isSettledParcel } from '../../parties/parcel';
import type { OrderFact } from '../events';
import type { Order } from '../order';
import { waitsInVain } from '../parties/in-hand';
import { parcelsFor } from '../parties/packing';

/**
 * A carrier may bring what it has: it is delivered and paid for, or comes back by itself. Once everything has arrived,
 * anybody may be let be.
 */
export function letGoOn(
  order: Order,
  instruction: Instruction | undefined,
): readonly OrderFact[] | Refusal {
  const hasIts = (one: Instruction): boolean =>
    one.kind === 'deliver' && parcelsFor(order, one).some((parcel) => !isSettledParcel(parcel));
  const isLeft = instruction && (hasIts(instruction) || waitsInVain(order, instruction));
  if (!isLeft || !instruction.callOffRefused) {
    return { refusal: 'not_allowed_now', pointer: '/outcome' };
  }
  const { id: instructionId, party } = instruction;
  return [{ type: 'CarrierGoesOn', instructionId, party }];
}
