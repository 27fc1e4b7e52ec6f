/**
 * The relay: the only one who starts workflows and signals them. It looks when the database announces
 * something, sweeps for what was missed, and repairs what should have moved by itself.
 */
import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Logger } from 'pino';
import { commit } from '../database/commit';
import type { Database } from '../database/database';
import { nowOf } from '../database/clock';
import { listen } from '../database/life/listen';
import {
  announcedLife,
  hasUnbegunEffects,
  livesToStart,
  markStarted,
  takeOverdue,
} from '../database/life/relay-work';
import type { LifeToServe } from '../database/life/relay-work';
import { WAKE } from '../workflows/messages';
import { makeRelayQueue } from './relay-queue';
import type { LifeInput } from '../workflows/messages';

export interface RelaySettings {
  readonly databaseUrl: string;
  readonly taskQueue: string;
  /** Milliseconds between sweeps. */
  readonly sweepMillis: number;
  readonly unreadSeconds: number;
  readonly lateSeconds: number;
  readonly unbegunSeconds: number;
  /** History events after which a run is continued as new; tests force it. */
  readonly historyLimit?: number;
}

export const RELAY_DEFAULTS = {
  sweepMillis: 2_000,
  unreadSeconds: 5,
  lateSeconds: 10,
  unbegunSeconds: 30,
} as const;

interface Relaying {
  readonly database: Database;
  readonly client: Client;
  readonly settings: RelaySettings;
  readonly log: Logger;
}

export interface Relay {
  readonly stop: () => Promise<void>;
}

const SHOP = defineSearchAttributeKey('OrdoShop', SearchAttributeType.KEYWORD);

/** Starts relaying; stops after what is under way. */
export function startRelay(relaying: Relaying): Relay {
  const { settings, log } = relaying;
  const safely = async (job: () => Promise<void>): Promise<void> => {
    try {
      await job();
    } catch (error) {
      log.warn({ fault: faultName(error) }, 'the relay could not do a part of its work');
    }
  };
  const queue = makeRelayQueue((life) => safely(() => serveNews(relaying, life)));
  const listening = listen(settings.databaseUrl, {
    hear: queue.add,
    lost: (error) => {
      log.warn({ fault: faultName(error) }, 'the relay lost its connection and comes back');
    },
  });
  let sweeping: Promise<void> | null = null;
  const timer = setInterval(() => {
    sweeping ??= safely(() => sweep(relaying)).finally(() => {
      sweeping = null;
    });
  }, settings.sweepMillis);
  return {
    stop: async () => {
      clearInterval(timer);
      await listening.stop();
      await queue.stop();
      await sweeping;
    },
  };
}

function faultName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown fault';
}

async function serveNews(relaying: Relaying, life: string): Promise<void> {
  const announced = await announcedLife(relaying.database, life);
  if (announced?.isToStart) await begin(relaying, announced);
  if (announced?.hasNews) await serve(relaying, announced);
}

/** Everything missed: starts, and lives that should have moved. One that fails does not stop the others. */
async function sweep(relaying: Relaying): Promise<void> {
  const { database, settings, log } = relaying;
  const each = async (
    lives: readonly LifeToServe[],
    how: (life: LifeToServe) => Promise<void>,
  ): Promise<void> => {
    const done = await Promise.allSettled(lives.map(how));
    const failed = done.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  };
  await each(await livesToStart(database), (life) => begin(relaying, life));
  const overdue = await takeOverdue(database, settings);
  if (overdue.length > 0) log.info({ lives: overdue.length }, 'woke lives that had not moved');
  await each(overdue, (life) => serve(relaying, life));
}

function startOptions({ settings }: Relaying, life: LifeToServe) {
  const input: LifeInput = {
    life: life.life,
    ...(settings.historyLimit === undefined ? {} : { limit: settings.historyLimit }),
  };
  return {
    workflowId: life.workflowId,
    taskQueue: settings.taskQueue,
    args: [input] as [LifeInput],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    typedSearchAttributes: [{ key: SHOP, value: life.shop }],
    priority: { fairnessKey: life.shop.slice(0, 64) },
  };
}

async function begin(relaying: Relaying, life: LifeToServe): Promise<void> {
  await relaying.client.workflow.start(life.kind, startOptions(relaying, life));
  await markStarted(relaying.database, life.life);
}

/** Wakes an open life, starting it again where somebody ended it; commits for a closed one itself. */
async function serve(relaying: Relaying, life: LifeToServe): Promise<void> {
  const { client, database } = relaying;
  if (!life.isClosed) {
    await client.workflow.signalWithStart(life.kind, {
      ...startOptions(relaying, life),
      signal: WAKE,
      signalArgs: [],
    });
    return;
  }
  const now = await nowOf(database, life.life, database.wall());
  await commit(database, { lifeId: life.life, inputs: [], now });
  if (await hasUnbegunEffects(database, life.life)) {
    await client.workflow.start(life.kind, startOptions(relaying, life));
  }
}
