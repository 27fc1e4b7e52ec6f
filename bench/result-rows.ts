/**
 * The rows of the table: each figure, what it is compared with, and the command that measures it anew. Pieces that
 * were left out have none.
 */
import type { AmendedFigures } from './measure-amended';
import type { PoisonedFigures } from './measure-poisoned';
import type { StoryFigures } from './measure-story';
import type { Piece } from './options';
import type { Figures, Results } from './results';
import type { SideFigures } from './side-figures';

type Row = readonly [string, string, string, string, string];

const one = (value: number): string => value.toFixed(1);
const two = (value: number): string => value.toFixed(2);
const whole = (value: number): string => value.toFixed(0);

/** All rows, in the order of the run. */
export function resultRows(results: Results): readonly Row[] {
  const { life, story, amended, accepting, preview, memory, commits, poisoned } = results;
  const command = commandsOf(results);
  return [
    ...(life ? lifeRows(life, command('life')) : []),
    ...(story ? storyRows(story, command('story', 'orders', 'concurrency')) : []),
    ...(amended ? amendedRows(amended, command('amended', 'orders', 'concurrency')) : []),
    ...(accepting ? acceptingRows(accepting, command('accepting', 'seconds')) : []),
    ...(preview ? previewRows(preview, command('preview', 'previews')) : []),
    ...(memory ? memoryRows(memory, command('memory', 'memory')) : []),
    ...(commits ? commitRows(commits, command('commits', 'commits')) : []),
    ...(poisoned ? poisonedRows(poisoned, command('poisoned', 'orders', 'concurrency')) : []),
  ];
}

type Told = 'orders' | 'concurrency' | 'seconds' | 'previews' | 'memory' | 'commits';

function commandsOf({ options }: Results): (piece: Piece, ...told: readonly Told[]) => string {
  return (piece, ...told) =>
    ['npm run bench -- --only', piece]
      .concat(told.flatMap((name) => [`--${name}`, String(options[name])]))
      .join(' ');
}

function lifeRows(life: Figures['life'], command: string): readonly Row[] {
  return [
    ['history events, one whole order', String(life.events), '', '≤ 80', command],
    ['workflow tasks, one whole order', String(life.workflowTasks), '', '≤ 13', command],
    ['Temporal actions, one whole order', String(life.actions), '', '', command],
  ];
}

function storyRows({ ours, baseline, ratio, concurrency }: StoryFigures, command: string): Row[] {
  const row = (name: string, of: (side: SideFigures) => number, show = one): Row => [
    ...([name, show(of(ours)), show(of(baseline)), '', command] as const),
  ];
  const cpu = Object.keys(ours.cpu).map((name) =>
    row(`CPU ms an order, ${name}`, (side) => side.cpu[name] ?? 0),
  );
  return [
    row(`orders/s, ${String(concurrency)} at once`, (side) => side.perSecond),
    ['orders/s, ours to the baseline', two(ratio), '1', '≥ 0.6', command],
    row('story p50 ms', (side) => side.took.p50, whole),
    ...cpu,
    row('history events to "all facts in"', (side) => side.counts.events),
    row('workflow tasks', (side) => side.counts.workflowTasks),
    row('outside activities', (side) => side.counts.outside),
    row('signals and updates', (side) => side.counts.signals + side.counts.updates),
    row('timers started', (side) => side.counts.timers),
    row('local activities (commits)', (side) => side.counts.localActivities),
    row('Temporal actions', (side) => side.counts.actions),
    row('commits that fell back to a normal activity', (side) => side.counts.patientCommits, two),
  ];
}

/** Two amendments told to four parties. */
function amendedRows(figures: AmendedFigures, command: string): readonly Row[] {
  const { byDesk, byServer, concurrency } = figures;
  const rows = ({ counts, cpu, took, perSecond }: SideFigures, how: string): readonly Row[] => {
    const row = (name: string, shown: string): Row => [
      ...([`${name}, amended twice, four parties told ${how}`, shown, '', '', command] as const),
    ];
    return [
      row('history events', one(counts.events)),
      row('workflow tasks', one(counts.workflowTasks)),
      row('Temporal actions', one(counts.actions)),
      row('story p50 ms', whole(took.p50)),
      row(`orders/s, ${String(concurrency)} at once`, one(perSecond)),
      ...Object.entries(cpu).map(([name, used]) => row(`CPU ms an order, ${name}`, one(used))),
    ];
  };
  return [...rows(byDesk, 'by desk'), ...rows(byServer, 'by their servers')];
}

function acceptingRows(accepting: Figures['accepting'], command: string): readonly Row[] {
  const { took, tookAlone, perSecond, apiCpu } = accepting;
  const pace = `${String(perSecond)} orders/s`;
  return [
    [`accept p50 ms at ${pace}`, one(took.p50), '', '', command],
    [`accept p99 ms at ${pace}`, one(took.p99), '', '≤ 50', command],
    [`accept p50 ms at ${pace}, the worker standing still`, one(tookAlone.p50), '', '', command],
    [`accept p99 ms at ${pace}, the worker standing still`, one(tookAlone.p99), '', '', command],
    ['API CPU ms an accepted order', one(apiCpu), '', '', command],
  ];
}

function previewRows(preview: Figures['preview'], command: string): readonly Row[] {
  const { took, apiCpu, lines } = preview;
  const what = `preview, order of ${String(lines)} lines`;
  return [
    [`p50 ms, ${what}`, one(took.p50), '', '', command],
    [`p99 ms, ${what}`, one(took.p99), '', '≤ 20', command],
    [`API CPU ms, ${what}`, one(apiCpu), '', '', command],
  ];
}

function memoryRows(memory: Figures['memory'], command: string): readonly Row[] {
  const ends = [memory.at[0], memory.at.at(-1)].filter((seen) => seen !== undefined);
  return [
    ['worker MB, idle', whole(memory.idle), '', '', command],
    ...ends.map(({ orders, megabytes }): Row => {
      const name = `worker MB, ${String(orders)} open orders`;
      return [name, whole(megabytes), '', '', command];
    }),
    ['worker KB an open order, between the two', one(memory.kilobytesAnOrder), '', '', command],
  ];
}

function commitRows(commits: Figures['commits'], command: string): readonly Row[] {
  const rate = ({ perSecond: each, took: spread, nodeCpu }: typeof commits.empty): string =>
    `${each.toFixed(0)}/s, p50 ${one(spread.p50)}, p99 ${one(spread.p99)} ms, Node ${two(nodeCpu)} ms`;
  return [
    ['commit of nothing, 10 at a time', rate(commits.empty), '', '', command],
    ['commit of one note, 10 at a time', rate(commits.note), '', '', command],
  ];
}

function poisonedRows(figures: PoisonedFigures, command: string): readonly Row[] {
  const { ratio, poisoned, alone, beside } = figures;
  return [
    [
      `sound orders beside ${String(poisoned)} poisoned, to alone`,
      two(ratio),
      '1',
      '≤ 1.1',
      command,
    ],
    ['sound order p50 ms beside poisoned', whole(beside.p50), whole(alone.p50), '', command],
  ];
}
