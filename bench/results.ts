/**
 * The shape of everything one run measured, as it is kept in results.json.
 */
import type { HistoryCounts } from './history-counts';
import type { AcceptingFigures } from './measure-accepting';
import type { AmendedFigures } from './measure-amended';
import type { CommitFigures } from './measure-commits';
import type { MemoryFigures } from './measure-memory';
import type { PoisonedFigures } from './measure-poisoned';
import type { PreviewFigures } from './measure-preview';
import type { StoryFigures } from './measure-story';
import type { BenchOptions } from './options';

/** Where and when a run was. */
export interface Machine {
  readonly at: string;
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  /** Mean number of busy or waiting processes over a minute, before the run and after it. */
  readonly loadAtBegin: number;
  readonly loadAtEnd: number;
}

/** What each piece of a run measures, by the names that `--only` takes. */
export interface Figures {
  readonly life: HistoryCounts;
  readonly story: StoryFigures;
  readonly amended: AmendedFigures;
  readonly accepting: AcceptingFigures;
  readonly preview: PreviewFigures;
  readonly memory: MemoryFigures;
  readonly commits: { readonly empty: CommitFigures; readonly note: CommitFigures };
  /** Never beside the others: the shop it is measured in is broken on purpose. */
  readonly poisoned: PoisonedFigures;
}

export interface Results extends Partial<Figures> {
  readonly machine: Machine;
  readonly options: BenchOptions;
  /** Requests that were answered 503 and asked again. */
  readonly triedAgain: number;
}

/** A run of all pieces that can be measured beside each other. */
export type WholeResults = Results & Omit<Figures, 'poisoned'>;

/** Whether nothing was left out. */
export function isWhole(results: Results): results is WholeResults {
  const { life, story, amended, accepting, preview, memory, commits } = results;
  const all = [life, story, amended, accepting, preview, memory, commits];
  return all.every((one) => one !== undefined);
}
