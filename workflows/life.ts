/**
 * The engine: listens, commits, acts outside, waits. Level-triggered: it looks at what is, not at what
 * has just happened. It knows nothing of orders, and no rule of a shop may ever stand here.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import type { Turn } from '../domain/life/life';
import { makeAlarm } from './alarm';
import { makeCommit } from './committing';
import { openEars } from './ears';
import { makeHands } from './hands';
import type { LifeInput } from './messages';
import { makeLabels } from './labels';

/** More turns than this without a pause mean a circle. */
const MAXIMUM_TURNS = 50;
const DEFAULT_LIMIT = 4_000;

/** Lives until the commit says that nothing is left to do; Temporal's cancel button is only heard. */
export async function live(life: LifeInput): Promise<void> {
  const ears = openEars(life);
  const { runId } = workflowInfo();
  void CancellationScope.current().cancelRequested.catch(() => {
    ears.hear(`cancel:${runId}`, 'cancelAsked', {});
  });
  await CancellationScope.nonCancellable(() => loop(life, ears));
}

async function loop(life: LifeInput, ears: ReturnType<typeof openEars>): Promise<void> {
  const [commit, hands, alarm] = [
    makeCommit(life.life),
    makeHands(life.life, ears),
    makeAlarm(ears),
  ];
  const show = makeLabels();
  let turns = 0;
  let troubles = 0;
  for (;;) {
    const inputs = ears.take();
    const turn = await commit(inputs);
    ears.tell(turn.answers);
    turns += 1;
    const unanswered = inputs.some(({ cause }) => !(cause in turn.answers));
    // What was heard meanwhile may have settled what this turn still asks for.
    if (ears.isHeard() && !unanswered && turns <= MAXIMUM_TURNS) continue;
    show(turn);
    if (hands.areIdle() && (turn.over || isOld(life, 1))) {
      await condition(() => allHandlersFinished() || ears.isHeard());
      if (ears.isHeard()) continue;
      if (turn.over) return;
      const { firstRun } = ears;
      await continueAsNew<typeof live>({ ...life, firstRun, signals: ears.signals() });
    }
    const trouble = unanswered || turns > MAXIMUM_TURNS || !act(turn, !isOld(life, 2));
    if (trouble) {
      troubles += 1;
      await standStill(`stuck:${workflowInfo().runId}:${String(troubles)}`);
    }
    const isBusy = ears.isHeard();
    await condition(() => ears.isHeard());
    if (!isBusy) turns = 0;
  }

  /** Starts what is wanted and sets the clock; false where the turn asks for what was done already. */
  function act(turn: Turn, mayStart: boolean): boolean {
    const started = !mayStart || turn.outside.map(hands.start).every(Boolean);
    return alarm.set(turn.deadline) && started;
  }

  /** Something goes round in a circle: an administrator's task, and a rest until a message or an hour. */
  async function standStill(cause: string): Promise<void> {
    ears.hear(cause, 'engineStuck', { why: 'engine stuck' });
    const turn = await commit(ears.take());
    ears.tell(turn.answers);
    alarm.set(null);
    hands.forget();
    alarm.forget();
    turns = 0;
    if (await condition(() => ears.isHeard(), '1 hour')) return;
    ears.wake();
  }
}

/** Whether the history is long enough to be left behind; `times` the limit. */
function isOld(life: LifeInput, times: number): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return (
    (times === 1 && continueAsNewSuggested) || historyLength > times * (life.limit ?? DEFAULT_LIMIT)
  );
}
