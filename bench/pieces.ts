/**
 * The pieces of a run in their order: what each says before it begins, and how it is measured. Each can be run alone.
 */
import { startBaseline } from './baseline/drive';
import type { Installation } from './installation';
import { measureAccepting } from './measure-accepting';
import { measureAmended } from './measure-amended';
import { measureCommits } from './measure-commits';
import { measureMemory } from './measure-memory';
import { measurePoisoned } from './measure-poisoned';
import { measurePreview } from './measure-preview';
import { measureStory } from './measure-story';
import type { StoryFigures } from './measure-story';
import { measureWholeLife } from './measure-whole-life';
import type { BenchOptions, Piece } from './options';
import type { Figures } from './results';

/** What a piece is given. */
export interface Bench {
  readonly place: Installation;
  readonly options: BenchOptions;
  readonly say: (line: string) => void;
}

interface MeasuredPiece<Name extends Piece> {
  readonly title: (options: BenchOptions) => string;
  readonly measure: (bench: Bench) => Promise<Figures[Name]>;
}

const inAll = ({ orders, concurrency }: BenchOptions): string =>
  `${String(orders)} in all, ${String(concurrency)} at once`;

const PIECES: { readonly [Name in Piece]: MeasuredPiece<Name> } = {
  life: {
    title: () => 'One order to its end, by its own clock',
    measure: ({ place }) => measureWholeLife(place),
  },
  story: {
    title: (options) => `Story 1 beside the bare workflow, ${inAll(options)}`,
    measure: besideBaseline,
  },
  amended: {
    title: (options) => `Orders with two amendments told to four parties, ${inAll(options)}`,
    measure: ({ place, options, say }) =>
      measureAmended({ place, orders: options.orders, concurrency: options.concurrency, say }),
  },
  accepting: {
    title: () => 'Accepting orders at a steady pace',
    measure: ({ place, options }) => measureAccepting(place, options.seconds),
  },
  preview: {
    title: ({ previews }) => `${String(previews)} previews of an amendment of a long order`,
    measure: ({ place, options }) => measurePreview(place, options.previews),
  },
  memory: {
    title: ({ memory }) => `Memory of the worker with up to ${String(memory)} open orders`,
    measure: ({ place, options, say }) => measureMemory(place, options.memory, say),
  },
  commits: {
    title: () => 'Commits',
    measure: ({ place, options }) => measureCommits(place.database, options.commits),
  },
  poisoned: {
    title: (options) => `Sound orders alone and with one in ten poisoned, ${inAll(options)}`,
    measure: ({ place, options, say }) =>
      measurePoisoned({ place, orders: options.orders, concurrency: options.concurrency, say }),
  },
};

async function besideBaseline({ place, options, say }: Bench): Promise<StoryFigures> {
  const { address, client, quietStandIns: standIns } = place;
  const baseline = await startBaseline({ address, client, standIns });
  try {
    const { orders, concurrency } = options;
    return await measureStory({ place, baseline, orders, concurrency, say });
  } finally {
    await baseline.stop();
  }
}

/** Measures the pieces asked for, one after the other. */
export async function measurePieces(bench: Bench): Promise<Partial<Figures>> {
  const { options, say } = bench;
  const figures: Partial<Record<Piece, unknown>> = {};
  for (const [index, name] of options.only.entries()) {
    const { title, measure } = PIECES[name];
    say(`${String(index + 1)}/${String(options.only.length)} ${title(options)} …`);
    figures[name] = await measure(bench);
  }
  return figures as Partial<Figures>;
}
