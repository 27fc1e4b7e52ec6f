/**
 * Our order beside the bare workflow: alternating blocks on one server, each baseline workflow of the
 * shape of one of our orders. Fails where the two do not hold the same number of things.
 */
import { strict as assert } from 'node:assert';
import type { Baseline } from './baseline/drive';
import { runBlock } from './block';
import type { Block } from './block';
import type { ReadHistory } from './history-counts';
import type { Installation } from './installation';
import { figuresOf } from './side-figures';
import type { SideFigures } from './side-figures';
import { tellStory } from './story';

export interface StoryFigures {
  readonly concurrency: number;
  readonly ours: SideFigures;
  readonly baseline: SideFigures;
  /** Orders a second, ours to the baseline's, in each pair of blocks and in all. */
  readonly ratios: readonly number[];
  readonly ratio: number;
}

export interface StoryPlan {
  readonly place: Installation;
  readonly baseline: Baseline;
  readonly orders: number;
  readonly concurrency: number;
  readonly say: (line: string) => void;
}

const PAIRS = 4;

/** Measures both sides; the first, small pair of blocks only warms up. */
export async function measureStory(plan: StoryPlan): Promise<StoryFigures> {
  const { orders, concurrency, say } = plan;
  const [ours, bare]: [Block[], Block[]] = [[], []];
  await baselineBlock(plan, (await ourBlock(plan, concurrency)).histories);
  const each = Math.max(1, Math.round(orders / PAIRS));
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const own = await ourBlock(plan, each);
    const beside = await baselineBlock(plan, own.histories);
    ours.push(own);
    bare.push(beside);
    const [us, them] = [own, beside].map((one) => ((each * 1_000) / one.millis).toFixed(1));
    say(`  block ${String(pair)}/${String(PAIRS)}: ours ${us ?? ''}/s, baseline ${them ?? ''}/s`);
  }
  assertSame(ours, bare);
  const ratios = ours.map((own, index) => (bare[index]?.millis ?? 0) / own.millis);
  const figures = { concurrency, ours: figuresOf(ours), baseline: figuresOf(bare), ratios };
  return { ...figures, ratio: figures.ours.perSecond / figures.baseline.perSecond };
}

async function ourBlock(plan: StoryPlan, orders: number): Promise<Block> {
  const { worker, api, temporal, postgres } = plan.place.processes();
  return runBlock(plan, {
    items: Array.from({ length: orders }, (_none, index) => index),
    processes: { worker, API: api, 'Temporal server': temporal, PostgreSQL: postgres },
    tell: async () => (await tellStory(plan.place.api)).workflowId,
  });
}

async function baselineBlock(plan: StoryPlan, shapes: readonly ReadHistory[]): Promise<Block> {
  const { temporal } = plan.place.processes();
  return runBlock(plan, {
    items: shapes,
    processes: { worker: plan.baseline.pid, 'Temporal server': temporal },
    tell: (shape) => plan.baseline.tell(shape),
  });
}

/** A ratio between unequal amounts of work would mean nothing. */
function assertSame(ours: readonly Block[], bare: readonly Block[]): void {
  const [own, beside] = [ours, bare].map((blocks) =>
    blocks
      .flatMap((one) => one.histories)
      .map(({ counts }) => ({
        outside: counts.outside,
        messages: counts.signals + counts.updates,
        timers: counts.timers,
      })),
  );
  assert.deepEqual(beside, own, 'each baseline holds what the order beside it holds');
}
