/**
 * The shape of everything one run measured, as it is kept in results.json.
 */
import type { HistoryCounts } from './history-counts';
import type { AcceptingFigures } from './measure-accepting';
import type { CommitFigures } from './measure-commits';
import type { MemoryFigures } from './measure-memory';
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

export interface Results {
  readonly machine: Machine;
  readonly options: BenchOptions;
  readonly wholeLife: HistoryCounts;
  readonly story: StoryFigures;
  /** Requests of the story that were answered 503 and asked again. */
  readonly triedAgain: number;
  readonly accepting: AcceptingFigures;
  readonly memory: MemoryFigures;
  readonly commits: { readonly empty: CommitFigures; readonly note: CommitFigures };
}
