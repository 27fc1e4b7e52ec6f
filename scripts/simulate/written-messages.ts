/**
 * Every message about an instruction that an order's journal tells of, in the order in which they were written.
 * Read from the rows alone, not from what the rules made of them.
 */
import type { OrderEvent } from '../../domain/order/events';
import type { InstructionContent } from '../../domain/parties/instruction';

export interface WrittenMessage {
  readonly instructionId: string;
  /** Counts the messages of this instruction, from one. */
  readonly number: number;
  readonly kind: 'instruction' | 'revision' | 'call_off';
  readonly wishVersion: number;
  readonly content: InstructionContent;
}

const KINDS = {
  InstructionWritten: 'instruction',
  RevisionWritten: 'revision',
  CallOffWritten: 'call_off',
} as const;

/** The messages written so far. */
export function messagesOf(life: {
  readonly journal: readonly { readonly event: OrderEvent }[];
}): readonly WrittenMessage[] {
  const counted = new Map<string, number>();
  return life.journal.flatMap(({ event }) => {
    const isWritten =
      event.type === 'InstructionWritten' ||
      event.type === 'RevisionWritten' ||
      event.type === 'CallOffWritten';
    if (!isWritten) return [];
    const { instructionId, wishVersion, content } = event;
    const number = (counted.get(instructionId) ?? 0) + 1;
    counted.set(instructionId, number);
    return [{ instructionId, number, kind: KINDS[event.type], wishVersion, content }];
  });
}
