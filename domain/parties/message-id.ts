/**
 * How a party and Ordo name one message about an instruction: by the id it came with. Only the name; whether an
 * answer to it counts is not decided here.
 */
import type { Instruction } from './instruction';

/** The id of the message with a number. */
export function messageId(instructionId: string, number: number): string {
  return `${instructionId}.${String(number)}`;
}

/** The id of what the party was last told; null for an instruction older than channels. */
export function lastMessageOf({ id, telling }: Pick<Instruction, 'id' | 'telling'>): string | null {
  return telling ? messageId(id, telling.number) : null;
}

/** The number of a message of the instruction, told or not; null for anything else. */
export function numberOfMessage(instructionId: string, message: string): number | null {
  if (!message.startsWith(`${instructionId}.`)) return null;
  const number = message.slice(instructionId.length + 1);
  return /^[1-9]\d{0,6}$/.test(number) ? Number(number) : null;
}
