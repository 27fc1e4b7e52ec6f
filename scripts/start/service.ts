// One program that runs beside us: started in a process group of its own, so that Ctrl-C in the terminal
// reaches only the start script, which then stops all of them in order. What the program says goes into a log file.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { Problem } from './problem';
import { endProcess } from './process-identity';

/** How to run a program; `title` is what people read. */
export interface ServiceOptions {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly stopSignal?: NodeJS.Signals;
  readonly patienceMs?: number;
  /** Whether it leaves the processor to the others where there is too little of it. */
  readonly givesWay?: boolean;
}

/** A program that was started. `exited` resolves, never rejects, with what to say about its end. */
export interface Service {
  readonly title: string;
  readonly pid: number;
  readonly exited: Promise<string>;
  /** Whether the program has said so over its channel to us (`process.send('ready')`). */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the program. Throws a `Problem` where it cannot be run at all. */
export async function startService(options: ServiceOptions): Promise<Service> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'w');
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? {},
    detached: true,
    // Only Node can speak to us over a channel.
    stdio: [
      'ignore',
      log,
      log,
      ...(options.command === process.execPath ? (['ipc'] as const) : []),
    ],
    ...options.user,
  });
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`could not be run (${error.message})`));
    child.on('exit', (code, signal) => {
      resolve(
        `${signal ? `was ended by ${signal}` : `ended with code ${code ?? '?'}`}${lastWords(options.logFile)}`,
      );
    });
  });
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
    });
  });
  const pid = child.pid;
  if (pid === undefined) throw new Problem(`${options.title} ${await exited}.`);
  if (options.givesWay === true && child.exitCode === null) {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      await endProcess(pid, options.stopSignal ?? 'SIGTERM', options.patienceMs ?? 15_000);
    }
    await exited;
  };
  return { title: options.title, pid, exited, ready, stop };
}

/** Waits until `probe` is true. Throws a `Problem` when the service ends first, or after `withinMs`. */
export async function untilReady(
  service: Service,
  probe: () => Promise<boolean>,
  withinMs: number,
): Promise<void> {
  let end: string | undefined;
  void service.exited.then((how) => (end = how));
  const giveUpAt = Date.now() + withinMs;
  while (!(await probe())) {
    if (end !== undefined) throw new Problem(`${service.title} ${end}`);
    if (Date.now() > giveUpAt) {
      throw new Problem(`${service.title} was not ready within ${withinMs / 1000} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  const telling =
    lines.findLast((line) => /error|fatal|cannot|could not/i.test(line)) ?? lines.at(-1);
  return `${telling ? `: ${telling.trim().slice(0, 300)}` : ''} (${logFile})`;
}
