// Who runs in this folder: one start script at a time. What an earlier one left running, because it was killed
// before it could stop anything, is stopped first.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem';
import { endProcess, processIdentity } from './process-identity';
import { removeRunningNote } from './running-note';
import type { Service } from './service';

interface Noted {
  readonly title: string;
  readonly pid: number;
  readonly identity: string | null;
}

/** The folder is ours until `release`. */
export interface FolderClaim {
  /** Notes a program we started, for whoever comes after us if we are killed. */
  note(service: Service): void;
  release(): void;
}

/** Claims `stateFolder`. Throws a `Problem` where another start script runs in it. */
export async function claimFolder(stateFolder: string): Promise<FolderClaim> {
  mkdirSync(stateFolder, { recursive: true });
  const file = join(stateFolder, 'processes.json');
  const running = readNoted(file).filter(
    ({ pid, identity }) => identity !== null && processIdentity(pid) === identity,
  );
  const start = running.find(({ title }) => title === 'start');
  if (start !== undefined) {
    throw new Problem(
      `Ordo runs in this folder already (process ${start.pid}): use it, or stop it with Ctrl-C or \`kill ${start.pid}\`.`,
    );
  }
  removeRunningNote(stateFolder);
  for (const noted of running) {
    console.log(
      `${noted.title} of an earlier start was still running (process ${noted.pid}): stopped.`,
    );
    // PostgreSQL takes SIGTERM as "when the last one has left"; SIGINT ends everybody's work, for all of them.
    await endProcess(noted.pid, 'SIGINT', 10_000);
  }
  rmSync(file, { force: true });
  const ours = [toNoted('start', process.pid)];
  // Fails if another start script made the same file a moment ago.
  write(file, ours, 'wx');
  return {
    note: (service) => {
      ours.push(toNoted(service.title, service.pid));
      write(file, ours, 'w');
    },
    release: () => rmSync(file, { force: true }),
  };
}

function write(file: string, noted: readonly Noted[], flag: 'w' | 'wx'): void {
  try {
    writeFileSync(file, JSON.stringify(noted), { flag });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Problem('Another `npm start` began in this folder at the same moment: use that one.');
  }
}

function toNoted(title: string, pid: number): Noted {
  return { title, pid, identity: processIdentity(pid) };
}

function readNoted(file: string): Noted[] {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Noted[];
  } catch {
    // A killed start may leave half a note; PostgreSQL's own note still protects the data.
    return [];
  }
}
