// Finds the API and a key for each role: on the command line, in the environment, or in the note of a running
// installation. It asks nothing of the API itself.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperatorSettings } from '../../config/operator-settings';
import type { RunningNote } from '../start/running-note';
import { Problem } from '../start/problem';

export interface Given {
  readonly api?: string;
  readonly key?: string;
  readonly shop: string;
}

/** Where to ask, and with which key somebody of a role does. */
export interface Connection {
  readonly api: string;
  readonly keyOf: (role: string) => string;
}

/** The connection; throws a `Problem` that says what to do where there is none. */
export function findConnection(
  given: Given,
  settings: OperatorSettings,
  stateFolder: string,
): Connection {
  const note = readNote(stateFolder);
  const api = given.api ?? settings.api ?? note?.api;
  if (api === undefined) {
    throw new Problem(
      'Ordo does not run here: run `npm start`, or say where it is with --api and --key.',
    );
  }
  const only = given.key ?? settings.key;
  const keys = note?.shops[given.shop] ?? {};
  return {
    api: api.replace(/\/$/, ''),
    keyOf: (role) => {
      const key = only ?? keys[role];
      if (key === undefined) {
        throw new Problem(
          `There is no key of a ${role} for the shop ${given.shop}: give one with --key or ORDO_API_KEY.`,
        );
      }
      return key;
    },
  };
}

function readNote(stateFolder: string): RunningNote | null {
  const file = join(stateFolder, 'running.json');
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningNote;
  } catch {
    throw new Problem(`${file} cannot be read: stop \`npm start\` and run it again.`);
  }
}
