// Brings a whole development installation up, keeps it until it is told to stop, and stops it in order.
// What each program is and needs is written in the files beside this one.
import { join } from 'node:path';
import type { Variables } from '../../config/environment';
import { projectRoot } from '../project-root';
import { announcement } from './announcement';
import { bringUp } from './bring-up';
import { claimFolder } from './folder-claim';
import { Problem } from './problem';
import { removeRunningNote, writeRunningNote } from './running-note';
import type { Service } from './service';

/** Programs that were started, in the order in which they are to be stopped. */
const STOPPING_ORDER = ['API', 'Worker', 'Provider stand-ins', 'Temporal', 'PostgreSQL'];

/** Runs Ordo until Ctrl-C or SIGTERM; resolves to the exit code. Everything readable is printed here. */
export async function startOrdo(shell: Variables): Promise<number> {
  const stateFolder = join(projectRoot(), '.ordo');
  const stop = stopRequests();
  // Whoever reads what we print may be gone (a closed terminal, `| head`): that must not keep us from stopping the rest.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const claim = await claimFolder(stateFolder);
    const services: Service[] = [];
    const add = (service: Service) => {
      services.push(service);
      claim.note(service);
      stop.onSecond(() => services.forEach(({ pid }) => kill(pid)));
    };
    try {
      return await runUntilStopped({ shell, stateFolder, services, add, stop });
    } finally {
      removeRunningNote(stateFolder);
      await stopAll(services);
      claim.release();
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function runUntilStopped(run: {
  shell: Variables;
  stateFolder: string;
  services: Service[];
  add: (service: Service) => void;
  stop: StopRequests;
}): Promise<number> {
  const { signal, requested } = run.stop;
  const began = Date.now();
  const up = bringUp({ shell: run.shell, stateFolder: run.stateFolder, signal, add: run.add });
  const first = await Promise.race([
    up.catch((error: unknown) => orIfStopped(error, signal)),
    requested,
  ]);
  if (first === 'stop' || signal.aborted) {
    console.log('Stopping …');
    await stopAll(run.services);
    // What was just being started is added late; the caller stops it too.
    await up.catch(() => undefined);
    return 0;
  }
  writeRunningNote(run.stateFolder, first);
  console.log(announcement(first, new Date()));
  console.log(`(Up in ${((Date.now() - began) / 1000).toFixed(1)} s.)`);
  const died = Promise.race(run.services.map(async (one) => `${one.title} ${await one.exited}`));
  const end = await Promise.race([requested, died]);
  if (end !== 'stop') throw new Problem(`${end}\nEverything else is stopped.`);
  console.log('Stopping …');
  return 0;
}

/** Programs that end because we stop them are no news. */
function orIfStopped(error: unknown, signal: AbortSignal): 'stop' {
  if (signal.aborted) return 'stop';
  throw error;
}

async function stopAll(services: readonly Service[]): Promise<void> {
  for (const title of STOPPING_ORDER) {
    await Promise.all(services.filter((one) => one.title === title).map((one) => one.stop()));
  }
}

interface StopRequests {
  readonly signal: AbortSignal;
  readonly requested: Promise<'stop'>;
  /** What to do when somebody asks a second time, because the first takes too long. */
  onSecond(act: () => void): void;
}

function stopRequests(): StopRequests {
  const controller = new AbortController();
  let second: () => void = () => undefined;
  const requested = new Promise<'stop'>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      let asked = 0;
      process.on(name, () => {
        asked += 1;
        controller.abort();
        resolve('stop');
        if (asked > 1) second();
      });
    }
  });
  return { signal: controller.signal, requested, onSecond: (act) => void (second = act) };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already, which is what is wanted.
  }
}
