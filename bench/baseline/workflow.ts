/**
 * The bare workflow beside which ours is measured: hears as many messages, sends the same message,
 * starts as many timers, and keeps nothing anywhere. No rules, no database.
 */
import {
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxySinks,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { BaselineActivities } from './activities';
import type { BaselineSinks } from './sinks';

export interface BaselineInput {
  /** Outside activities, all begun at once. */
  readonly activities: number;
  /** Signals and updates that will come. */
  readonly messages: number;
  readonly timers: number;
}

const { sendMessage } = proxyActivities<BaselineActivities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '15m',
});
const { news } = proxySinks<BaselineSinks>();

/** Ends never by itself: its last timer is a day, as the next day's check is. */
export async function baseline(input: BaselineInput): Promise<void> {
  const { workflowId } = workflowInfo();
  let heard = 0;
  let seen = 0;
  let timers = 0;
  let ringing: { readonly scope: CancellationScope; readonly task: number } | null = null;
  const hear = (): void => {
    heard += 1;
    news.heard(workflowId);
  };
  const startTimer = (): void => {
    if (timers >= input.timers) return;
    timers += 1;
    const scope = new CancellationScope();
    ringing = { scope, task: workflowInfo().historyLength };
    void scope.run(() => sleep('1 day')).catch(() => undefined);
  };
  const cancelTimer = (): void => {
    // One that is cancelled in the task that starts it would never reach the server.
    if (ringing?.task !== workflowInfo().historyLength) ringing?.scope.cancel();
  };
  setHandler(defineSignal('tell'), hear);
  setHandler(defineUpdate<object, [object]>('ask'), (_command) => {
    hear();
    return { id: null };
  });
  for (let n = 0; n < input.activities; n += 1) {
    void sendMessage(n).then(() => news.sent(workflowId));
  }
  startTimer();
  for (;;) {
    await condition(() => heard > seen);
    seen = heard;
    // Moved on, as a deadline is that comes nearer or goes away.
    if (timers < input.timers) cancelTimer();
    startTimer();
    while (seen >= input.messages && timers < input.timers) startTimer();
  }
}
