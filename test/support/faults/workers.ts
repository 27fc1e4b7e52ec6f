/**
 * Keeps one worker process running and the next one standing by: when the running one is killed, by
 * itself or by a test, the next takes over at once.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KillOrder } from './points';
import type { TestWorkerSettings } from './engine';

export interface Workers {
  /** Resolves when a worker runs. */
  readonly start: () => Promise<void>;
  /** SIGKILL for the worker that runs now, if one does. */
  readonly kill: () => void;
  /** How often a worker has ended, however it was killed. */
  readonly ends: () => number;
  readonly close: () => Promise<void>;
}

export interface WorkersOptions {
  readonly settings: TestWorkerSettings;
  readonly hitsFile: string;
  /** Asked anew for each worker that begins. */
  readonly kills?: () => readonly KillOrder[];
  readonly forget?: boolean;
  /** Where what workers say on their error stream goes. */
  readonly logFile: string;
}

interface Standing {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
}

function standBy(logFile: string): Standing {
  const entry = join(__dirname, 'worker', 'main.ts');
  const child = fork(entry, [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    appendFileSync(logFile, chunk);
  });
  return { child, ready: said(child, 'standing by') };
}

async function said(child: ChildProcess, word: string): Promise<void> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [unknown];
    if (message === word) return;
  }
}

export function makeWorkers(options: WorkersOptions): Workers {
  const { hitsFile, kills = () => [], forget = false, logFile } = options;
  const environment = { ...options.settings.environment, logLevel: 'warn' } as const;
  const settings = { ...options.settings, environment };
  let next: Standing | null = null;
  let running: ChildProcess | null = null;
  let isClosed = false;
  let ends = 0;
  const begin = async (): Promise<void> => {
    const { child, ready } = next ?? standBy(logFile);
    next = null;
    await ready;
    if (isClosed) {
      child.kill('SIGKILL');
      return;
    }
    running = child;
    child.once('exit', () => {
      running = null;
      ends += 1;
      if (!isClosed) void begin().catch(() => undefined);
    });
    child.send({ settings, hitsFile, kills: kills(), forget });
    await said(child, 'running');
    next = standBy(logFile);
    next.ready.catch(() => undefined);
  };
  return {
    start: begin,
    kill: () => running?.kill('SIGKILL'),
    ends: () => ends,
    close: async () => {
      isClosed = true;
      const children = [running, next?.child].filter((child) => child && child.exitCode === null);
      for (const child of children) {
        if (!child) continue;
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }
    },
  };
}
