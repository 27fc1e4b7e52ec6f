/**
 * Every call of the API to Temporal: commands as updates with a deadline, and what the time machine needs.
 * It never starts a workflow and never decides anything.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import Long from 'long';
import type { Answer } from '../domain/life/life';

export interface PersonsCommand {
  readonly name: string;
  readonly body: object;
  /** The same for the same request, so that one tried again gets the first one's outcome. */
  readonly updateId: string;
}

/**
 * `not_running`: no workflow has this id now. `ended`: it ended before it could answer.
 * `no_answer`: nobody answered in time, and the command may or may not be carried out later.
 */
export type Asked = { readonly answer: Answer } | 'not_running' | 'ended' | 'no_answer';

/** Where a running workflow stands, as far as moving its clock needs to know. */
export interface WorkflowState {
  /** Milliseconds since 1970 by the workflow's own clock; null where it is the wall clock. */
  readonly clock: number | null;
  /** In words an operator understands; empty when nothing is under way. */
  readonly busy: readonly string[];
}

/** The orders' workflows, as routes see them. */
export interface OrderClient {
  command(workflowId: string, command: PersonsCommand, milliseconds: number): Promise<Asked>;
  /** Null where no workflow has this id or it has ended. */
  stateOf(workflowId: string): Promise<WorkflowState | null>;
  /** Moves a workflow's clock; false where it did not get there in time. */
  skip(workflowId: string, milliseconds: number, id: string): Promise<boolean>;
  /** Whether the engine answers at all. */
  isThere(): Promise<boolean>;
}

/** Orders' workflows behind a real client. */
export function createOrderClient(client: Client): OrderClient {
  return {
    command: (workflowId, command, milliseconds) =>
      ask(client, workflowId, { ...command, milliseconds }),
    stateOf: (workflowId) => describe(client, workflowId),
    skip: (workflowId, milliseconds, id) => skip(client, workflowId, { milliseconds, id }),
    isThere: () => isThere(client),
  };
}

async function ask(
  client: Client,
  workflowId: string,
  command: PersonsCommand & { readonly milliseconds: number },
): Promise<Asked> {
  const { name, body, updateId, milliseconds } = command;
  const handle = client.workflow.getHandle(workflowId);
  const update = async (): Promise<Asked> => {
    const answer = await handle.executeUpdate<Answer, [object]>(name, { args: [body], updateId });
    return { answer };
  };
  const giveUp = AbortSignal.timeout(milliseconds);
  try {
    return await withLimit(
      client.withAbortSignal(giveUp, () => client.withDeadline(Date.now() + milliseconds, update)),
      milliseconds,
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not_running';
    if (error instanceof WorkflowUpdateFailedError) return 'ended';
    if (isOutOfReach(error)) return 'no_answer';
    throw error;
  }
}

class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** The client's own deadline does not cover connecting, so the wait is bounded here too. */
async function withLimit<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Connection lost, deadline passed, no worker, a failing task: all the same to whoever waits for an answer. */
function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    isGrpcServiceError(error) ||
    isGrpcServiceError(error.cause) ||
    error instanceof TookTooLong ||
    ['ServiceError', 'WorkflowUpdateRPCTimeoutOrCancelledError', 'AbortError'].includes(error.name)
  );
}

const RUNNING = 'RUNNING';

type Described = Awaited<ReturnType<WorkflowHandle['describe']>>;

/** Null where no workflow has this id or it has ended. */
async function describeRunning(client: Client, workflowId: string): Promise<Described | null> {
  try {
    const found = await client.workflow.getHandle(workflowId).describe();
    return found.status.name === RUNNING ? found : null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function stateIn({ raw }: Described): WorkflowState {
  const time = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  const activities = (raw.pendingActivities ?? []).map(
    (activity) => `activity ${activity.activityType?.name ?? 'unknown'}`,
  );
  return {
    clock: time ? Number(time.seconds ?? 0) * 1000 + (time.nanos ?? 0) / 1e6 : null,
    busy: [...activities, ...(raw.pendingWorkflowTask ? ['a workflow task'] : [])],
  };
}

async function describe(client: Client, workflowId: string): Promise<WorkflowState | null> {
  const found = await describeRunning(client, workflowId);
  return found && stateIn(found);
}

const SKIP_LASTS_MILLISECONDS = 10_000;
const LOOK_AGAIN_MILLISECONDS = 10;
/** A nearer target than this might be passed while something is under way, and then it would not be kept. */
const FAR_MILLISECONDS = 10_000;
/** So long a step waits for what is under way; an activity that is to be tried again is passed over. */
const IDLE_WITHIN_MILLISECONDS = 1_000;

interface Clock {
  readonly now: number;
  readonly isBusy: boolean;
  readonly isSkipping: boolean;
}

/** A workflow's clock; null where it has ended. */
async function clockOf(client: Client, workflowId: string): Promise<Clock | null> {
  const found = await describeRunning(client, workflowId);
  if (found === null) return null;
  const { clock, busy } = stateIn(found);
  const config = found.raw.workflowExtendedInfo?.timeSkippingInfo?.effectiveConfig;
  return {
    now: clock ?? Date.now(),
    isBusy: busy.length > 0,
    isSkipping: config?.enabled === true,
  };
}

/**
 * Moves a workflow's clock in steps, each at most to its next timer: the server goes on to the timer after it where
 * a target is passed while the workflow still works on the first one.
 */
async function skip(
  client: Client,
  workflowId: string,
  by: { readonly milliseconds: number; readonly id: string },
): Promise<boolean> {
  const until = Date.now() + SKIP_LASTS_MILLISECONDS;
  const first = await clockOf(client, workflowId);
  // Where the execution ended on the way there is no clock left to move.
  if (first === null) return true;
  const to = first.now + by.milliseconds;
  let idleBy = Date.now() + IDLE_WITHIN_MILLISECONDS;
  for (let step = 1; Date.now() < until;) {
    const clock = await clockOf(client, workflowId);
    if (clock === null || clock.now >= to) return true;
    const isFar = to - clock.now >= FAR_MILLISECONDS;
    const isReady = !clock.isBusy || (isFar && Date.now() >= idleBy);
    const mayStep = isReady && !clock.isSkipping;
    if (mayStep) {
      await stepOn(client, workflowId, {
        milliseconds: to - clock.now,
        id: `${by.id}-${String(step)}`,
      });
      step += 1;
      idleBy = Date.now() + IDLE_WITHIN_MILLISECONDS;
    } else {
      await pause(Math.min(LOOK_AGAIN_MILLISECONDS, Math.max(1, to - clock.now)));
    }
  }
  return false;
}

async function stepOn(
  client: Client,
  workflowId: string,
  by: { readonly milliseconds: number; readonly id: string },
): Promise<void> {
  const { namespace } = client.options;
  const seconds = Math.floor(by.milliseconds / 1000);
  const nanos = Math.round((by.milliseconds - seconds * 1000) * 1e6);
  const duration = { seconds: Long.fromNumber(seconds), nanos };
  const fastForwardConfig = { id: by.id, duration };
  const timeSkippingConfig = { enabled: true, fastForwardConfig, maxSessionSkipCount: 1 };
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: { timeSkippingConfig },
    updateMask: { paths: ['time_skipping_config'] },
  });
}

async function isThere(client: Client): Promise<boolean> {
  try {
    await withLimit(
      client.withDeadline(Date.now() + 1_000, () => client.workflowService.getSystemInfo({})),
      1_000,
    );
    return true;
  } catch {
    // Whatever went wrong, the engine is out of reach, which is the answer.
    return false;
  }
}
