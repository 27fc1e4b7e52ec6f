/**
 * Processor time and memory of other processes, read from /proc. Where there is no /proc (any system
 * but Linux), nothing is measured and the answer says so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second on every platform that Node runs on. */
const MILLIS_PER_TICK = 10;

export function canMeasureProcesses(): boolean {
  return existsSync('/proc/self/stat');
}

/** The numbers of a process after its name, which may hold spaces; null where it is gone. */
function statOf(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It ended between being listed and being read.
    return null;
  }
}

const PARENT = 1;
const USED = [11, 12];
const USED_BY_ENDED_CHILDREN = [13, 14];

/** Milliseconds of processor time a process and all its children have used so far. */
export function processorMillis(pid: number): number {
  const own = statOf(pid);
  if (!own) return 0;
  const ticks = [...USED, ...USED_BY_ENDED_CHILDREN].map((field) => Number(own[field] ?? 0));
  const sum = ticks.reduce((all, one) => all + one, 0) * MILLIS_PER_TICK;
  return childrenOf(pid).reduce((all, child) => all + processorMillis(child), sum);
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.[PARENT] === String(pid))
    .map(Number);
}

/** Resident memory of a process in MB. */
export function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}
