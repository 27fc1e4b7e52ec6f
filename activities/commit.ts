/**
 * The commit as an activity: the same body quickly inside a workflow task and patiently outside it.
 */
import { commit } from '../database/commit';
import type { Database } from '../database/database';
import type { Turn } from '../domain/life/life';
import type { Activities, CommitOrder } from './activities';

/** Below the activity's own limit of 1 s and 10 s. */
const QUICK_MILLIS = 800;
const PATIENT_MILLIS = 8_000;

export function makeCommits(database: Database): Pick<Activities, 'commit' | 'commitQuickly'> {
  const within =
    (statementMillis: number) =>
    ({ life, inputs, now }: CommitOrder): Promise<Turn> =>
      commit(database, { lifeId: life, inputs, now }, { statementMillis });
  return { commit: within(PATIENT_MILLIS), commitQuickly: within(QUICK_MILLIS) };
}
