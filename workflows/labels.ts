/**
 * What the Temporal UI shows of a life: the waiting sentence, and the attributes by which managers
 * find it, changed only when they differ. Words come ready from the commit.
 */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Turn } from '../domain/life/life';

type Pair = Extract<Parameters<typeof upsertSearchAttributes>[0], unknown[]>[number];

/** A shower that remembers what it has shown. */
export function makeLabels(): (turn: Turn) => void {
  let shown = '';
  return (turn) => {
    setCurrentDetails(turn.sentence);
    const { stage, waitingFor, dueBy } = turn;
    const next = JSON.stringify([stage, waitingFor, dueBy]);
    if (next === shown) return;
    shown = next;
    const due = dueBy === null ? null : new Date(dueBy);
    upsertSearchAttributes([
      { key: { name: 'OrdoStage', type: 'KEYWORD' }, value: stage },
      { key: { name: 'OrdoWaitingFor', type: 'KEYWORD' }, value: waitingFor },
      { key: { name: 'OrdoDue', type: 'DATETIME' }, value: due },
    ] as Pair[]);
  };
}
