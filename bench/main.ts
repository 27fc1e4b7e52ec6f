/**
 * `npm run bench`: measures in one run on one machine; a whole run writes results.json and results.md beside
 * this file. What is measured, and how, stands in the files named measure-….
 */
import { timesTriedAgain } from './ask-api';
import { openInstallation } from './installation';
import { measurePieces } from './pieces';
import { readOptions } from './options';
import { canMeasureProcesses } from './process-usage';
import { isWhole } from './results';
import type { Results } from './results';
import { resultTable, thisMachine, writeResults } from './write-results';

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
    const before = thisMachine();
    const figures = await measurePieces({ place, options, say });
    const machine = { ...before, loadAtEnd: thisMachine().loadAtBegin };
    const results: Results = { machine, options, triedAgain: timesTriedAgain(), ...figures };
    if (isWhole(results)) await writeResults(results);
    const words = options.json ? JSON.stringify(results, null, 2) : `\n${resultTable(results)}`;
    process.stdout.write(`${words}\n`);
  } finally {
    await place.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the bench failed'}\n`);
  process.exitCode = 1;
});
