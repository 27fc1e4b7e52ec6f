/**
 * Drives bare workflows: starts the baseline's worker, and tells a workflow what one of our orders
 * heard, in the same bundles, each when the one before has been heard.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { ReadHistory } from '../history-counts';
import type { BaselineNews } from './sinks';
import type { BaselineInput } from './workflow';

export interface Baseline {
  readonly pid: number;
  /** Runs one workflow of the shape of one of our orders; answers its id once all was heard and sent. */
  readonly tell: (shape: ReadHistory) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface BaselinePlace {
  readonly address: string;
  readonly client: Client;
  readonly standIns: { readonly url: string; readonly apiKey: string };
}

/** Starts the baseline's worker and waits until it polls. */
export async function startBaseline(place: BaselinePlace): Promise<Baseline> {
  const args = [place.address, place.standIns.url, place.standIns.apiKey];
  const child = fork(join(__dirname, 'main.ts'), args, { execArgv: ['--import', 'tsx'] });
  const counts = new Map<string, number>();
  const waiting = new Map<string, { readonly until: number; readonly go: () => void }>();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error("the baseline's worker ended at once")));
    child.on('message', (said) => {
      const news = said as BaselineNews;
      if ('ready' in news) {
        resolve();
        return;
      }
      const name = `${news.what} ${news.workflowId}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const wait = waiting.get(name);
      if (wait && count >= wait.until) wait.go();
    });
  });
  const until = (name: string, count: number): Promise<void> =>
    (counts.get(name) ?? 0) >= count
      ? Promise.resolve()
      : new Promise((go) => waiting.set(name, { until: count, go }));
  return {
    pid: child.pid ?? 0,
    tell: (shape) => tellOne(place.client, shape, until),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function tellOne(
  client: Client,
  { counts, hearings }: ReadHistory,
  until: (name: string, count: number) => Promise<void>,
): Promise<string> {
  const workflowId = `baseline/${randomUUID()}`;
  const messages = counts.signals + counts.updates;
  const input: BaselineInput = { activities: counts.outside, messages, timers: counts.timers };
  const handle = await client.workflow.start('baseline', {
    ...{ workflowId, taskQueue: 'baseline', args: [input] },
  });
  let told = 0;
  for (const hearing of hearings) {
    await Promise.all(
      hearing.map((kind) =>
        kind === 'signal'
          ? handle.signal('tell')
          : handle.executeUpdate('ask', { args: [{ channel: 'phone', actor: 'manager:1' }] }),
      ),
    );
    told += hearing.length;
    await until(`heard ${workflowId}`, told);
  }
  await until(`sent ${workflowId}`, counts.outside);
  return workflowId;
}
