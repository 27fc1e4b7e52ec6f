/**
 * The commit as an activity: the same body quickly inside a workflow task and patiently outside it.
 */
import { commit } from '../database/commit';
import type { Database } from '../database/database';
import type { Input, Turn } from '../domain/life/life';
import { asStorable } from '../domain/storable';
import type { Activities, CommitOrder } from './activities';

/** Below the activity's own limit of 1 s and 10 s. */
const QUICK_MILLIS = 800;
const PATIENT_MILLIS = 8_000;

export function makeCommits(database: Database): Pick<Activities, 'commit' | 'commitQuickly'> {
  const within =
    (limits: Parameters<typeof commit>[2]) =>
    async ({ life, inputs, now }: CommitOrder): Promise<Turn> => {
      const kept = inputs.map((input) => ({ ...input, cause: asStorable(input.cause) }));
      const asked = { lifeId: life, inputs: kept, now };
      const turn = await commit(database, asked, limits);
      return { ...turn, answers: asAsked(turn.answers, inputs) };
    };
  return {
    commit: within({ statementMillis: PATIENT_MILLIS, isLast: true }),
    commitQuickly: within({ statementMillis: QUICK_MILLIS }),
  };
}

/** An update's id is anybody's text: its answer goes by the id as it was given, not as it is kept. */
function asAsked(answers: Turn['answers'], inputs: readonly Input[]): Turn['answers'] {
  const changed = inputs.filter(({ cause }) => asStorable(cause) !== cause);
  const own = changed.flatMap(({ cause }) => {
    const answer = answers[asStorable(cause)];
    return answer ? [[cause, answer] as const] : [];
  });
  return { ...answers, ...Object.fromEntries(own) };
}
