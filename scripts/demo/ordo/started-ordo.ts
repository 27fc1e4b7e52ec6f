// Runs `npm start` beside the demo where no Ordo runs yet, and stops it at the end. What is started, and how, is
// the start script's own business.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../project-root';
import { Problem } from '../../start/problem';
import type { RunningNote } from '../../start/running-note';
import { runningOrdo } from './running-ordo';

export interface StartedOrdo {
  readonly note: RunningNote;
  /** Stops everything that was started; resolves when nothing of it runs any more. */
  readonly stop: () => Promise<void>;
}

const LOOK_AGAIN_MILLISECONDS = 150;

/** Starts an Ordo and resolves when it answers. Throws a `Problem` where it cannot, with nothing left running. */
export async function startedOrdo(
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<StartedOrdo> {
  const script = join(projectRoot(), 'scripts', 'start.mjs');
  const child = spawn(process.execPath, [script], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  const stop = async (): Promise<void> => {
    // Ctrl-C in a terminal has reached it already; asking again does no harm.
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  };
  const heard = hear(child, say);
  try {
    while (!signal.aborted) {
      if (child.exitCode !== null || child.signalCode !== null) {
        await exited;
        throw new Problem(heard.complaint() ?? 'Ordo could not be started: try `npm start`.');
      }
      const note = heard.isUp() ? await runningOrdo() : null;
      if (note !== null) return { note, stop };
      await pause(LOOK_AGAIN_MILLISECONDS);
    }
    signal.throwIfAborted();
    throw new Problem('Stopped.');
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Heard {
  readonly isUp: () => boolean;
  /** The first line it complained with. */
  readonly complaint: () => string | undefined;
}

/** Passes on what set-up and start say, up to the addresses and keys, which are of no use here. */
function hear(child: ChildProcess, say: (line: string) => void): Heard {
  let isUp = false;
  const complaints: string[] = [];
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the start script has no voice');
  createInterface({ input: stdout }).on('line', (line) => {
    isUp ||= line === 'Ordo is ready.';
    if (!isUp && line.trim() !== '') say(line);
  });
  createInterface({ input: stderr }).on('line', (line) => {
    if (line.trim() !== '') complaints.push(line);
  });
  return { isUp: () => isUp, complaint: () => complaints[0] };
}
