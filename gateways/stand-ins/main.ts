// Runs the stand-ins as a process of their own. All settings are arguments, because only config/
// reads the environment; secrets here are those of stand-ins and open nothing.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startStandIns } from './start-stand-ins';
import type { StandInSettings } from './start-stand-ins';

const USAGE =
  'Usage: main --twilio-account-sid AC… --twilio-auth-token … --sendgrid-api-key SG.… ' +
  '--sendgrid-private-key-file FILE [--port N] [--callback-base URL] [--sendgrid-events-url URL]';

function settingsFrom(args: string[]): StandInSettings {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      port: { ...text, default: '0' },
      'twilio-account-sid': text,
      'twilio-auth-token': text,
      'sendgrid-api-key': text,
      'sendgrid-private-key-file': text,
      'sendgrid-events-url': text,
      'callback-base': text,
    },
  });
  const needed = (name: Exclude<keyof typeof values, 'port'>): string => {
    const value = values[name];
    if (value === undefined) throw new Error(`--${name} is missing.`);
    return value;
  };
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port is no port.');
  const eventsUrl = values['sendgrid-events-url'];
  const callbackBase = values['callback-base'];
  return {
    port,
    twilio: { accountSid: needed('twilio-account-sid'), authToken: needed('twilio-auth-token') },
    sendgrid: {
      apiKey: needed('sendgrid-api-key'),
      privateKey: readFileSync(needed('sendgrid-private-key-file'), 'utf8'),
      ...(eventsUrl === undefined ? {} : { eventsUrl }),
    },
    ...(callbackBase === undefined ? {} : { callbackBase }),
  };
}

async function main(): Promise<void> {
  const standIns = await startStandIns(settingsFrom(process.argv.slice(2)));
  process.stdout.write(`Provider stand-ins: ${standIns.url}\n`);
  const stop = (): void => void standIns.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : 'unknown reason';
  process.stderr.write(`The provider stand-ins cannot start: ${reason}\n${USAGE}\n`);
  process.exitCode = 1;
});
