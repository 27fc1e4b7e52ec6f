// Finds the Ordo that runs in this folder by the note it leaves there, and checks that it answers. Starts nothing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root';
import { Problem } from '../../start/problem';
import type { RunningNote } from '../../start/running-note';

const PATIENCE_MILLISECONDS = 5_000;

/** The note of the running Ordo, or null where none runs. Throws a `Problem` where it runs and cannot be used. */
export async function runningOrdo(): Promise<RunningNote | null> {
  const note = readNote();
  if (note === null) return null;
  const ready = await ask(`${note.api}/readyz`);
  // A note left by a start that was killed: whoever starts next removes it.
  if (ready === null) return null;
  const parts = (await ready.json()) as Readonly<Record<string, string>>;
  const away = Object.keys(parts).filter((part) => parts[part] !== 'ready');
  if (away.length > 0) {
    throw new Problem(
      `Ordo runs at ${note.api}, but its ${away.join(' and ')} cannot be reached: look into .ordo/logs/, or stop it and try again.`,
    );
  }
  const key = note.keys['manager'] ?? '';
  const known = await ask(`${note.api}/v1/shops/demo/policy`, key);
  if (known?.status !== 200) {
    throw new Problem(
      `Ordo at ${note.api} does not know the keys of .ordo/running.json: stop what runs there, then start again.`,
    );
  }
  return note;
}

function readNote(): RunningNote | null {
  const file = join(projectRoot(), '.ordo', 'running.json');
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningNote;
  } catch {
    throw new Problem(
      '.ordo/running.json cannot be read: stop Ordo, remove the file, then try again.',
    );
  }
}

async function ask(url: string, key?: string): Promise<Response | null> {
  const headers = key === undefined ? {} : { Authorization: `Bearer ${key}` };
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
  } catch {
    // Nobody listens there.
    return null;
  }
}
