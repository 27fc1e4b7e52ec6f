/**
 * `npm run faults`: many orders under random kills of their worker, with progress and one summary.
 * The same seed gives the same orders and the same schedule; with a fault found it ends with code 1.
 */
import { parseArgs } from 'node:util';
import globalSetup from '../support/global-setup';
import globalTeardown from '../support/global-teardown';
import { openFaultRoom } from '../support/faults/room';
import { runFaults } from '../support/faults/run';
import type { FaultResult } from '../support/faults/run';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    'without-cause-check': { type: 'boolean', default: false },
  },
});

const say = (line: string): void => {
  if (!values.json) process.stdout.write(`${line}\n`);
};

/** Kills grow with the orders; patience leaves room for the server's pauses after kills. */
async function run(): Promise<FaultResult> {
  const orders = Number(values.orders);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(orders) || orders < 1 || !Number.isInteger(seed)) {
    throw new Error('--orders and --seed are whole numbers');
  }
  say(`${String(orders)} orders, seed ${String(seed)}`);
  const room = await openFaultRoom();
  try {
    return await runFaults(room, {
      ...{ orders, seed, kills: Math.ceil(orders / 5), progress: say },
      patienceMillis: 120_000 + orders * 1_500,
      withoutCauseCheck: values['without-cause-check'],
    });
  } finally {
    await room.close();
  }
}

function tell(result: FaultResult): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { faults, killsByPoint, ...counts } = result;
  for (const fault of faults.slice(0, 50)) say(`  ${fault}`);
  say(`kills at points: ${JSON.stringify(killsByPoint)}`);
  say(
    `${JSON.stringify(counts)}: ${faults.length === 0 ? 'no fault' : `${String(faults.length)} faults`}`,
  );
}

async function main(): Promise<void> {
  await globalSetup();
  try {
    const result = await run();
    tell(result);
    process.exitCode = result.faults.length === 0 ? 0 : 1;
  } finally {
    await globalTeardown();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'failed'}\n`);
  process.exit(1);
});
