// Stand-ins, worker and API as processes of their own: how each is run, and when it counts as ready.
// Their settings are made elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../../config/environment';
import { projectRoot } from '../project-root';
import type { DevelopmentSecrets } from './development-secrets';
import { startService, untilReady } from './service';
import type { Service } from './service';

const READY_WITHIN_MS = 90_000;

/** Starts all three side by side and resolves when each is ready. Throws a `Problem` where one ends instead. */
export async function startOurs(ours: {
  readonly settings: Variables;
  readonly secrets: DevelopmentSecrets;
  readonly ports: { readonly api: number; readonly standIns: number };
  readonly logFolder: string;
  readonly add: (service: Service) => void;
}): Promise<void> {
  const { ports, settings, secrets } = ours;
  const start = async (title: string, file: string, args: readonly string[] = []) => {
    const logFile = join(ours.logFolder, `${title.toLowerCase().replaceAll(' ', '-')}.log`);
    const service = await startService({
      title,
      command: process.execPath,
      args: ['--import', 'tsx', join(projectRoot(), file), ...args],
      cwd: projectRoot(),
      env: { ...settings },
      logFile,
      givesWay: file.startsWith('worker'),
    });
    ours.add(service);
    return { service, logFile };
  };
  const standIns = await start(
    'Provider stand-ins',
    'gateways/stand-ins/main.ts',
    standInArguments(secrets, ports),
  );
  const worker = await start('Worker', 'worker/main.ts');
  const api = await start('API', 'api/main.ts');
  let saidReady = false;
  void worker.service.ready.then(() => (saidReady = true));
  await Promise.all([
    untilReady(
      standIns.service,
      () => answers(`http://127.0.0.1:${ports.standIns}/pending`),
      READY_WITHIN_MS,
    ),
    untilReady(
      worker.service,
      async () => saidReady || wroteReady(worker.logFile),
      READY_WITHIN_MS,
    ),
    untilReady(api.service, () => answers(`http://127.0.0.1:${ports.api}/readyz`), READY_WITHIN_MS),
  ]);
}

function standInArguments(
  { twilio, sendgrid }: DevelopmentSecrets,
  ports: { readonly api: number; readonly standIns: number },
): string[] {
  return [
    ...['--port', String(ports.standIns)],
    ...['--twilio-account-sid', twilio.accountSid, '--twilio-auth-token', twilio.authToken],
    ...['--sendgrid-api-key', sendgrid.apiKey],
    ...['--sendgrid-private-key-file', sendgrid.privateKeyFile],
    // Also where the public address is a tunnel, callbacks stay on this machine.
    ...['--callback-base', `http://127.0.0.1:${ports.api}`],
  ];
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // Not yet listening: asked again until the time is over.
    return false;
  }
}

/** A line that is the word itself, or a log entry with it as its message. */
function wroteReady(logFile: string): boolean {
  return /^ready$|"msg":"ready"/m.test(readFileSync(logFile, 'utf8'));
}
