/**
 * Reads whatever was heard as a command. What cannot be read is a refusal with the field at fault,
 * never a throw, and never quotes what it read.
 */
import type { Input, Refusal } from '../life/life';
import { commandSchemas } from './command-schemas';
import type { CommandName, CommandOf } from './command-schemas';

export type Command = {
  [Name in CommandName]: { readonly name: Name; readonly body: CommandOf<Name> };
}[CommandName];

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandSchemas, name);
}

/** The command, or `unknown_command` or `malformed` with a JSON pointer to the first field at fault. */
export function readCommand(input: Pick<Input, 'name' | 'command'>): Command | Refusal {
  const { name, command } = input;
  if (!isCommandName(name)) return { refusal: 'unknown_command' };
  const read = commandSchemas[name].safeParse(command ?? {});
  if (read.success) return { name, body: read.data } as Command;
  const path = read.error.issues[0]?.path ?? [];
  return { refusal: 'malformed', pointer: `/${path.map(String).join('/')}` };
}
