/**
 * How a commit is asked for: quickly in the workflow task itself, and patiently as a normal activity
 * of the same body while the database is away.
 */
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities';
import type { Input, Turn } from '../domain/life/life';

/** One short try: a local activity that retries would hold the workflow task and hang the shutdown. */
const quick = proxyLocalActivities<Activities>({
  startToCloseTimeout: '1s',
  retry: { maximumAttempts: 1 },
});

/** The one activity without an end: a commit must come, however long the database is away. */
const patient = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '10s' },
  summary: 'write down what was heard',
});

export type Commit = (inputs: readonly Input[]) => Promise<Turn>;

/** A quick try each time; where it fails, the patient way until it has succeeded. One commit at a time. */
export function makeCommit(life: string): Commit {
  return async (inputs) => {
    const request = { life, inputs, now: new Date(Date.now()).toISOString() };
    try {
      return await quick.commitQuickly(request);
    } catch {
      return patient.commit(request);
    }
  };
}
