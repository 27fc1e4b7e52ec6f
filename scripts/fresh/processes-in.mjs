// Finds processes that belong to a folder, by what they run and where. Ends none of them.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One line for every process whose working folder or command is in `folder`, ourselves excepted. */
export function processesIn(folder) {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(folder) && !line.trim().startsWith(`${process.pid} `));
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .map((pid) => ({ pid, command: commandOf(pid), cwd: cwdOf(pid) }))
    .filter(({ command, cwd }) => command.includes(folder) || cwd.startsWith(folder))
    .map(({ pid, command }) => `${pid} ${command}`);
}

function commandOf(pid) {
  return quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim());
}

function cwdOf(pid) {
  return quietly(() => readlinkSync(`/proc/${pid}/cwd`));
}

/** A process may end while it is looked at, and then is none. */
function quietly(look) {
  try {
    return look();
  } catch {
    return '';
  }
}
