/**
 * Our worker as a process of its own, started anew: how, and when it counts as ready.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../config/environment';
import { projectRoot } from '../scripts/project-root';
import { startService, untilReady } from '../scripts/start/service';
import type { Service } from '../scripts/start/service';

/** Starts the worker and resolves once it polls. */
export async function startMeasuredWorker(settings: Variables, logFile: string): Promise<Service> {
  const service = await startService({
    title: 'Worker',
    command: process.execPath,
    args: ['--import', 'tsx', join(projectRoot(), 'worker/main.ts')],
    cwd: projectRoot(),
    env: { ...settings },
    logFile,
    givesWay: true,
  });
  await untilReady(
    service,
    () => Promise.resolve(/"msg":"ready"/.test(readFileSync(logFile, 'utf8'))),
    60_000,
  );
  return service;
}
