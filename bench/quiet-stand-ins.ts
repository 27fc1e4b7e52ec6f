/**
 * A second pair of provider stand-ins that report nothing back, so that the baseline's messages cost
 * the API nothing.
 */
import { join } from 'node:path';
import { projectRoot } from '../scripts/project-root';
import type { DevelopmentSecrets } from '../scripts/start/development-secrets';
import { anyFreePort } from '../scripts/start/free-port';
import { startService, untilReady } from '../scripts/start/service';
import type { Service } from '../scripts/start/service';

/** Starts them on any free port and resolves once they answer. */
export async function startQuietStandIns(
  { twilio, sendgrid }: DevelopmentSecrets,
  logFolder: string,
): Promise<{ readonly url: string; readonly service: Service }> {
  const port = await anyFreePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const service = await startService({
    title: 'Quiet stand-ins',
    command: process.execPath,
    args: [
      ...['--import', 'tsx', join(projectRoot(), 'gateways/stand-ins/main.ts')],
      ...['--port', String(port)],
      ...['--twilio-account-sid', twilio.accountSid, '--twilio-auth-token', twilio.authToken],
      ...['--sendgrid-api-key', sendgrid.apiKey],
      ...['--sendgrid-private-key-file', sendgrid.privateKeyFile],
    ],
    cwd: projectRoot(),
    env: {},
    logFile: join(logFolder, 'quiet-stand-ins.log'),
  });
  const answers = (): Promise<boolean> =>
    fetch(`${url}/pending`).then(
      (answer) => answer.ok,
      () => false,
    );
  await untilReady(service, answers, 60_000);
  return { url, service };
}
