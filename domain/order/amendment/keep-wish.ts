/**
 * A party refused a change and the wish stays all the same: who refused does as it was told, what is wanted
 * beyond that goes in a second parcel, what is wanted no more is taken back at the door.
 */
import { isLive } from '../../parties/instruction';
import type { Instruction } from '../../parties/instruction';
import { hasLeft } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { same } from '../../same';
import { desiredInstructions, desiredOf } from '../parties/desired';
import type { Desired } from '../parties/desired';
import type { OrderFact } from '../events';
import { goodsOf, sentQuantity } from '../goods/goods';
import { wishedPieces, piecesOf } from '../goods/pieces-of';
import type { Order } from '../order';
import { hasRefusedChange, isRefusedLater } from '../parties/in-hand';
import { parcelsFor, piecesIn } from '../parties/packing';
import { isOfRevert } from './reverted';

interface Apart {
  readonly instruction: Instruction;
  /** Some line is wanted with more pieces than the party goes for, or with fewer. */
  readonly isMore: boolean;
  readonly isLess: boolean;
  /** Another date or place: no parcel beside it would bring the party round. */
  readonly isElsewhere: boolean;
}

/** Pieces of a line that left although they are wanted no more. */
function surplusOf(order: Order, lineId: string): number {
  const wanted = wishedPieces(order.wish, lineId);
  return Math.max(0, sentQuantity(goodsOf(order, lineId)) - wanted);
}

function apart(order: Order, desired: readonly Desired[], instruction: Instruction): Apart {
  const wanted = desiredOf(desired, instruction)?.content;
  const { content, kind } = instruction;
  const packed = kind === 'deliver' ? [] : parcelsFor(order, instruction).filter(hasLeft);
  const differences = order.wish.lines.map(({ id }) => {
    const goesFor = Math.max(piecesOf(content.lines, id), piecesIn(packed, id));
    // What left beyond the wish is with the packer's share still, but wanted no more.
    const surplus = kind === 'deliver' ? 0 : Math.min(piecesIn(packed, id), surplusOf(order, id));
    return (wanted ? piecesOf(wanted.lines, id) : 0) - surplus - goesFor;
  });
  const where = ({ window, addressId, pickupPointId }: typeof content): object => ({
    ...{ window, addressId, pickupPointId },
  });
  return {
    instruction,
    isMore: differences.some((difference) => difference > 0),
    isLess: differences.some((difference) => difference < 0),
    isElsewhere: wanted !== undefined && !same(where(wanted), where(content)),
  };
}

/** Those who refused just this change, or packed more than it leaves them to pack. */
function refusing(order: Order, terms: Terms): readonly Apart[] {
  const desired = desiredInstructions(order, terms);
  return order.instructions
    .filter((one) => isLive(one) && !one.stands)
    .map((one) => apart(order, desired, one))
    .filter(
      ({ instruction, isLess }) =>
        hasRefusedChange(order, instruction) || (isLess && instruction.kind !== 'deliver'),
    );
}

const isCarrier = ({ instruction }: Apart): boolean => instruction.kind === 'deliver';

/** The facts of the decision, or null where it makes no sense for what was refused. */
export function wishKept(
  order: Order,
  terms: Terms,
  decision: 'second_parcel' | 'take_back',
): readonly OrderFact[] | null {
  const { amendment } = order;
  if (!amendment || isOfRevert(order, amendment, terms)) return null;
  const refused = refusing(order, terms);
  // Where nothing is to be taken back, what is still wanted goes in a second parcel all the same.
  const isSense = refused.some((one) => one.isMore || (decision === 'take_back' && one.isLess));
  const isUnwillingCarrier = (one: Apart): boolean =>
    isCarrier(one) && one.instruction.callOffRefused;
  if (!isSense || refused.some((one) => one.isElsewhere || isUnwillingCarrier(one))) return null;
  const { id: amendmentId, version } = amendment;
  // What a packer keeps to is in the parcel before its carrier closes it: else it would hold less than was packed.
  const inTurn = [...refused.filter((one) => !isCarrier(one)), ...refused.filter(isCarrier)];
  return [
    { type: 'AmendmentSettled', amendmentId, version, state: 'accepted' },
    ...inTurn.map(({ instruction: { id: instructionId, party } }): OrderFact => {
      return { type: 'InstructionStands', instructionId, party };
    }),
  ];
}

/** The rest goes in a second parcel where who refused it later is wanted to have more; null where that is no way out. */
export function sentApart(order: Order, terms: Terms, instruction: Instruction): OrderFact | null {
  if (!isRefusedLater(order, instruction) || instruction.stands) return null;
  const { isMore, isElsewhere } = apart(order, desiredInstructions(order, terms), instruction);
  const { id: instructionId, party } = instruction;
  return isMore && !isElsewhere ? { type: 'InstructionStands', instructionId, party } : null;
}

/** Whether who refused has more with it than is wanted, to be taken back at the door. */
export function surplusIsOut(order: Order, terms: Terms): boolean {
  const { amendment } = order;
  return amendment !== null && refusing(order, terms).some((one) => one.isLess);
}
