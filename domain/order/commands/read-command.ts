/**
 * Reads whatever was heard as a command. What cannot be read is a refusal with the field at fault,
 * never a throw, and never quotes what it read.
 */
import type { Input, Refusal } from '../../life/life';
import { asStorable, unstorable } from '../../storable';
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
  const unkept = unstorable(command);
  if (unkept) return { refusal: 'malformed', pointer: unkept.pointer };
  const read = commandSchemas[name].safeParse(command ?? {});
  if (read.success) return { name, body: read.data } as Command;
  const path = read.error.issues[0]?.path ?? [];
  return { refusal: 'malformed', pointer: `/${path.map(String).join('/')}` };
}

/** A name as it was given, known or not, in a form and length that the journal can keep. */
export function nameToKeep(name: string): string {
  return asStorable(name.slice(0, 60));
}
