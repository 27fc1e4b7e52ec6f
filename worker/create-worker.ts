/**
 * Makes the worker that runs workflows and activities. The bundle of workflows is the same file in
 * development, tests and production.
 */
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import type { WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import type { Activities } from '../activities/activities';
import type { WorkerConnection } from '../config/temporal';

export interface WorkerSettings {
  readonly taskQueue: string;
  readonly maxCachedWorkflows: number;
  readonly bundle: WorkflowBundleOption;
  readonly identity?: string;
  /** How long the server waits for a worker that left before it gives its workflows to another; 10 s where absent. */
  readonly stickyMillis?: number;
}

/** Bundles the workflows: about a second. */
export async function bundleWorkflows(): Promise<{ code: string }> {
  return bundleWorkflowCode({
    workflowsPath: require.resolve('../workflows'),
    payloadConverterPath: require.resolve('../workflows/payload-converter'),
    logger: new DefaultLogger('WARN'),
  });
}

export async function createWorker(
  { connection, namespace, dataConverter }: WorkerConnection,
  activities: Activities,
  settings: WorkerSettings,
): Promise<Worker> {
  const options: WorkerOptions = {
    connection,
    namespace,
    dataConverter,
    activities: { ...activities },
    taskQueue: settings.taskQueue,
    workflowBundle: settings.bundle,
    maxCachedWorkflows: settings.maxCachedWorkflows,
    shutdownGraceTime: '10s',
    ...(settings.identity === undefined ? {} : { identity: settings.identity }),
    ...(settings.stickyMillis === undefined
      ? {}
      : { stickyQueueScheduleToStartTimeout: settings.stickyMillis }),
  };
  return Worker.create(options);
}
