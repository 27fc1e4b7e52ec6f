/**
 * The rows of the table: each figure, what it is compared with, and the command that measures it anew.
 */
import type { Results } from './results';

type Row = readonly [string, string, string, string, string];

const one = (value: number): string => value.toFixed(1);
const two = (value: number): string => value.toFixed(2);

/** All rows, in the order of the run. */
export function resultRows(results: Results): readonly Row[] {
  return [...lifeRows(results), ...storyRows(results), ...otherRows(results)];
}

function lifeRows({ wholeLife }: Results): readonly Row[] {
  const command = 'npm run bench -- --quick';
  return [
    ['history events, one whole order', String(wholeLife.events), '', '≤ 80', command],
    ['workflow tasks, one whole order', String(wholeLife.workflowTasks), '', '≤ 13', command],
    ['Temporal actions, one whole order', String(wholeLife.actions), '', '', command],
  ];
}

function storyRows({ story, options }: Results): readonly Row[] {
  const { ours, baseline, ratio, concurrency } = story;
  const command = `npm run bench -- --orders ${String(options.orders)} --concurrency ${String(concurrency)}`;
  const row = (name: string, of: (side: typeof ours) => number, show = one): Row => [
    ...([name, show(of(ours)), show(of(baseline)), '', command] as const),
  ];
  const cpu = Object.keys(ours.cpu).map((name) =>
    row(`CPU ms an order, ${name}`, (side) => side.cpu[name] ?? 0),
  );
  return [
    row(`orders/s, ${String(concurrency)} at once`, (side) => side.perSecond),
    ['orders/s, ours to the baseline', two(ratio), '1', '≥ 0.6', command],
    row(
      'story p50 ms',
      (side) => side.took.p50,
      (value) => value.toFixed(0),
    ),
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

function otherRows({ accepting, memory, commits, options }: Results): readonly Row[] {
  const { took, perSecond, apiCpu } = accepting;
  const steady = `npm run bench -- --seconds ${String(options.seconds)}`;
  const room = `npm run bench -- --memory ${String(options.memory)}`;
  const kept = `npm run bench -- --commits ${String(options.commits)}`;
  const pace = `${String(perSecond)} orders/s`;
  const rate = ({ perSecond: each, took: spread, nodeCpu }: typeof commits.empty): string =>
    `${each.toFixed(0)}/s, p50 ${one(spread.p50)}, p99 ${one(spread.p99)} ms, Node ${two(nodeCpu)} ms`;
  return [
    [`accept p50 ms at ${pace}`, one(took.p50), '', '', steady],
    [`accept p99 ms at ${pace}`, one(took.p99), '', '≤ 50', steady],
    ['API CPU ms an accepted order', one(apiCpu), '', '', steady],
    ['worker MB, idle', memory.idle.toFixed(0), '', '', room],
    [`worker MB, ${String(memory.orders)} open orders`, memory.atRest.toFixed(0), '', '', room],
    ['commit of nothing, 10 at a time', rate(commits.empty), '', '', kept],
    ['commit of one note, 10 at a time', rate(commits.note), '', '', kept],
  ];
}
