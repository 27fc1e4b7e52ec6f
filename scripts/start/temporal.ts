// The Temporal development server: starts the program that set-up found, and stops it.
// Search attributes and workers are the caller's business.
import { Connection } from '@temporalio/client';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../project-root';
import { Problem } from './problem';
import { startService, untilReady } from './service';
import type { Service } from './service';

/** A running server. `uiUrl` is null where it runs without its pages. */
export interface RunningTemporal {
  readonly address: string;
  readonly namespace: 'default';
  readonly uiUrl: string | null;
  readonly service: Service;
  stop(): Promise<void>;
}

/** Lets one workflow's clock be moved on (the time machine). Both names: later servers renamed the setting. */
const TIME_SKIPPING_ARGUMENTS = [
  '--dynamic-config-value',
  'frontend.WorkflowTimeSkippingEnabled=true',
  '--dynamic-config-value',
  'system.workflowTimeSkippingEnabled=true',
] as const;

/** Where set-up found or put the two Temporal programs. Throws a `Problem` where set-up has not run. */
export function temporalPrograms(): { readonly cli: string; readonly testServer: string } {
  const note = join(projectRoot(), '.cache', 'temporal', 'programs.json');
  const found: unknown = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
  return { cli: pathOf(found, 'cli'), testServer: pathOf(found, 'testServer') };
}

/** Starts the server on loopback; data are kept in `databaseFile`, or in memory where it is left out. */
export async function startTemporal(options: {
  readonly port: number;
  readonly uiPort?: number;
  readonly databaseFile?: string;
  readonly logFile: string;
}): Promise<RunningTemporal> {
  const { port, uiPort, databaseFile } = options;
  if (databaseFile !== undefined) mkdirSync(dirname(databaseFile), { recursive: true });
  const service = await startService({
    title: 'Temporal',
    command: temporalPrograms().cli,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
      ...['--log-level', 'warn', '--log-format', 'pretty'],
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
      ...(databaseFile === undefined ? [] : ['--db-filename', databaseFile]),
      // Half as fast again on a file, and still safe against a crash of the program.
      ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'],
      ...TIME_SKIPPING_ARGUMENTS,
    ],
    logFile: options.logFile,
    // An order taken in and worked on a little later is better than an order not taken in.
    givesWay: true,
  });
  const address = `127.0.0.1:${port}`;
  try {
    await untilReady(service, () => answers(address), 60_000);
  } catch (error) {
    await service.stop();
    throw error;
  }
  const uiUrl = uiPort === undefined ? null : `http://localhost:${uiPort}`;
  return { address, namespace: 'default', uiUrl, service, stop: () => service.stop() };
}

async function answers(address: string): Promise<boolean> {
  const connection = Connection.lazy({ address });
  try {
    await connection.withDeadline(Date.now() + 1_000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
    return true;
  } catch {
    // Not yet listening, or its namespace not yet made: asked again until the time is over.
    return false;
  } finally {
    await connection.close();
  }
}

function pathOf(found: unknown, which: string): string {
  const entry = (found as Record<string, { path?: string } | undefined>)[which];
  if (entry?.path === undefined) {
    throw new Problem('The Temporal programs are not here yet: run `npm run setup`.');
  }
  return entry.path;
}
