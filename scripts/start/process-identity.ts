// Tells whether a process noted earlier is still that process: numbers are used again after a while.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** When the process began, as an opaque word; null where there is no such process (or only its unreaped remains). */
export function processIdentity(pid: number): string | null {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    }
    // The name in brackets may hold anything, so fields are counted after it: state is the first, start time the 20th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    // No such process: that is the answer, not a failure.
    return null;
  }
}

/** The program that the process runs, without its folder; null where there is no such process. */
export function processName(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return basename(
      execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim(),
    );
  } catch {
    // No such process: that is the answer, not a failure.
    return null;
  }
}

/** Sends the signal, then SIGKILL after `patienceMs`, and resolves when the process is gone. One that is gone already is fine. */
export async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<void> {
  const identity = processIdentity(pid);
  const stillThere = () => identity !== null && processIdentity(pid) === identity;
  send(pid, signal);
  const killAt = Date.now() + patienceMs;
  let killed = false;
  while (stillThere()) {
    if (!killed && Date.now() > killAt) {
      send(pid, 'SIGKILL');
      killed = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended between the look and the signal, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
