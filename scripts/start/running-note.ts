// The note by which scripts find a running installation: addresses and development keys, in .ordo/running.json.
// It is there exactly as long as everything is ready.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKeys } from './development-secrets';

/** What stands in the note; `keys` are those of the shop `demo`. */
export interface RunningNote {
  readonly api: string;
  readonly temporal: string;
  readonly temporalUi: string | null;
  readonly database: string;
  /** Where the stand-ins are, and the pages on which a person makes parcel services report. */
  readonly standIns: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly shops: ApiKeys;
}

/** Writes the note, readable for its owner alone, whole or not at all. */
export function writeRunningNote(stateFolder: string, note: RunningNote): void {
  const file = join(stateFolder, 'running.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Removes the note; fine where there is none. */
export function removeRunningNote(stateFolder: string): void {
  rmSync(join(stateFolder, 'running.json'), { force: true });
}
