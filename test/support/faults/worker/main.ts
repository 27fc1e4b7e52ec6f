/**
 * The worker of the fault tests as a process of its own: it loads everything, says so, and begins when
 * it is told to, so that the next worker is there the moment one is killed.
 */
import { makeHits, watchActivities, watchPool, watchPorts } from '../points';
import type { KillOrder } from '../points';
import { startTestWorker } from '../engine';
import type { TestWorkerSettings } from '../engine';

/** What the parent tells a worker that stands by. */
interface Go {
  readonly settings: TestWorkerSettings;
  readonly hitsFile: string;
  readonly kills: readonly KillOrder[];
  /** The mutation: which causes are journalled already is forgotten. */
  readonly forget: boolean;
}

async function go({ settings, hitsFile, kills, forget }: Go): Promise<void> {
  const hits = makeHits(hitsFile, kills);
  await startTestWorker(settings, {
    database: ({ pool }) => {
      watchPool(pool, hits, { forget });
    },
    ports: (ports) => watchPorts(ports, hits),
    around: (activities) => watchActivities(activities, hits),
  });
  process.send?.('running');
}

process.once('message', (order: Go) => {
  go(order).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'failed'}\n`);
    process.exit(1);
  });
});
process.once('disconnect', () => process.exit(0));
process.send?.('standing by');
