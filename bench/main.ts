/**
 * `npm run bench`: measures in one run on one machine and writes results.json and results.md beside
 * this file. What is measured, and how, stands in the files named measure-….
 */
import { startBaseline } from './baseline/drive';
import { timesTriedAgain } from './ask-api';
import { openInstallation } from './installation';
import type { Installation } from './installation';
import { measureAccepting } from './measure-accepting';
import { measureCommits } from './measure-commits';
import { measureMemory } from './measure-memory';
import { measurePoisoned } from './measure-poisoned';
import { measureStory } from './measure-story';
import type { StoryFigures } from './measure-story';
import { measureWholeLife } from './measure-whole-life';
import { readOptions } from './options';
import type { BenchOptions } from './options';
import { canMeasureProcesses } from './process-usage';
import type { Results } from './results';
import { thisMachine, writeResults } from './write-results';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!canMeasureProcesses())
    throw new Error('Processor time and memory are read from /proc: run it on Linux.');
  say('Starting PostgreSQL, Temporal, stand-ins, worker and API …');
  const place = await openInstallation();
  // What runs beside us is in process groups of its own: Ctrl-C would leave it behind.
  const stop = (): void => void place.close().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    if (options.poisoned) {
      await besidePoisoned(place, options);
      return;
    }
    const results = await measure(place, options);
    const table = await writeResults(results);
    process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : `\n${table}\n`);
  } finally {
    await place.close();
  }
}

async function measure(place: Installation, options: BenchOptions): Promise<Results> {
  const before = thisMachine();
  say('1/5 One order to its end, by its own clock …');
  const wholeLife = await measureWholeLife(place);
  say(`2/5 Story 1 beside the bare workflow, ${String(options.concurrency)} at once …`);
  const story = await besideBaseline(place, options);
  const triedAgain = timesTriedAgain();
  say('3/5 Accepting orders at a steady pace …');
  const accepting = await measureAccepting(place, options.seconds);
  const { p50, p99 } = accepting.took;
  say(`  p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  say(`4/5 Memory of the worker with ${String(options.memory)} open orders …`);
  const memory = await measureMemory(place, options.memory);
  say('5/5 Commits …');
  const commits = await measureCommits(place.database, options.commits);
  const machine = { ...before, loadAtEnd: thisMachine().loadAtBegin };
  return { machine, options, wholeLife, story, triedAgain, accepting, memory, commits };
}

/** A run of its own: the shop it is measured in is broken on purpose. */
async function besidePoisoned(place: Installation, options: BenchOptions): Promise<void> {
  const { orders, concurrency } = options;
  say(`Sound orders alone and with one in ten poisoned, ${String(concurrency)} at once …`);
  const figures = await measurePoisoned({ place, orders, concurrency, say });
  const { ratio, poisoned, alone, beside } = figures;
  const words = `A sound order takes ${ratio.toFixed(2)} of its time beside ${String(poisoned)} poisoned ones (aim ≤ 1.10): p50 ${alone.p50.toFixed(0)} ms alone, ${beside.p50.toFixed(0)} ms beside.`;
  process.stdout.write(`${options.json ? JSON.stringify(figures, null, 2) : words}\n`);
}

async function besideBaseline(place: Installation, options: BenchOptions): Promise<StoryFigures> {
  const { address, client, quietStandIns: standIns } = place;
  const baseline = await startBaseline({ address, client, standIns });
  try {
    const { orders, concurrency } = options;
    return await measureStory({ place, baseline, orders, concurrency, say });
  } finally {
    await baseline.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the bench failed'}\n`);
  process.exitCode = 1;
});
