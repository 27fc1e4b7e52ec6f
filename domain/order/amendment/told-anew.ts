/**
 * Parties that are told of the order for the first time while a change is open: another carrier, a source of goods
 * that were added. Says which of their answers the change waits for, and which no is one to the change.
 */
import type { Instruction, InstructionContent } from '../../parties/instruction';
import type { OpenAmendment, Order } from '../order';
import type { Replaced } from './replaced';

type Told = Pick<Instruction, 'content' | 'wishVersion'>;

/** The open changes made after parties had been told, and before this one was. */
function changesBefore({ amendment }: Order, { wishVersion }: Told): readonly OpenAmendment[] {
  return amendment?.open?.filter((one) => one.afterTelling && one.version <= wishVersion) ?? [];
}

const isOfItsLines = ({ lines }: InstructionContent, was: Replaced): boolean =>
  was.part === 'pieces' && lines.some(({ lineId }) => lineId === was.lineId);

/** Whether its yes is part of the change: any carrier's, for it brings the order as it is now, and of sources those of what was changed. */
export function isTouched(order: Order, told: Told): boolean {
  const { content } = told;
  return changesBefore(order, told).some(
    ({ replaced }) =>
      content.task === 'deliver' || replaced.some((was) => isOfItsLines(content, was)),
  );
}

/** Whether it was told because of just this part of the wish: another place may be another carrier's. */
export function isToldFor({ content }: Pick<Instruction, 'content'>, was: Replaced): boolean {
  return content.task === 'deliver' ? was.part === 'where' : isOfItsLines(content, was);
}

/** Whether its no to the whole is one to the change. Who was chosen by a person since is that person's matter. */
export function isRefusedAnew(order: Order, told: Instruction): boolean {
  if (told.state !== 'refused') return false;
  if (told.kind === 'deliver' && order.carrier !== null) return false;
  return changesBefore(order, told).some(({ replaced }) =>
    replaced.some((was) => isToldFor(told, was)),
  );
}
