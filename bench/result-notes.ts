/**
 * The words under the table: how it was measured, what is left out, and where the time goes, from the
 * figures of the same run.
 */
import type { WholeResults } from './results';

const one = (value: number): string => value.toFixed(1);

/** Lines of Markdown. */
export function resultNotes(results: WholeResults): readonly string[] {
  return [...where(results), '', ...how(results), '', ...whereTimeGoes(results)];
}

function where({ machine }: WholeResults): readonly string[] {
  const { at, node, platform, processor, cores, loadAtBegin, loadAtEnd } = machine;
  return [
    `Measured ${at} on ${String(cores)} cores (${processor}), ${platform}, Node ${node}; everything ran on`,
    `this one machine. Load (one-minute mean) before the run ${one(loadAtBegin)}, after it ${one(loadAtEnd)}:`,
    'a load before the run that is not near 0 means that the machine was shared, and that figures of time are worse than',
    'they would be alone. The ratio and the counts suffer least, because both sides ran in turns.',
  ];
}

function how({ story, life, preview }: WholeResults): readonly string[] {
  const { ours } = story;
  return [
    '## How',
    '',
    'An order is story 1: placed, told by e-mail, confirmed, accepted by warehouse and couriers, delivered, paid, over',
    'HTTP through the API, on PostgreSQL that writes to the disk and a Temporal dev server on a fresh SQLite file (WAL).',
    'Both sides end where all facts are in and the timer of the next-day check is pending: nobody waits for a day. The',
    `history of one order that was moved on to its end has ${String(life.events)} events (with the server's own`,
    'events of moving the clock). Orders are spread over 50 goods of a shop that is open at all hours.',
    '',
    'The baseline is a bare workflow without database and rules. Each one is given the shape of one of our orders, read',
    'from its history: as many outside activities, signals and updates and timers; what our order heard between two',
    'workflow tasks is told together. The run fails where the two histories differ in one of these counts. The baseline',
    `does no commits; ours does ${one(ours.counts.localActivities)} an order, as local activities. Four pairs of blocks,`,
    `ours and baseline in turns; ratios of the pairs: ${story.ratios.map((ratio) => ratio.toFixed(2)).join(', ')}.`,
    'Processor time comes from /proc, children included. Ours also pays for API and PostgreSQL on the same cores.',
    '',
    'An amended order has goods of a warehouse and of two suppliers, and couriers. Every quantity is changed twice after',
    'all four have accepted; each time all four are told and accept. The run fails where one of them was not told. Told',
    'by their servers means a signed message to each: 12 an order.',
    '',
    `A preview is of ${String(preview.changes)} changes of an order of ${String(preview.lines)} lines that both parties have`,
    'accepted, over HTTP, one after the other.',
  ];
}

function whereTimeGoes({ story, commits, accepting, triedAgain }: WholeResults): readonly string[] {
  const { ours, baseline } = story;
  const { counts } = ours;
  const total = (side: typeof ours): number => Object.values(side.cpu).reduce((a, b) => a + b, 0);
  const share = (name: string): string =>
    `${name} ${((100 * (ours.cpu[name] ?? 0)) / total(ours)).toFixed(0)} %`;
  const commitCpu = counts.localActivities * commits.note.nodeCpu;
  const workerCpu = ours.cpu['worker'] ?? 0;
  return [
    '## Where the time goes',
    '',
    `One order of ours uses ${total(ours).toFixed(0)} ms of processor time, the baseline ${total(baseline).toFixed(0)} ms:`,
    `${Object.keys(ours.cpu).map(share).join(', ')}. Ours has ${one(counts.workflowTasks)} workflow tasks, the baseline`,
    `${one(baseline.counts.workflowTasks)}. The commits themselves take about ${commitCpu.toFixed(0)} ms of the worker's`,
    `${workerCpu.toFixed(0)} ms (${one(counts.localActivities)} × ${commits.note.nodeCpu.toFixed(2)} ms, as measured alone);`,
    `a commit of one note takes ${one(commits.note.took.p50)} ms from end to end with ten at a time.`,
    `${String(triedAgain)} requests were answered 503 and asked again. After ${String(accepting.seconds)} s of`,
    `${String(accepting.perSecond)} orders/s the engine needed ${one(accepting.restAfter)} s more to start them all and send`,
    'their messages.',
  ];
}
